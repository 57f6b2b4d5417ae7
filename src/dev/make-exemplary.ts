import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseCsv, records, writeCsv } from './csv-text.ts'
import { channelExports } from './exemplary-channels.ts'
import { guideText } from './exemplary-guide.ts'
import { exemplaryItem, type Service } from './exemplary-item.ts'
import { BODIES } from './fictional-bodies.ts'
import { seeded } from './seeded.ts'

const APP = new URL('../../fixtures/apps/exemplary/', import.meta.url)

/**
 * The generated parts of `fixtures/apps/exemplary` by path: the catalogue, what its channels show, and the reference list, made from
 * `exemplary-services.csv`, and the manifest with the list's hash pinned. Same seed, same bytes.
 */
export function exemplaryTexts(): Record<string, string> {
  const text = readFileSync(new URL('exemplary-services.csv', import.meta.url), 'utf8')
  const services = records(parseCsv(text)) as unknown as Service[]
  const random = seeded(20261124)
  const items = services.map((service, index) => exemplaryItem(service, index, random))
  const columns = Object.keys(items[0] as object)
  const list = listText(services, items)
  const hash = createHash('sha256').update(list).digest('hex')
  const catalogue = writeCsv([columns, ...items.map(item => columns.map(column => item[column] ?? ''))])
  return {
    'data/items.csv': catalogue,
    ...channelExports(catalogue),
    'data/cross-province.csv': list,
    'h5/data/items.json': guideText(items),
    'wutong.yaml': readFileSync(new URL('wutong.yaml', APP), 'utf8').replace(
      /^(\s+sha256: ")[0-9a-f]*(")/m,
      `$1${hash}$2`,
    ),
  }
}

/** The province's own list: every service marked as high-frequency, with its code. */
function listText(services: readonly Service[], items: readonly Record<string, string>[]): string {
  const rows = services.flatMap((service, index) => {
    const department = (BODIES[service.dept] as { name: string }).name
    const code = items[index]?.catalog_code as string
    return service.high === 'y' ? [[service.name, department, code, service.mode, 'A']] : []
  })
  const head = ['no', 'name', 'department', 'code', 'group', 'confidence']
  return writeCsv([head, ...rows.map((row, index) => [String(index + 1), ...row])])
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(exemplaryTexts())) writeFileSync(new URL(path, APP), text)
}
