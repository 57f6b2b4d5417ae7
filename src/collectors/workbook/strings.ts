import { fault } from '../input/codes.ts'
import type { Container } from './container.ts'
import { readXml } from './xml.ts'

const MB = 1024 * 1024
/** Ours: shared texts must be at hand while rows are read, so they are bounded. */
const LARGEST = 256 * MB

/** Texts by number, kept as one block of bytes: a million of them are no million objects. */
export class StringTable {
  #bytes = Buffer.allocUnsafe(1 << 16)
  #ends = new Uint32Array(1 << 12)
  #count = 0

  get size(): number {
    return this.#count
  }

  /** @returns false when the table is full */
  push(text: string): boolean {
    const start = this.#count === 0 ? 0 : (this.#ends[this.#count - 1] as number)
    const most = start + text.length * 3
    if (most > LARGEST) return false
    if (most > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(most, this.#bytes.length * 2))
      this.#bytes.copy(larger, 0, 0, start)
      this.#bytes = larger
    }
    if (this.#count === this.#ends.length) {
      const larger = new Uint32Array(this.#ends.length * 2)
      larger.set(this.#ends)
      this.#ends = larger
    }
    this.#ends[this.#count++] = start + this.#bytes.write(text, start)
    return true
  }

  at(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined
    return this.#bytes.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index])
  }
}

/** Collects the text of a string item: runs joined, the reading aids (phonetic runs) left out. */
export class TextRuns {
  #parts: string[] = []
  #inText = false
  #phonetic = false

  open(name: string): void {
    if (name === 't') this.#inText = true
    else if (name === 'rPh') this.#phonetic = true
  }
  text(text: string): void {
    if (this.#inText && !this.#phonetic) this.#parts.push(text)
  }
  close(name: string): void {
    if (name === 't') this.#inText = false
    else if (name === 'rPh') this.#phonetic = false
  }
  /** What was collected, and starts anew. */
  take(): string {
    const text = this.#parts.length === 1 ? (this.#parts[0] as string) : this.#parts.join('')
    this.#parts = []
    return unescaped(text)
  }
}

/** `_x000A_` is how workbooks write what XML cannot hold; carriage returns become line ends. */
export function unescaped(text: string): string {
  if (!text.includes('_x') && !text.includes('\r')) return text
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n')
    .toWellFormed()
}

/** @throws InputError `workbook-too-large`, and those of `readXml` */
export async function readSharedStrings(container: Container, part: string): Promise<StringTable> {
  const table = new StringTable()
  const runs = new TextRuns()
  await readXml(container, part, {
    open: name => runs.open(name),
    text: text => runs.text(text),
    close: name => {
      runs.close(name)
      if (name !== 'si' || table.push(runs.take())) return
      const data = { part, size: LARGEST / MB + 1, limit: LARGEST / MB }
      throw fault('workbook-too-large', { file: container.path }, data)
    },
  })
  return table
}
