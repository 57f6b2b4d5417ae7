import type { EvidenceKind, Unit } from '../../model/evidence.ts'

/** Ours, in UTF-16 units: what is held beyond the bundle itself stays small against what judging one document takes. */
const MOST_UNITS = 24 << 20
const MOST_TEXTS = 20 << 20

/**
 * What one run wrote to its bundle and judges next, so that large documents are not read and parsed again. Holds what
 * reading the bundle would give, within bounds; what is beyond them is read.
 */
export class HandOver {
  #units: Unit[] | undefined = []
  #unitsLength = 0
  readonly #texts = new Map<string, string>()
  #textsLength = 0

  /** A unit of `documents` as kept; `line` is its JSON, `json` whether that gives back this very unit. */
  addUnit(unit: Unit, line: string, json: boolean): void {
    this.#unitsLength += line.length
    if (this.#unitsLength > MOST_UNITS) this.#units = undefined
    this.#units?.push(json ? unit : (JSON.parse(line) as Unit))
  }

  /** A source's text as kept. */
  addText(path: string, text: string): void {
    // A lone surrogate is another character once written.
    if (this.#textsLength + text.length > MOST_TEXTS || !text.isWellFormed()) return
    this.#textsLength += text.length
    this.#texts.set(path, text)
  }

  /** All units of a kind in order; undefined where they must be read. */
  units(kind: EvidenceKind): readonly Unit[] | undefined {
    return kind === 'documents' ? this.#units : undefined
  }

  text(path: string): string | undefined {
    return this.#texts.get(path)
  }
}
