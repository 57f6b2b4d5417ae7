import type { Lang } from '../model/words.ts'

/** The only way commands touch the console, the clock and the exit status. */
export interface CliIo {
  stdout(text: string | Uint8Array): void
  stderr(text: string): void
  /** From `--lang`, else the locale, else zh; settled before any command runs. */
  lang: Lang
  /** Colour on standard output (terminal, `NO_COLOR`, `--no-color`). */
  color: boolean
  /** Columns of standard output; 80 where unknown. */
  width: number
  /** Progress may be redrawn in place. */
  interactive: boolean
  cwd: string
  /** Asks a question and waits for a line; undefined where nobody sits at a terminal. */
  ask?: ((prompt: string) => Promise<string>) | undefined
  now(): Date
  /** Keeps the worst status by the contract's precedence 70 > 2 > 1 > 3 > 0. */
  exit(code: ExitCode): void
}

export type ExitCode = 0 | 1 | 2 | 3 | 70

const PRECEDENCE: readonly ExitCode[] = [0, 3, 1, 2, 70]

/** The worse of two exit statuses. */
export function worseExit(a: ExitCode, b: ExitCode): ExitCode {
  return PRECEDENCE.indexOf(a) >= PRECEDENCE.indexOf(b) ? a : b
}
