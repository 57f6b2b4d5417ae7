import { isObject } from '../../text/json-tree.ts'
import type { Dialect } from './dialects.ts'
import { list, patternsOf } from './keywords.ts'
import { inner, type Place, target } from './references.ts'

/** Fields of an object that some subschema speaks of, as `unevaluatedProperties` counts them. */
export function coveredFields(
  dialect: Dialect,
  { schema, base, name }: Place,
  value: Record<string, unknown>,
  matches: (place: Place, value: unknown) => boolean,
  covered = new Set<string>(),
): Set<string> {
  if (typeof schema === 'boolean') return covered
  const { properties, patternProperties, additionalProperties, dependentSchemas } = schema
  const into = (place: Place) => coveredFields(dialect, place, value, matches, covered)
  const patterns = isObject(patternProperties) ? patternsOf(patternProperties) : []
  for (const field of Object.keys(value)) {
    if (isObject(properties) && Object.hasOwn(properties, field)) covered.add(field)
    else if (patterns.some(([pattern]) => pattern.test(field))) covered.add(field)
    else if (additionalProperties !== undefined && additionalProperties !== false) covered.add(field)
  }
  for (const keyword of ['$ref', '$dynamicRef']) {
    const ref = schema[keyword]
    if (typeof ref === 'string') into(target(dialect, base, ref))
  }
  for (const one of list(schema.allOf)) into(inner(one, base, name))
  for (const one of [...list(schema.oneOf), ...list(schema.anyOf)]) {
    if (matches(inner(one, base, name), value)) into(inner(one, base, name))
  }
  if (isObject(schema.if)) {
    const holds = matches(inner(schema.if, base, name), value)
    if (holds) into(inner(schema.if, base, name))
    const branch = holds ? schema.then : schema.else
    if (branch !== undefined) into(inner(branch, base, name))
  }
  if (isObject(dependentSchemas)) {
    for (const [field, one] of Object.entries(dependentSchemas)) {
      if (Object.hasOwn(value, field)) into(inner(one, base, name))
    }
  }
  return covered
}

/** Every field name a schema speaks of, for "did you mean"; collected into `names`. */
export function namesIn(dialect: Dialect, place: Place, names: Set<string>, depth = 0): Set<string> {
  const { schema, base, name } = place
  if (typeof schema === 'boolean' || depth > 6) return names
  if (isObject(schema.properties)) for (const field of Object.keys(schema.properties)) names.add(field)
  for (const keyword of ['$ref', '$dynamicRef']) {
    const ref = schema[keyword]
    if (typeof ref === 'string') namesIn(dialect, target(dialect, base, ref), names, depth + 1)
  }
  const inside = [schema.if, schema.then, schema.else, ...list(schema.allOf), ...list(schema.oneOf)]
  if (isObject(schema.dependentSchemas)) inside.push(...Object.values(schema.dependentSchemas))
  for (const one of inside) if (isObject(one)) namesIn(dialect, inner(one, base, name), names, depth + 1)
  return names
}
