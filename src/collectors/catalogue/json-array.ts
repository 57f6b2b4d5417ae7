import { jsonFault, stringEnd } from '../../text/json-scan.ts'
import { pointerTo } from '../../text/json-tree.ts'
import { spotAt } from '../../text/line-column.ts'
import { fault } from '../input/codes.ts'
import { count } from '../input/decoding.ts'
import { MOST_DEPTH } from '../input/structured.ts'
import type { TextStream } from '../input/text-stream.ts'
import { parseElement } from './element.ts'
import { LONGEST_RECORD, type RawRecord } from './record.ts'

type Found = RawRecord<Record<string, unknown>>

/** Ours: what may stand around the records. */
const LONGEST_FRAME = 16_000_000

interface Container {
  array: boolean
  /** Pointer of the container itself. */
  pointer: string
  key: string
  index: number
  /** Its elements are the records. */
  records: boolean
}

/**
 * Streams the objects of one array of a JSON text without holding the text: the array at `pointer`, else the root
 * array, else the only array of objects among the root object's members. Objects are cut out and parsed one by one;
 * what remains, with a `0` for each, is parsed at the end, so that nothing malformed passes.
 *
 * @param pointer JSON pointer from the mapping, undefined to look for the array
 * @throws InputError of the text stream
 */
export async function* jsonRecords(
  stream: TextStream,
  pointer: string | undefined,
): AsyncGenerator<Found[], void> {
  const splitter = new Splitter(stream.path, pointer)
  for await (const piece of stream.pieces()) {
    const found = splitter.push(piece)
    if (found.length > 0) yield found
    if (splitter.broken) return
  }
  const rest = splitter.end()
  if (rest.length > 0) yield rest
}

class Splitter {
  broken = false
  readonly #file: string
  readonly #pointer: string | undefined
  readonly #open: Container[] = []
  readonly #frame: string[] = []
  #frameSize = 0
  #buffer = ''
  /** Where scanning goes on in the buffer, and where the text not yet handed on starts. */
  #at = 0
  #from = 0
  /** Depth inside the object being cut out; 0 = none is. */
  #depth = 0
  #line = 1
  #column = 1
  #arrays = 0
  #empty = 0
  #pending: Found[] = []
  #key = ''

  constructor(file: string, pointer: string | undefined) {
    this.#file = file
    this.#pointer = pointer
  }

  push(piece: string): Found[] {
    if (this.#depth === 0) this.#keepFrame(this.#at)
    this.#buffer = this.#buffer.slice(this.#from) + piece
    this.#at -= this.#from
    this.#from = 0
    while (!this.broken && this.#step()) {}
    if (this.#depth > 0 && this.#buffer.length - this.#from > LONGEST_RECORD)
      this.#stop('row-too-long', { limit: LONGEST_RECORD })
    if (this.#frameSize > LONGEST_FRAME) this.#stop('too-large', { size: 16, limit: 16 })
    const found = this.#pending
    this.#pending = []
    return found
  }

  end(): Found[] {
    this.#keepFrame(this.#buffer.length)
    const frame = this.#frame.join('')
    const wrong = jsonFault(frame, { mostDepth: MOST_DEPTH })
    if (wrong) {
      // Each record left its line breaks in the frame, so the line is exact; the column is not.
      const place = { file: this.#file, line: spotAt(frame, wrong.offset).line }
      const syntax =
        wrong.kind === 'syntax'
          ? { expected: wrong.expected, found: wrong.found }
          : { expected: '', found: '' }
      return [
        {
          line: place.line,
          fault:
            wrong.kind === 'depth'
              ? fault('too-deep', place, { limit: MOST_DEPTH })
              : fault('json-syntax', place, syntax),
        },
      ]
    }
    // An empty array counts when nothing better is found: an empty catalogue is said to be empty.
    if (this.#arrays === 1 || (this.#arrays === 0 && this.#empty > 0)) return []
    const place = { file: this.#file, line: 1, column: 1 }
    const found = this.#arrays === 0 ? 'catalogue-no-array' : 'catalogue-several-arrays'
    return [{ line: 1, fault: fault(found, place, { pointer: this.#pointer ?? '' }) }]
  }

  /** Takes the next token; false when the buffer holds no whole one. */
  #step(): boolean {
    if (this.#depth > 0) return this.#scanObject()
    const text = this.#buffer
    const c = text.charCodeAt(this.#at)
    if (Number.isNaN(c)) return false
    if (c === 34) {
      const end = stringEnd(text, this.#at)
      // At the buffer's end the string may go on; no catalogue ends in one.
      if (end >= text.length) return false
      this.#string(text.slice(this.#at, end))
      this.#at = end
      return true
    }
    if (c === 123 || c === 91) return this.#enter(c === 91)
    if (c === 125 || c === 93) this.#open.pop()
    else if (c === 44) this.#next()
    else if (c > 32 && c !== 58 && this.#open.at(-1)?.records) return this.#scalar()
    this.#at++
    return true
  }

  /** Goes on to the end of the object being cut out: the hot loop. */
  #scanObject(): boolean {
    const text = this.#buffer
    const length = text.length
    let depth = this.#depth
    let at = this.#at
    while (at < length && depth > 0) {
      const c = text.charCodeAt(at)
      if (c === 34) {
        const end = stringEnd(text, at)
        if (end >= length) break
        at = end
        continue
      }
      if (c === 123 || c === 91) {
        if (++depth > MOST_DEPTH) break
      } else if (c === 125 || c === 93) depth--
      at++
    }
    this.#depth = depth
    this.#at = at
    if (depth > MOST_DEPTH) this.#stop('too-deep', { limit: MOST_DEPTH })
    if (depth > 0) return false
    this.#cut(at)
    return true
  }

  #string(raw: string): void {
    if (this.#open.at(-1)?.records) this.#bad()
    else this.#key = raw
  }

  #next(): void {
    const top = this.#open.at(-1)
    if (top?.array) top.index++
    this.#key = ''
  }

  /** A number or literal among the records. */
  #scalar(): boolean {
    const end = /[\s,\]}]/g
    end.lastIndex = this.#at
    const found = end.exec(this.#buffer)
    if (!found) return false
    this.#bad()
    this.#at = found.index
    return true
  }

  /** An element of the array that is no object. */
  #bad(): void {
    const { line, column } = this.#spot()
    this.#pending.push({
      line,
      column,
      fault: fault('row-not-an-object', { file: this.#file, line, column }, { line }),
    })
  }

  #enter(array: boolean): boolean {
    const top = this.#open.at(-1)
    if (top?.records) {
      if (array) this.#bad()
      else {
        this.#keepFrame(this.#at)
        this.#depth = 1
        this.#at++
        return true
      }
    }
    const key = top?.array ? String(top.index) : unquoted(this.#key)
    const pointer = top ? pointerTo(top.pointer, key) : ''
    let records = false
    if (array) {
      const first = /\S/g
      first.lastIndex = this.#at + 1
      const next = first.exec(this.#buffer)?.[0]
      if (next === undefined) return false
      const here = this.#open.length === 0 || (this.#open.length === 1 && !top?.array)
      records = this.#pointer === undefined ? here && next === '{' : pointer === this.#pointer
      if (records) this.#arrays++
      else if (this.#pointer === undefined && here && next === ']') this.#empty++
    }
    if (this.#open.length >= MOST_DEPTH) this.#stop('too-deep', { limit: MOST_DEPTH })
    this.#open.push({ array, pointer, key, index: 0, records })
    this.#key = ''
    this.#at++
    return true
  }

  /** Hands on the object that ends before `end`. */
  #cut(end: number): void {
    const text = this.#buffer.slice(this.#from, end)
    this.#pending.push(parseElement(text, this.#file, this.#line, this.#column))
    const breaks = count(text, '\n')
    this.#frame.push(`0${'\n'.repeat(breaks)}`)
    this.#frameSize += 1 + breaks
    this.#advance(text)
    this.#from = end
  }

  /** Moves what stands before `end` to the frame. */
  #keepFrame(end: number): void {
    const text = this.#buffer.slice(this.#from, end)
    this.#frame.push(text)
    this.#frameSize += text.length
    this.#advance(text)
    this.#from = end
  }

  #advance(text: string): void {
    const breaks = count(text, '\n')
    this.#line += breaks
    this.#column = breaks > 0 ? text.length - text.lastIndexOf('\n') : this.#column + text.length
  }

  #spot(): { line: number; column: number } {
    this.#keepFrame(this.#at)
    return { line: this.#line, column: this.#column }
  }

  #stop(code: 'row-too-long' | 'too-large' | 'too-deep', data: Record<string, number>): void {
    const line = this.#line
    this.#pending.push({
      line,
      fault: fault(code, { file: this.#file, line, column: this.#column }, { line, ...data }),
    })
    this.broken = true
  }
}

function unquoted(raw: string): string {
  try {
    return JSON.parse(raw) as string
  } catch {
    return raw
  }
}
