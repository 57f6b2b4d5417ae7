import { ITEM_FIELDS } from '../derive/item-fields.ts'
import { parseCsv, records, writeCsv } from './csv-text.ts'

type Row = Record<string, string>

/** What a channel of the exemplary app shows, as an export of the one catalogue. */
interface Channel {
  /** As in the manifest. */
  id: string
  file: string
  /** Every so manyth item; 1 = all. */
  every: number
  /** Column names by official Chinese name instead of field name. */
  chinese: boolean
  /** The channel's own way to write a value; the same in other characters. */
  dress(field: string, value: string): string
}

const COLUMNS = [
  'task_code',
  'task_handle_item',
  'task_name',
  'catalog_code',
  'accept_condition',
  'anticipate_day',
  'promise_day',
  'promise_type',
  'is_fee',
  'fee_basis',
  'limit_scene_num',
  'ext.fee_items',
  'ext.materials',
]

/** The Android client shows every item as the catalogue has it; the page shows a part, dressed for reading. */
export const CHANNELS: readonly Channel[] = [
  {
    id: 'app-android',
    file: 'data/channels/android.csv',
    every: 1,
    chinese: false,
    dress: (_field, value) => value,
  },
  { id: 'h5', file: 'data/channels/h5.csv', every: 2, chinese: true, dress: dressed },
]

/** The exports of a catalogue text, by file. One source: what the catalogue says wrong, its channels show wrong. */
export function channelExports(catalogue: string): Record<string, string> {
  const rows = parseCsv(catalogue)
  const [head = []] = rows
  const items = records(rows)
  const columns = COLUMNS.filter(column => head.includes(column))
  return Object.fromEntries(
    CHANNELS.map(({ file, every, chinese, dress }) => {
      const shown = items.filter((_, index) => index % every === 0)
      const names = columns.map(column => (chinese ? chineseName(column) : column))
      const body = shown.map((item: Row) => columns.map(column => dress(column, item[column] ?? '')))
      return [file, writeCsv([names, ...body])]
    }),
  )
}

function chineseName(column: string): string {
  return ITEM_FIELDS.find(({ name }) => name === column)?.zh ?? column
}

/** Full-width brackets and digits, spaces between Chinese and digits, a word for a code: differences that are none. */
function dressed(field: string, value: string): string {
  if (field === 'is_fee') return value === '1' ? '是' : value === '0' ? '否' : value
  if (field === 'promise_day')
    return value.replace(/[0-9]/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  if (field === 'accept_condition') return value.replaceAll('；', '; ').replaceAll('、', ' ')
  return value
}
