import { Chalk } from 'chalk'

/** Colours by meaning. Without colour every one of them is the identity. */
export interface Paint {
  strong(text: string): string
  faint(text: string): string
  bad(text: string): string
  warn(text: string): string
  good(text: string): string
  code(text: string): string
}

/** Sixteen colours at most: they follow the reader's own palette, light or dark. */
export function paintOf(color: boolean): Paint {
  const chalk = new Chalk({ level: color ? 1 : 0 })
  return {
    strong: text => chalk.bold(text),
    faint: text => chalk.dim(text),
    bad: text => chalk.red(text),
    warn: text => chalk.yellow(text),
    good: text => chalk.green(text),
    code: text => chalk.cyan(text),
  }
}
