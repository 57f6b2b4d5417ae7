import type { ApiDocument } from '../../model/evidence.ts'
import { isObject } from '../../text/json-tree.ts'
import { isUnresolved, resolve } from '../refs.ts'
import { dialectFor, loadDialect } from './dialects.ts'
import { Explainer } from './explain.ts'
import { type Fault, type Path, pointerOf } from './fault.ts'
import { FORMATS } from './formats.ts'
import type { Place } from './references.ts'

/** What the official schema says about a document and the parts of other files it refers to. */
export interface SchemaAnswer {
  /** `2.0`, `3.0`, `3.1` or `3.2`; `3.1-other-dialect` (or 3.2) where the document names a dialect of its own. */
  dialect: string
  /** Undefined when the document nests too deep to be judged (more levels than any reader lets through). */
  faults: readonly (Fault & { file: string })[] | undefined
  /** What the schema refuses and every reader of references understands; no fault. */
  aside: readonly (Fault & { file: string })[]
  /** More were found than were asked for. */
  more: boolean
}

/** Ours: so many refusals that are no faults may stand before the real ones. */
const MOST_ASIDE = 10_000

/** Ours: readers refuse deeper files; a bundle from elsewhere might not have met them. */
const DEEPEST = 300

/** Loads the schema a document is judged by, once a process; undefined when it is there already. */
export function loadSchemaOf(document: ApiDocument): Promise<void> | undefined {
  const { version, jsonSchemaDialect } = writtenOf(document)
  return loadDialect(version, jsonSchemaDialect)
}

/** The document as its owner wrote it, and what tells its schema. */
function writtenOf(document: ApiDocument): {
  converted: boolean
  root: unknown
  version: string
  jsonSchemaDialect: unknown
} {
  const converted = document.convertedFrom === 'swagger-2.0' && document.original !== undefined
  const root = converted ? document.original : document.files[document.root]
  const version = converted ? '2.0' : document.version
  return { converted, root, version, jsonSchemaDialect: isObject(root) ? root.jsonSchemaDialect : undefined }
}

/**
 * Judges the root file by Ajv with the official schema, and explains what is wrong in at most `most` faults: nothing Ajv
 * refuses passes, and nothing it accepts is a fault. Parts of other files are judged as what the reference asks for
 * (a path item, a schema …), each once, and so on through their own references. A converted document is judged as its
 * owner wrote it, by the schema of Swagger 2.0: what a converter makes of it is not the owner's doing.
 *
 * @throws Error when `loadSchemaOf` was not awaited before
 */
export function schemaFaults(document: ApiDocument, most: number): SchemaAnswer {
  const { converted: written, root, version, jsonSchemaDialect } = writtenOf(document)
  const dialect = dialectFor(version, jsonSchemaDialect)
  const values = Object.values(document.files)
  if ([root, ...values].some(deeperThan))
    return { dialect: dialect.id, faults: undefined, aside: [], more: false }
  const verdict = dialect.valid(root)
  const name = written ? 'Swagger' : 'OpenAPI'
  const whole: Place = { schema: dialect.root, base: dialect.root, name }
  const many = values.length > 1 && (written || document.convertedFrom === undefined)
  if (verdict === true && !many) return { dialect: dialect.id, faults: [], aside: [], more: false }

  const found: (Fault & { file: string })[] = []
  const aside: (Fault & { file: string })[] = []
  const open: { place: Place; value: unknown; file: string; pointer: string }[] = [
    { place: whole, value: root, file: document.root, pointer: '' },
  ]
  const asked = new Set<string>()
  for (let part = open.shift(); part && found.length <= most; part = open.shift()) {
    const { file, pointer } = part
    const explainer = new Explainer(dialect, most + 1 - found.length + MOST_ASIDE)
    if (many) {
      explainer.onReference = (value, wanted, path) => {
        const at = { file, pointer: pointerOf(path), node: value }
        const target = resolve(document, at)
        if (isUnresolved(target) || target.file === document.root) return
        const id = `${wanted.name} ${target.file}#${target.pointer}`
        if (asked.has(id)) return
        asked.add(id)
        open.push({ place: wanted, value: target.node, file: target.file, pointer: target.pointer })
      }
    }
    explainer.judge(part.place, part.value, startOf(pointer))
    if (pointer === '' && file === document.root) {
      // Ajv has the last word on the root: a fault it does not see is none, one we cannot name still counts.
      if (verdict === true) continue
      if (explainer.faults.length === 0) {
        const { keyword: form, pointer: place } = verdict
        found.push({ kind: 'wrongForm', value: '', form, pointer: place, place, object: name, file })
      }
    }
    for (const fault of explainer.faults) (isUnderstood(fault) ? aside : found).push({ ...fault, file })
  }
  return { dialect: dialect.id, faults: found.slice(0, most), aside, more: found.length > most }
}

/**
 * Generators in wide use (springfox, knife4j) write members beside a `$ref`, which JSON Reference says are ignored, and names
 * of definitions in Chinese or with `«»` that a reference should percent-encode: no reader takes them amiss.
 */
function isUnderstood(fault: Fault): boolean {
  if (fault.kind === 'unknownField') return fault.field === 'originalRef'
  if (fault.kind !== 'wrongForm' || fault.form !== 'uri-reference' || !fault.pointer.endsWith('/$ref'))
    return false
  const plain = fault.value.replace(/[^ -~]|["…]/g, '')
  return plain.length < fault.value.replace(/["…]/g, '').length && FORMATS['uri-reference']?.(plain) === true
}

/** A path that already stands at `pointer`, so that faults below it carry the whole way. */
function startOf(pointer: string): Path | undefined {
  let path: Path | undefined
  for (const raw of pointer.split('/').slice(1)) {
    path = { parent: path, key: raw.replaceAll('~1', '/').replaceAll('~0', '~'), value: undefined }
  }
  return path
}

function deeperThan(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true
    const next: unknown[] = []
    for (const node of level) {
      if (node === null || typeof node !== 'object') continue
      for (const key in node) {
        const child = (node as Record<string, unknown>)[key]
        if (child !== null && typeof child === 'object') next.push(child)
      }
    }
    level = next
  }
  return false
}
