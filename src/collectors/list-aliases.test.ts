import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { ReferenceList, Unit } from '../model/evidence.ts'
import { appFolder } from '../testing/app-folder.ts'
import { collected } from '../testing/memory-sink.ts'
import { listsCollector } from './lists.ts'

const CSV = '序号,事项名称,主管部门\n1,甲,公安厅\n2,乙,\n'
const SHA = createHash('sha256').update(CSV).digest('hex')

async function read(aliases: string, text: string) {
  const folder = appFolder({ 'a.csv': CSV, [aliases]: text })
  const lists = [{ id: 'x', version: '1', source: 'a.csv', sha256: SHA, aliases }]
  const { units } = await collected(listsCollector, folder, { lists }, '')
  return units[0] as Unit
}

it.each([
  ['n.csv', '清单名称,本省名称,基本编码\n甲,甲事项,\n甲,,002099001000\n'],
  ['n.json', '[{"name":"甲","alias":"甲事项"},{"name":"甲","code":"002099001000"}]'],
  ['n.yaml', '- {name: 甲, alias: 甲事项}\n- {清单名称: 甲, 基本编码: "002099001000"}\n'],
])('%s gives a row its names and codes, and the pin covers the list alone', async (file, text) => {
  const { rows, sha256 } = (await read(file, text)).data as ReferenceList
  expect(sha256).toBe(SHA)
  expect(rows[0]?.aliases).toEqual([{ name: '甲事项' }, { code: '002099001000' }])
  expect(rows[1]).not.toHaveProperty('aliases')
})

it('reads a map of names to names', async () => {
  const { rows } = (await read('n.yaml', '甲: [甲事项, 甲业务]\n乙: 乙事项\n')).data as ReferenceList
  expect(rows.map(({ aliases }) => aliases?.map(({ name }) => name))).toEqual([
    ['甲事项', '甲业务'],
    ['乙事项'],
  ])
})

it.each([
  ['n.csv', 'a,b\n1,2\n', 'alias-columns', 1],
  ['n.csv', 'name,alias\n甲,甲事项\n丙,丙事项\n', 'alias-row', 3],
  ['n.csv', 'name,alias\n甲,\n', 'alias-empty', 2],
  ['n.csv', 'name,alias\n甲\n', 'row-ragged', 2],
  ['n.yaml', '甲: 甲事项\n丙: 丙事项\n', 'alias-row', 2],
  ['n.yaml', '- {name: 甲, alias: 甲事项}\n- text\n', 'alias-columns', 2],
  ['n.json', '"text"', 'alias-columns', 1],
])('%s %j is said with its place', async (file, text, code, line) => {
  expect(await read(file, text)).toMatchObject({
    status: 'missing',
    detail: { code },
    at: { file, line },
  })
})
