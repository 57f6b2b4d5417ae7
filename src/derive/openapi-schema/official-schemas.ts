import schema20 from '@seriousme/openapi-schema-validator/schemas/v2.0/schema.json' with { type: 'json' }
import schema30 from '@seriousme/openapi-schema-validator/schemas/v3.0/schema.json' with { type: 'json' }
import schema31 from '@seriousme/openapi-schema-validator/schemas/v3.1/schema.json' with { type: 'json' }
import schema32 from '@seriousme/openapi-schema-validator/schemas/v3.2/schema.json' with { type: 'json' }
import applicator from 'ajv/dist/refs/json-schema-2020-12/meta/applicator.json' with { type: 'json' }
import content from 'ajv/dist/refs/json-schema-2020-12/meta/content.json' with { type: 'json' }
import core from 'ajv/dist/refs/json-schema-2020-12/meta/core.json' with { type: 'json' }
import formatAnnotation from 'ajv/dist/refs/json-schema-2020-12/meta/format-annotation.json' with {
  type: 'json',
}
import metaData from 'ajv/dist/refs/json-schema-2020-12/meta/meta-data.json' with { type: 'json' }
import unevaluated from 'ajv/dist/refs/json-schema-2020-12/meta/unevaluated.json' with { type: 'json' }
import validation from 'ajv/dist/refs/json-schema-2020-12/meta/validation.json' with { type: 'json' }
import metaSchema from 'ajv/dist/refs/json-schema-2020-12/schema.json' with { type: 'json' }
import draft04 from 'ajv-draft-04/dist/refs/json-schema-draft-04.json' with { type: 'json' }
import oasBase from './oas-base.json' with { type: 'json' }
import oasBase32 from './oas-base-32.json' with { type: 'json' }

/** The official schemas as published, and the meta-schemas OpenAPI 3.1 and 3.2 build on. */
export { draft04, metaSchema, schema20, schema30, schema31, schema32 }

export const META_SCHEMAS = [
  metaSchema,
  core,
  applicator,
  unevaluated,
  validation,
  metaData,
  formatAnnotation,
  content,
]

/** What the official `schema-base` says: Schema Objects follow JSON Schema 2020-12 and the OAS base vocabulary. */
export function schemaBase31() {
  return { ...schema31, $defs: { ...schema31.$defs, schema: SCHEMA_OBJECT, 'oas-base': oasBase } }
}

/** As `schemaBase31`, for 3.2 and its vocabulary. */
export function schemaBase32() {
  return { ...schema32, $defs: { ...schema32.$defs, schema: SCHEMA_OBJECT, 'oas-base': oasBase32 } }
}

const SCHEMA_OBJECT = {
  $dynamicAnchor: 'meta',
  allOf: [{ $ref: metaSchema.$id }, { $ref: '#/$defs/oas-base' }],
}
