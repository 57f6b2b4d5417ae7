import { createHash } from 'node:crypto'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Statement } from '../model/attestation.ts'
import { appFolder } from '../testing/app-folder.ts'
import { collected } from '../testing/memory-sink.ts'
import { attestationsCollector, readAttestations } from './attestations.ts'

const hash = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const collect = (folder: string, attestations?: string) =>
  collected(attestationsCollector, folder, attestations === undefined ? {} : { attestations })

it('says that nothing was provided where the manifest names no file', async () => {
  expect((await collect(appFolder())).record).toEqual({ status: 'notProvided' })
})

it('reads each statement as a unit of its own, at its line, under its code', async () => {
  const folder = appFolder({
    'a.yaml':
      'statements:\n  - code: X-SEC-01\n    verdict: passed\n  - {code: X-SEC-01}\n  - {verdict: failed}\n',
  })
  const { units, record, sources } = await collect(folder, './a.yaml')
  expect(record).toEqual({ status: 'present' })
  expect(units.map(({ key, status, at }) => [key, status, at?.file, at?.line])).toEqual([
    ['X-SEC-01', 'judged', 'a.yaml', 2],
    ['X-SEC-01#2', 'judged', 'a.yaml', 4],
    ['statement:3', 'judged', 'a.yaml', 5],
  ])
  expect(sources).toMatchObject([{ path: 'a.yaml', format: 'yaml' }])
})

it('holds evidence files of any bytes against their hash, inside the folder only', async () => {
  const bytes = Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0, 0xff)
  const outside = appFolder({ 'secret.txt': 'x' })
  const folder = appFolder({
    'e/a.pdf': bytes,
    'a.json': JSON.stringify({
      statements: [
        {
          code: 'X-SEC-01',
          evidence: [
            { file: 'e/a.pdf', sha256: `sha256:${hash(bytes).toUpperCase()}` },
            { file: 'e/a.pdf', sha256: hash('other') },
            { file: 'e/a.pdf' },
            { file: 'e/none.pdf', sha256: hash(bytes) },
            { file: '../secret.txt', sha256: hash('x') },
            { file: 'link.txt', sha256: hash('x') },
            { file: 'e', sha256: hash('x') },
            { file: 'https://example.cn/a.pdf', sha256: hash('x') },
            { is: 'report' },
          ],
        },
      ],
    }),
  })
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'))
  const { units } = await collect(folder, 'a.json')
  expect((units[0]?.data as Statement | undefined)?.evidence?.map(({ state }) => state)).toEqual([
    'same',
    'changed',
    'changed',
    ...Array.from({ length: 6 }, () => 'unread'),
  ])
})

it('lets a misspelt key spoil its own statement and no other', async () => {
  const folder = appFolder({
    'a.yaml': 'statements:\n  - {code: X-SEC-01, verdikt: passed}\n  - {code: X-SEC-02, verdict: passed}\n',
  })
  const { units } = await collect(folder, 'a.yaml')
  expect(units.map(({ key, status, detail }) => [key, status, detail?.code])).toEqual([
    ['X-SEC-01', 'missing', 'unknown-key'],
    ['X-SEC-02', 'judged', undefined],
  ])
  expect(units[0]?.detail?.data).toMatchObject({ key: 'verdikt', nearest: 'verdict' })
})

it.each([
  ['', 'empty-file'],
  ['- a\n', 'not-a-map'],
  ['people: []\n', 'missing-key'],
  ['statements: none\n', 'expected-list'],
  ['statements: [\n', 'yaml-syntax'],
])('cannot read %j', async (text, code) => {
  const { units, record } = await collect(appFolder({ 'a.yaml': text }), 'a.yaml')
  expect(record).toMatchObject({ status: 'missing' })
  expect(units).toMatchObject([{ key: 'attestations', status: 'missing', required: true }])
  if (code !== 'missing-key') expect(units[0]?.detail?.code).toBe(code)
})

it.each(['none.yaml', '../a.yaml', 'folder', 'https://example.cn/a.yaml'])('cannot find %s', async path => {
  const folder = appFolder()
  mkdirSync(join(folder, 'folder'))
  expect((await collect(folder, path)).record?.status).toBe('missing')
})

it('takes what a form leaves empty for not stated, and a key named __proto__ for an unknown one', async () => {
  const folder = appFolder({
    'a.yaml':
      'statements:\n  - {code: X-SEC-01, verdict: "", date: null, who: {name: ""}}\n  - {code: X-SEC-02, __proto__: {verdict: passed}}\n',
  })
  const { statements } = await readAttestations(folder, 'a.yaml')
  expect(statements[0]?.statement).toEqual({ code: 'X-SEC-01', who: {} })
  expect(statements[1]?.error?.code).toBe('unknown-key')
})
