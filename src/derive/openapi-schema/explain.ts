import { canonicalJson } from '../../text/canonical-json.ts'
import { isObject } from '../../text/json-tree.ts'
import type { Dialect } from './dialects.ts'
import { type Fault, type FaultBody, type Path, placeOf, pointerOf } from './fault.ts'
import { coveredFields, namesIn } from './fields.ts'
import {
  allowedBy,
  brief,
  fits,
  isType,
  type Keywords,
  list,
  noneFits,
  patternsOf,
  strings,
  typeName,
  typesOf,
  wrongCount,
  wrongForm,
  wrongSize,
} from './keywords.ts'
import { inner, type Place, target } from './references.ts'

type Fields = Record<string, unknown>

/** Ours: levels of JSON below which nothing is looked at; readers refuse such files long before. */
const DEEPEST = 400

/**
 * Says what a value does wrong against an official OpenAPI schema, in the fewest true statements: of alternatives only
 * the one meant is followed (a Reference where there is `$ref`, a security scheme by its `type`, a parameter by its `in`).
 * Covers the keywords the official schemas use. Whether the value is valid at all is Ajv's word; this one explains it.
 */
export class Explainer {
  readonly faults: Fault[] = []
  /** Called for each Reference met, with the object it should lead to. */
  onReference: ((value: Fields, wanted: Place, path: Path | undefined) => void) | undefined
  readonly #dialect: Dialect
  readonly #most: number
  readonly #seen = new Set<string>()
  #depth = 0

  constructor(dialect: Dialect, most: number) {
    this.#dialect = dialect
    this.#most = most
  }

  get full(): boolean {
    return this.faults.length >= this.#most
  }

  judge(place: Place, value: unknown, path: Path | undefined = undefined): void {
    if (this.full) return
    const { schema, base, name } = place
    if (schema === true) return
    if (schema === false) this.#add(name, path, { kind: 'wrongForm', value: brief(value), form: 'false' })
    if (schema === false || this.#depth > DEEPEST * 6) return
    this.#depth++
    this.#references(schema, base, name, value, path)
    if (this.#values(schema, name, value, path)) {
      if (isObject(value)) this.#fields(schema, base, name, value, path)
      else if (Array.isArray(value)) this.#entries(schema, base, name, value, path)
      this.#combinations(schema, base, name, value, path)
    }
    this.#depth--
  }

  matches(place: Place, value: unknown): boolean {
    const trial = new Explainer(this.#dialect, 1)
    trial.#depth = this.#depth
    trial.judge(place, value)
    return trial.faults.length === 0
  }

  #add(object: string, path: Path | undefined, body: FaultBody): void {
    if (this.full) return
    this.#keep({ ...body, pointer: pointerOf(path), place: placeOf(path), object } as Fault)
  }

  /** Has something more telling been said of this very place? */
  #faulty(path: Path | undefined): boolean {
    const pointer = pointerOf(path)
    return this.faults.some(fault => fault.pointer === pointer)
  }

  /** Two ways through the schema that say the same say it once. */
  #keep(fault: Fault): void {
    if (this.full) return
    const { place: _place, object: _object, ...said } = fault
    const id = JSON.stringify(said.kind === 'unknownField' ? [said.pointer, said.kind] : said)
    if (this.#seen.has(id)) return
    this.#seen.add(id)
    this.faults.push(fault)
  }

  #references(schema: Keywords, base: object, name: string, value: unknown, path: Path | undefined): void {
    for (const keyword of ['$ref', '$dynamicRef']) {
      const ref = schema[keyword]
      if (typeof ref !== 'string') continue
      const place = target(this.#dialect, base, ref)
      if (this.onReference && isObject(value) && typeof value.$ref === 'string') {
        if (place.name === 'PathItem' || (place.name === 'Schema' && this.#dialect.id !== '3.0')) {
          this.onReference(value, place, path)
        }
      }
      this.judge({ ...place, name: place.name || name }, value, path)
    }
  }

  /** Keywords about the value itself. False when its type is wrong, and nothing below is worth saying. */
  #values(schema: Keywords, name: string, value: unknown, path: Path | undefined): boolean {
    const types = typesOf(schema)
    if (types && !types.some(type => isType(type, value))) {
      this.#add(name, path, { kind: 'wrongType', expected: types.join('|'), found: typeName(value) })
      return false
    }
    const allowed = allowedBy(schema)
    if (allowed && !allowed.some(one => one === value)) {
      this.#add(name, path, {
        kind: 'notAllowed',
        value: brief(value),
        allowed: allowed.map(brief).join('|'),
      })
    }
    if (typeof value === 'string') {
      const form = wrongForm(schema, value)
      if (form) this.#add(name, path, { kind: 'wrongForm', value: brief(value), form })
    }
    const size = wrongSize(schema, value)
    if (size) this.#add(name, path, { kind: 'wrongSize', ...size })
    return true
  }

  #fields(schema: Keywords, base: object, name: string, value: Fields, path: Path | undefined): void {
    for (const field of strings(schema.required)) {
      if (!Object.hasOwn(value, field)) this.#add(name, path, { kind: 'missingField', field })
    }
    const { properties, patternProperties, additionalProperties, propertyNames, dependentSchemas } = schema
    const patterns = isObject(patternProperties) ? patternsOf(patternProperties) : []
    for (const field of Object.keys(value)) {
      if (this.full) return
      const below: Path = { parent: path, key: field, value: value[field] }
      if (isObject(propertyNames)) {
        const form =
          wrongForm(propertyNames, field) ??
          (this.matches(inner(propertyNames, base, name), field)
            ? undefined
            : this.#nameForm(propertyNames, base))
        if (form) this.#add(name, below, { kind: 'badName', name: brief(field), form })
      }
      let covered = false
      if (isObject(properties) && Object.hasOwn(properties, field)) {
        covered = true
        this.judge(inner(properties[field], base, name), value[field], below)
      }
      for (const [pattern, inside] of patterns) {
        if (!pattern.test(field)) continue
        covered = true
        this.judge(inner(inside, base, name), value[field], below)
      }
      if (covered || additionalProperties === undefined) continue
      if (additionalProperties === false) this.#unknown(schema, base, name, field, below)
      else this.judge(inner(additionalProperties, base, name), value[field], below)
    }
    if (isObject(dependentSchemas)) {
      for (const [field, inside] of Object.entries(dependentSchemas)) {
        if (Object.hasOwn(value, field)) this.judge(inner(inside, base, name), value, path)
      }
    }
    if (schema.unevaluatedProperties === false) {
      const covered = coveredFields(this.#dialect, { schema, base, name }, value, (place, inside) =>
        this.matches(place, inside),
      )
      for (const field of Object.keys(value)) {
        if (!covered.has(field)) {
          this.#unknown(schema, base, name, field, { parent: path, key: field, value: value[field] })
        }
      }
    }
  }

  /** The form a `propertyNames` asks for, by itself or through one reference. */
  #nameForm(schema: Keywords, base: object): string {
    const place = typeof schema.$ref === 'string' ? target(this.#dialect, base, schema.$ref).schema : schema
    return isObject(place) && typeof place.pattern === 'string' ? place.pattern : 'propertyNames'
  }

  /** Names the field at its own place, with what could have been meant. */
  #unknown(schema: Keywords, base: object, name: string, field: string, path: Path): void {
    const allowed = namesIn(this.#dialect, { schema, base, name }, new Set())
    this.#add(name, path, { kind: 'unknownField', field, allowed: [...allowed] })
  }

  #entries(schema: Keywords, base: object, name: string, value: unknown[], path: Path | undefined): void {
    const { items } = schema
    if (schema.uniqueItems === true) {
      const first = new Map<string, number>()
      for (const [index, entry] of value.entries()) {
        const text = canonicalJson(entry)
        const earlier = first.get(text)
        if (earlier === undefined) first.set(text, index)
        else {
          const below: Path = { parent: path, key: index, value: entry }
          this.#add(name, below, {
            kind: 'duplicateEntry',
            first: pointerOf({ parent: path, key: earlier, value: entry }),
          })
        }
      }
    }
    if (schema.contains !== undefined) {
      const wanted = inner(schema.contains, base, name)
      const found = value.filter(entry => this.matches(wanted, entry)).length
      const size = wrongCount(schema, found)
      if (size) this.#add(name, path, { kind: 'wrongSize', ...size })
    }
    if (items === undefined || Array.isArray(items)) return
    for (const [index, entry] of value.entries()) {
      if (this.full) return
      this.judge(inner(items, base, name), entry, { parent: path, key: index, value: entry })
    }
  }

  #combinations(schema: Keywords, base: object, name: string, value: unknown, path: Path | undefined): void {
    const here = (one: unknown): Place => inner(one, base, name)
    for (const one of list(schema.allOf)) this.judge(here(one), value, path)
    if (isObject(schema.if)) {
      const branch = this.matches(here(schema.if), value) ? schema.then : schema.else
      if (branch !== undefined) this.judge(here(branch), value, path)
    }
    if (schema.not !== undefined && this.matches(here(schema.not), value)) {
      const fields = isObject(schema.not) ? strings(schema.not.required) : []
      if (fields.length > 1) this.#add(name, path, { kind: 'exclusiveFields', fields: fields.join(', ') })
      else if (fields[0] !== undefined) {
        const at: Path = { parent: path, key: fields[0], value: undefined }
        this.#add(name, at, { kind: 'unknownField', field: fields[0], allowed: [] })
      } else if (!this.#faulty(path))
        this.#add(name, path, { kind: 'wrongForm', value: brief(value), form: 'not' })
    }
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const branches = list(schema[keyword])
      if (branches.length > 0) this.#choose(keyword, branches.map(here), name, value, path)
    }
  }

  /** One of several: follows the branch that is meant, or says that none can be. */
  #choose(
    keyword: 'oneOf' | 'anyOf',
    branches: Place[],
    name: string,
    value: unknown,
    path: Path | undefined,
  ): void {
    const places = branches.map(branch => this.#followed(branch))
    const reference = places.find(place => place.name === 'Reference')
    const wanted = places.find(place => place.name !== 'Reference' && place.name !== '')
    // The members of a callback may have any name: an object under `$ref` is one of them.
    const member = wanted?.name === 'Callback' && isObject(value) && isObject(value.$ref)
    if (reference && !member && isObject(value) && Object.hasOwn(value, '$ref')) {
      if (wanted && typeof value.$ref === 'string') this.onReference?.(value, wanted, path)
      this.judge(reference, value, path)
      return
    }
    const open = places.filter(place => place !== reference)
    const fitting = open.filter(place => fits(place.schema, value))
    const only = fitting.length === 1 ? fitting[0] : open.length === 1 ? open[0] : undefined
    if (only) this.judge({ ...only, name: only.name || name }, value, path)
    else if (fitting.length === 0) this.#add(name, ...noneFits(open, value, path))
    else this.#compare(keyword, fitting, name, value, path)
  }

  /** Several branches could be meant: tries each, and tells of the one that comes closest. */
  #compare(
    keyword: 'oneOf' | 'anyOf',
    fitting: Place[],
    name: string,
    value: unknown,
    path: Path | undefined,
  ): void {
    const trials = fitting.map(place => {
      const trial = new Explainer(this.#dialect, 20)
      trial.#depth = this.#depth
      trial.onReference = this.onReference
      trial.judge({ ...place, name: place.name || name }, value, path)
      return trial
    })
    const passing = trials.filter(trial => trial.faults.length === 0).length
    if (passing === 1 || (passing > 1 && keyword === 'anyOf')) return
    const fields = fitting.map(place => (isObject(place.schema) ? strings(place.schema.required) : []))
    const names = fields.map(some => (some.length === 1 ? some[0] : undefined))
    if (passing > 1) {
      if (this.#faulty(path)) return
      if (names.every(field => field !== undefined)) {
        this.#add(name, path, { kind: 'exclusiveFields', fields: names.join(', ') })
      } else this.#add(name, path, { kind: 'wrongForm', value: brief(value), form: keyword })
    } else if (names.every(field => field !== undefined && !Object.hasOwn(Object(value), field))) {
      this.#add(name, path, { kind: 'missingOneOf', fields: names.join(', ') })
    } else {
      const least = trials.reduce((best, trial) => (trial.faults.length < best.faults.length ? trial : best))
      for (const fault of least.faults) this.#keep(fault)
    }
  }

  /** Looks through bare references, so that a branch shows its type and name. */
  #followed(place: Place): Place {
    let here = place
    for (let step = 0; step < 8; step++) {
      const ref = isObject(here.schema) ? (here.schema.$ref ?? here.schema.$dynamicRef) : undefined
      if (typeof ref !== 'string' || Object.keys(here.schema).length > 1) break
      here = target(this.#dialect, here.base, ref)
    }
    return here
  }
}
