import type * as Schemas from './official-schemas.ts'

type Modern = '3.1' | '3.1-other-dialect' | '3.2' | '3.2-other-dialect'
export type JsonSchema = boolean | { readonly [keyword: string]: unknown }

/** An official schema: its text, every schema it refers to by `$id`, and a compiled judge. */
export interface Dialect {
  id: '2.0' | '3.0' | Modern
  root: JsonSchema & object
  resources: ReadonlyMap<string, JsonSchema & object>
  /** What `$dynamicRef: #meta` means here. */
  meta: JsonSchema
  valid: Judge
}
/** Ajv's verdict: true, or the keyword and JSON pointer of its first error. */
type Judge = (value: unknown) => true | { keyword: string; pointer: string }

interface Compiled {
  (value: unknown): unknown
  errors?: { keyword: string; instancePath: string }[] | null
}

const OAS_DIALECT =
  /^https:\/\/spec\.openapis\.org\/oas\/3\.[12]\/dialect\/|^https:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/

const DRAFT_04 = 'http://json-schema.org/draft-04/schema'

/** Each some 200 KB of code, of which an app's documents need one. */
const JUDGES: Record<Dialect['id'], () => Promise<{ default: Compiled }>> = {
  '2.0': () => import('./judge-20.generated.ts'),
  '3.0': () => import('./judge-30.generated.ts'),
  '3.1': () => import('./judge-31.generated.ts'),
  '3.1-other-dialect': () => import('./judge-31-other-dialect.generated.ts'),
  '3.2': () => import('./judge-32.generated.ts'),
  '3.2-other-dialect': () => import('./judge-32-other-dialect.generated.ts'),
}

const made = new Map<Dialect['id'], Dialect>()

/** Loads what `dialectFor` then gives for the same version; undefined when it is there already. */
export function loadDialect(version: string, jsonSchemaDialect?: unknown): Promise<void> | undefined {
  const id = dialectId(version, jsonSchemaDialect)
  return made.has(id) ? undefined : load(id)
}

/** The schemas are files of their own, which an app without API documents never needs. */
async function load(id: Dialect['id']): Promise<void> {
  const [judge, schemas] = await Promise.all([JUDGES[id](), import('./official-schemas.ts')])
  made.set(id, dialectOf(id, schemas, judge.default))
}

/**
 * The official schema for a version: Swagger 2.0 (draft-04), OpenAPI 3.0 (2021-09-28, draft-04), or 3.1 and 3.2 (2020-12) with Schema Objects judged by
 * JSON Schema 2020-12 and the OAS base vocabulary. A document that names another `jsonSchemaDialect` has its Schema
 * Objects left alone.
 *
 * @throws Error when `loadDialect` was not called before
 */
export function dialectFor(version: string, jsonSchemaDialect?: unknown): Dialect {
  const id = dialectId(version, jsonSchemaDialect)
  const dialect = made.get(id)
  if (!dialect) throw new Error(`the official schema ${id} was not loaded`)
  return dialect
}

function dialectId(version: string, jsonSchemaDialect: unknown): Dialect['id'] {
  if (version === '2.0') return '2.0'
  if (version.startsWith('3.0')) return '3.0'
  const modern = version.startsWith('3.2') ? '3.2' : '3.1'
  const base = typeof jsonSchemaDialect !== 'string' || OAS_DIALECT.test(jsonSchemaDialect)
  return base ? modern : `${modern}-other-dialect`
}

function dialectOf(id: Dialect['id'], schemas: typeof Schemas, judge: Compiled): Dialect {
  if (id === '2.0') return draft(id, schemas.schema20, schemas.draft04, judge)
  return id === '3.0'
    ? draft(id, schemas.schema30, schemas.draft04, judge)
    : modernDialect(id, schemas, judge)
}

function draft(id: '2.0' | '3.0', root: object, draft04: object, judge: Compiled): Dialect {
  return {
    id,
    root: root as JsonSchema & object,
    resources: new Map([[DRAFT_04, draft04 as JsonSchema & object]]),
    meta: true,
    valid: asJudge(judge),
  }
}

function modernDialect(id: Modern, schemas: typeof Schemas, judge: Compiled): Dialect {
  const root = {
    '3.1': schemas.schemaBase31,
    '3.1-other-dialect': () => schemas.schema31,
    '3.2': schemas.schemaBase32,
    '3.2-other-dialect': () => schemas.schema32,
  }[id]()
  const resources = new Map<string, JsonSchema & object>([[root.$id, root as JsonSchema & object]])
  for (const schema of schemas.META_SCHEMAS) resources.set(schema.$id, schema)
  return {
    id,
    root: root as JsonSchema & object,
    resources,
    meta: root.$defs.schema as JsonSchema,
    valid: asJudge(judge),
  }
}

function asJudge(judge: Compiled): Judge {
  return value => {
    if (judge(value)) return true
    const first = judge.errors?.[0]
    return { keyword: first?.keyword ?? '', pointer: first?.instancePath ?? '' }
  }
}
