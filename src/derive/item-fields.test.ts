import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fieldOfColumn, ITEM_FIELD_NAMES, ITEM_FIELDS } from './item-fields.ts'

interface Property {
  title: string
  'x-required': unknown
  'x-aliases': string[]
  properties: Record<string, Property>
}

it('agrees with the published schema, field by field', () => {
  const file = join(import.meta.dirname, '../../schemas/catalogue-item.schema.json')
  const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: Record<string, Property> }
  const { ext, ...plain } = properties
  const all = [
    ...Object.entries(plain),
    ...Object.entries(ext?.properties ?? {}).map(([name, one]) => [`ext.${name}`, one] as const),
  ]
  expect(all.map(([name]) => name)).toEqual(ITEM_FIELD_NAMES)
  expect(all.map(([, one]) => [one.title, one['x-required'], one['x-aliases']])).toEqual(
    ITEM_FIELDS.map(field => [field.zh, field.required, field.aliases]),
  )
})

it('knows every name of every field, and no name means two', () => {
  const seen = new Map<string, string>()
  for (const { name, zh, aliases } of ITEM_FIELDS) {
    for (const column of [name, zh, ...aliases]) {
      expect(seen.get(column)).toBeUndefined()
      seen.set(column, name)
      expect(fieldOfColumn(column)).toBe(name)
    }
  }
})

it.each([
  [' 实施编码* ', 'task_code'],
  ['承诺办结时限(必填)', 'promise_day'],
  ['TASK_NAME', 'task_name'],
  ['材料名称', undefined],
  ['__proto__', undefined],
])('reads the header %j as %s', (column, field) => {
  expect(fieldOfColumn(column)).toBe(field)
})
