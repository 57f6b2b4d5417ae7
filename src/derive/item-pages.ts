import type { Item } from '../model/evidence.ts'
import type { PageCapture } from '../model/page.ts'
import { fieldText } from './item-text.ts'
import { plainAddress } from './page-graph.ts'

/** An implementation code standing by itself, alone or with the two digits of its handling item. */
const CODE = /(?<![0-9A-Za-z])[0-9A-Z]{31}(?=(?:\d{2})?(?![0-9A-Za-z]))/
/** Records of one code (its handling items) that are kept. */
const MOST_RECORDS = 16
const MOST_PAGES = 20_000

/** Implementation code in an address; undefined where there is none. */
export function codeInAddress(address: string): string | undefined {
  return CODE.exec(address)?.[0]
}

/** The item a page was opened for or names in its address; undefined where it names none. */
export function itemCodeOf({ taskCode, finalUrl }: PageCapture): string | undefined {
  return taskCode ?? codeInAddress(finalUrl)
}

/**
 * Which items of a catalogue the pages are about, without keeping the catalogue: pages are named first, then every item is
 * offered, and those wanted stay. An item is known by its code, else by the page address it states for phones.
 */
export class ItemPages {
  readonly #byCode = new Map<string, Item[]>()
  readonly #byAddress = new Map<string, Item[]>()

  want(page: PageCapture): void {
    if (this.#byCode.size + this.#byAddress.size > MOST_PAGES) return
    const code = itemCodeOf(page)
    if (code === undefined) this.#byAddress.set(plainAddress(page.finalUrl), [])
    else this.#byCode.set(code, [])
  }

  offer(item: Item): void {
    keep(this.#byCode.get(fieldText(item, 'task_code')), item)
    if (this.#byAddress.size === 0) return
    const address = fieldText(item, 'mobile_terminal_url')
    if (address !== '') keep(this.#byAddress.get(plainAddress(address)), item)
  }

  /** Records of the item the page is about; empty where the catalogue has none. */
  of(page: PageCapture): readonly Item[] {
    const code = itemCodeOf(page)
    if (code !== undefined) return this.#byCode.get(code) ?? []
    // An address without its query may be that of many items.
    const records = this.#byAddress.get(plainAddress(page.finalUrl)) ?? []
    const codes = new Set(records.map(item => fieldText(item, 'task_code')))
    return codes.size > 1 ? [] : records
  }
}

function keep(records: Item[] | undefined, item: Item): void {
  if (records && records.length < MOST_RECORDS) records.push(item)
}
