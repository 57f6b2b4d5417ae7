import { type CliIo, type ExitCode, worseExit } from './io.ts'

/** The real console. `status()` is the worst exit status asked for so far. */
export function consoleIo(argv: readonly string[]): CliIo & { status(): ExitCode } {
  let status: ExitCode = 0
  const { stdout, stderr, env } = process
  // `wutong … | head` closes the pipe: that is the reader's wish, not an error.
  stdout.on('error', error => {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  })
  const color = !argv.includes('--no-color') && !env.NO_COLOR && (stdout.isTTY === true || !!env.FORCE_COLOR)
  return {
    stdout: text => void stdout.write(text),
    stderr: text => void stderr.write(text),
    lang: languageOf(argv, env),
    color,
    width: Math.min(120, Math.max(60, stdout.columns || 80)),
    interactive: stderr.isTTY === true && !env.CI,
    cwd: process.cwd(),
    ask: process.stdin.isTTY && stdout.isTTY && !env.CI ? askOnTerminal : undefined,
    now: () => new Date(),
    exit: code => {
      status = worseExit(status, code)
    },
    status: () => status,
  }
}

/** One line from the terminal; the end of input (Ctrl-D) is an empty answer. */
async function askOnTerminal(prompt: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const closed = new Promise<string>(done => lines.once('close', () => done('')))
    return await Promise.race([lines.question(prompt), closed])
  } finally {
    lines.close()
  }
}

/** `--lang`, else the locale, else zh. */
function languageOf(argv: readonly string[], env: NodeJS.ProcessEnv): 'zh' | 'en' {
  const at = argv.findIndex(word => word === '--lang' || word.startsWith('--lang='))
  const asked = at < 0 ? undefined : argv[at]?.includes('=') ? argv[at]?.slice(7) : argv[at + 1]
  if (asked === 'zh' || asked === 'en') return asked
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^en/i.test(locale) ? 'en' : 'zh'
}
