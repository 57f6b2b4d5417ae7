import judge20 from './judge-20.generated.ts'
import judge30 from './judge-30.generated.ts'
import judge31 from './judge-31.generated.ts'
import judge31Other from './judge-31-other-dialect.generated.ts'
import judge32 from './judge-32.generated.ts'
import judge32Other from './judge-32-other-dialect.generated.ts'
import {
  draft04,
  META_SCHEMAS,
  schema20,
  schema30,
  schema31,
  schema32,
  schemaBase31,
  schemaBase32,
} from './official-schemas.ts'

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

const made = new Map<Dialect['id'], Dialect>()

/**
 * The official schema for a version: Swagger 2.0 (draft-04), OpenAPI 3.0 (2021-09-28, draft-04), or 3.1 and 3.2 (2020-12) with Schema Objects judged by
 * JSON Schema 2020-12 and the OAS base vocabulary. A document that names another `jsonSchemaDialect` has its Schema
 * Objects left alone.
 */
export function dialectFor(version: string, jsonSchemaDialect?: unknown): Dialect {
  const base = typeof jsonSchemaDialect !== 'string' || OAS_DIALECT.test(jsonSchemaDialect)
  const modern = version.startsWith('3.2') ? '3.2' : '3.1'
  const id =
    version === '2.0'
      ? '2.0'
      : version.startsWith('3.0')
        ? '3.0'
        : base
          ? modern
          : (`${modern}-other-dialect` as const)
  let dialect = made.get(id)
  if (!dialect) {
    dialect =
      id === '2.0'
        ? draft(id, schema20, judge20)
        : id === '3.0'
          ? draft(id, schema30, judge30)
          : modernDialect(id)
    made.set(id, dialect)
  }
  return dialect
}

function draft(id: '2.0' | '3.0', root: object, judge: Compiled): Dialect {
  return {
    id,
    root: root as JsonSchema & object,
    resources: new Map([[DRAFT_04, draft04 as JsonSchema & object]]),
    meta: true,
    valid: asJudge(judge),
  }
}

function modernDialect(id: Modern): Dialect {
  const [root, judge] = {
    '3.1': () => [schemaBase31(), judge31] as const,
    '3.1-other-dialect': () => [schema31, judge31Other] as const,
    '3.2': () => [schemaBase32(), judge32] as const,
    '3.2-other-dialect': () => [schema32, judge32Other] as const,
  }[id]()
  const resources = new Map<string, JsonSchema & object>([[root.$id, root as JsonSchema & object]])
  for (const schema of META_SCHEMAS) resources.set(schema.$id, schema)
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
