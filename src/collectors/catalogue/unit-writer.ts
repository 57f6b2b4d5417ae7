import type { EvidenceSink } from '../../model/collector.ts'
import type { Item, MissReason, Unit } from '../../model/evidence.ts'
import type { InputError, Place } from '../../model/input-error.ts'
import { fault, missReasonOf } from '../input/codes.ts'
import type { RawRecord } from './record.ts'

type Spot = Pick<RawRecord<unknown>, 'line' | 'column'>

/** Faults of a record after which nothing more of the file is read; after any other one the next record is. */
const ENDS_READING: ReadonlySet<string> = new Set(['row-quotes', 'row-too-long'])
/** In NDJSON a broken line is one record; in any other JSON it makes the file doubtful. */
const BREAKS_JSON: ReadonlySet<string> = new Set(['json-syntax', 'too-deep'])

/** A record lost in a file that was read. */
function lostRow(code: string): MissReason {
  return missReasonOf(code) === 'ragged-row' ? 'ragged-row' : 'bad-row'
}

/** What the items are read for. */
interface Destination {
  kind: 'items' | 'channel-items'
  channel?: string
  /** Where the manifest names the source. */
  pointer: string
}
const CATALOGUE: Destination = { kind: 'items', pointer: '/catalogue' }

/** Hands items to the sink as units: keeps the ordinal, the choice of `only`, and what could not be read. */
export class UnitWriter {
  /** Path of the source, once known. */
  file = ''
  /** Name of the sheet, for workbooks. */
  sheet: string | undefined
  judged = 0
  /** First thing that could not be read. */
  why: string | undefined
  readonly #sink: EvidenceSink
  readonly #into: Destination
  readonly #wanted: ReadonlySet<string> | undefined
  readonly #met = new Set<string>()
  #ordinal = 0
  #records = 0

  constructor(sink: EvidenceSink, only: readonly string[] | undefined, into: Destination = CATALOGUE) {
    this.#sink = sink
    this.#into = into
    this.#wanted = only && only.length > 0 ? new Set(only) : undefined
  }

  item(at: Spot, item: Item): Promise<void> | void {
    this.#ordinal++
    this.#records++
    const code = textField(item, 'task_code')
    if (this.#wanted) {
      if (code === undefined || !this.#wanted.has(code)) return
      this.#met.add(code)
    }
    this.judged++
    return this.#sink.unit(this.#into.kind, {
      key: this.#key(code ?? textField(item, 'row_guid') ?? `row:${this.#ordinal}`),
      status: 'judged',
      required: true,
      at: this.#place(at),
      ...this.#channel,
      data: item,
    })
  }

  /** A record that could not be read. Where only some codes count it may be none of them, so it is not required. */
  async bad(at: Spot, error: InputError): Promise<void> {
    this.#ordinal++
    this.#records++
    const broken =
      ENDS_READING.has(error.code) || (BREAKS_JSON.has(error.code) && !/\.(?:ndjson|jsonl)$/i.test(this.file))
    const reason = broken ? undefined : lostRow(error.code)
    await this.#missing(`row:${this.#ordinal}`, error, this.#place(at), !this.#wanted, reason)
  }

  /** The whole catalogue, or a part of its set-up, could not be read. */
  async unreadable(error: InputError, file: string): Promise<void> {
    this.#records++
    await this.#missing('catalogue', error, error.place ?? { file }, true)
  }

  /** Codes asked for but not found; an empty catalogue. */
  async finish(manifestFile: string): Promise<void> {
    if (this.#records === 0) {
      const place = { file: this.file || manifestFile, line: 1, column: 1 }
      await this.#missing('catalogue', fault('catalogue-empty', place, {}), place, true)
    }
    for (const code of this.#wanted ?? []) {
      if (this.#met.has(code)) continue
      const place = { file: manifestFile, pointer: `${this.#into.pointer}/only` }
      await this.#missing(code, fault('code-not-found', place, { code }), place, true)
    }
  }

  async #missing(
    key: string,
    error: InputError,
    at: Place,
    required: boolean,
    reason: MissReason = missReasonOf(error.code),
  ): Promise<void> {
    this.why ??= error.code
    const unit: Unit = {
      key: this.#key(key),
      status: 'missing',
      required,
      reason,
      detail: { code: error.code, data: { ...error.data } },
      at,
      ...this.#channel,
    }
    await this.#sink.unit(this.#into.kind, unit)
  }

  get pointer(): string {
    return this.#into.pointer
  }

  get #channel(): { channel?: string } {
    const { channel } = this.#into
    return channel === undefined ? {} : { channel }
  }

  #key(item: string): string {
    const { channel } = this.#into
    return channel === undefined ? item : `${channel}:${item}`
  }

  #place({ line, column }: Spot): Place {
    const place: Place = column === undefined ? { file: this.file, line } : { file: this.file, line, column }
    return this.sheet === undefined ? place : { ...place, sheet: this.sheet }
  }
}

function textField(item: Item, name: string): string | undefined {
  const value = item[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}
