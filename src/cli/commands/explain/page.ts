import type { DataFields } from '../../../model/check.ts'
import { pad, wrap } from '../../../reporters/pretty/layout.ts'
import type { RuleLibrary } from '../../../rules/load.ts'
import { fill, visible } from '../../../text/fill.ts'
import type { CliIo } from '../../io.ts'

/** Lines with a label column, wrapped to the width of the console. */
export class Page {
  readonly #lines: string[] = []
  readonly #io: CliIo
  readonly #library: RuleLibrary
  readonly #indent: number

  constructor(io: CliIo, library: RuleLibrary) {
    this.#io = io
    this.#library = library
    this.#indent = io.lang === 'zh' ? 10 : 16
  }

  /** Words of this command, filled. */
  say(key: string, data: DataFields = {}): string {
    return this.word(`explain.${key}`, key, data)
  }

  /** Any words by full key. */
  word(key: string, otherwise: string, data: DataFields = {}): string {
    return fill(this.#library.words[key]?.[this.#io.lang] ?? otherwise, data)
  }

  /** A template that came with a scorecard, filled. */
  filled(template: string, data: DataFields): string {
    return fill(template, data)
  }

  title(text: string): void {
    this.#lines.push(...wrap(text, this.#io.width))
  }

  /** One labelled paragraph; an empty label continues the one above. */
  line(label: string, text: string): void {
    const [first = '', ...rest] = wrap(text, this.#io.width - this.#indent)
    const gap = ' '.repeat(this.#indent)
    this.#lines.push(
      `${pad(label, this.#indent)}${first}`.trimEnd(),
      ...rest.map(line => `${gap}${line}`.trimEnd()),
    )
  }

  /** One entry of a list, its further lines under its text. */
  item(mark: string, text: string): void {
    const lead = `${' '.repeat(this.#indent)}${mark} `
    const lines = wrap(text, this.#io.width - this.#indent - mark.length - 1)
    this.#lines.push(
      ...lines.map((line, at) => `${at === 0 ? lead : ' '.repeat(lead.length)}${line}`.trimEnd()),
    )
  }

  /** Ready-made lines, as they are but indented. */
  block(text: string): void {
    for (const line of text.split('\n'))
      this.#lines.push(`${' '.repeat(this.#indent)}${visible(line)}`.trimEnd())
  }

  raw(text: string): void {
    this.#lines.push(text)
  }

  blank(): void {
    this.#lines.push('')
  }

  print(): void {
    this.#io.stdout(`${this.#lines.join('\n')}\n`)
  }
}
