import { CommanderError } from 'commander'
import type { Place } from '../model/input-error.ts'
import { InputError, InputErrorList } from '../model/input-error.ts'
import type { WordTable } from '../model/reporter.ts'
import type { Lang, Words } from '../model/words.ts'
import { placeOf } from '../reporters/speech.ts'
import { fill, fillStated } from '../text/fill.ts'
import type { CliIo } from './io.ts'

/** A unit that could not be read or an input error, in words: place and what, what was expected, how to mend it. */
export function describeInput(
  code: string,
  place: Place | undefined,
  data: Readonly<Record<string, string | number>>,
  words: WordTable,
  lang: Lang,
): string {
  const all = { ...(place ? { file: place.file } : {}), ...data }
  const say = (words: Words | undefined) => (words ? fillStated(words[lang], all) : undefined)
  const at = place && placeOf(place)
  const what = say(words[`input.${code}.what`]) ?? code
  const title = words['cli.error.title']?.[lang] ?? 'error'
  const lines = [`${title} ${at ? `${at} ` : ''}${what}`]
  for (const part of ['expected', 'mend'] as const) {
    const text = say(words[`input.${code}.${part}`])
    if (text) lines.push(`  ${words[`cli.error.${part}`]?.[lang] ?? part}: ${text}`)
  }
  return `${lines.join('\n')}\n`
}

/** Says what stopped a command and sets the exit status; never a stack trace. */
export function reportError(error: unknown, io: CliIo, words: WordTable, command: string): void {
  if (error instanceof InputErrorList) {
    for (const one of error.errors) io.stderr(describeInput(one.code, one.place, one.data, words, io.lang))
    io.exit(2)
  } else if (error instanceof InputError) {
    io.stderr(describeInput(error.code, error.place, error.data, words, io.lang))
    io.exit(2)
  } else if (error instanceof CommanderError) {
    if (error.exitCode === 0) return
    io.stderr(usageError(error, words, io.lang, command))
    io.exit(2)
  } else if (isSystemError(error)) {
    const data = { file: error.path ?? '', why: error.code ?? '' }
    io.stderr(describeInput('system', undefined, data, words, io.lang))
    io.exit(2)
  } else {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    io.stderr(
      `${fill(words['cli.error.internal']?.[io.lang] ?? 'internal error: {error}', { error: text })}\n`,
    )
    if (process.env.WUTONG_DEBUG && error instanceof Error) io.stderr(`${error.stack}\n`)
    io.exit(70)
  }
}

/** The operating system's refusal (no space, no permission, broken disk): not ours to mend. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'errno' in error
}

/** Commander speaks English only; its codes are translated, the name it quotes is kept. */
function usageError(error: CommanderError, words: WordTable, lang: Lang, command: string): string {
  const id = error.code.replace(/^commander\./, '')
  const template = words[`cli.error.${id}`]?.[lang]
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const near = /Did you mean (?:one of )?([^?]*)\?/.exec(error.message)?.[1]
  const lines = [
    `${words['cli.error.title']?.[lang]} ${template ? fill(template, { name }) : error.message.replace(/^error: /, '')}`,
  ]
  if (near) lines.push(`  ${fill(words['cli.error.didYouMean']?.[lang] ?? '{name}', { name: near })}`)
  lines.push(`  ${fill(words['cli.progress.seeHelp']?.[lang] ?? '', { command }).replace(/ {2,}/g, ' ')}`)
  return `${lines.join('\n')}\n`
}
