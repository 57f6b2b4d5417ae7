import rows from './item-fields.json' with { type: 'json' }

/** One field a service item can have. */
export interface ItemField {
  /** Field name of GB/T 39554.2's data table; `ext.NAME` for ours. */
  name: string
  zh: string
  en: string
  type: 'text' | 'code' | 'integer' | 'date' | 'list'
  /** As that table marks it. */
  required: boolean | 'conditional'
  group: 'basic' | 'extension' | 'ours'
  /** Further column names that mean this field. */
  aliases: string[]
}

/** In the standard's order, ours last. Source: field names of a public data table of GB/T 39554.2-2020. */
export const ITEM_FIELDS = rows as readonly ItemField[]

export const ITEM_FIELD_NAMES: readonly string[] = ITEM_FIELDS.map(field => field.name)

/** Fields whose value is a list of records (`ext.materials` …), without their `ext.`. */
export const LIST_FIELDS: ReadonlySet<string> = new Set(
  ITEM_FIELDS.filter(field => field.type === 'list').map(field => field.name.slice('ext.'.length)),
)

const byColumn = new Map(
  ITEM_FIELDS.flatMap(({ name, zh, aliases }) =>
    [name, zh, ...aliases].map(column => [plain(column), name] as const),
  ),
)

/** The field a source column stands for: by field name, Chinese name or alias; undefined when it is none. */
export function fieldOfColumn(column: string): string | undefined {
  return byColumn.get(plain(column))
}

/** Spaces, marks of obligation and bracketed remarks in a header do not change what a column is. */
function plain(column: string): string {
  return column
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/[\s*]+|\([^)]*\)|["'“”]/g, '')
    .toLowerCase()
}
