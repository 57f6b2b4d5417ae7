import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import type { FindingLine } from './baseline.ts'

const CHUNK = 1 << 18

/** `findings.ndjson`, written as findings come, so that their number costs no memory. */
export class FindingsFile {
  readonly #descriptor: number
  readonly #hash = createHash('sha256')
  #pending: string[] = []
  #size = 0

  constructor(path: string) {
    this.#descriptor = openSync(path, 'w')
  }

  add(line: FindingLine): void {
    const text = `${JSON.stringify(line)}\n`
    this.#pending.push(text)
    this.#size += text.length
    if (this.#size >= CHUNK) this.#flush()
  }

  /** Closes the file and returns its sha256. */
  close(): string {
    this.#flush()
    closeSync(this.#descriptor)
    return this.#hash.digest('hex')
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(''))
    this.#hash.update(bytes)
    for (let from = 0; from < bytes.length; ) from += writeSync(this.#descriptor, bytes, from)
    this.#pending = []
    this.#size = 0
  }
}
