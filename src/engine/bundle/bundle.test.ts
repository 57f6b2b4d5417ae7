import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BundleHead, Unit } from '../../model/evidence.ts'
import { createRedactor } from '../../text/redact.ts'
import { openBundle } from './reader.ts'
import { bundleShapeFault, unitShapeFault } from './shape.ts'
import { BundleWriter } from './writer.ts'
import { packBundle, unpackBundle } from './zip.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wutong-bundle-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const target: BundleHead['target'] = {
  id: 'app',
  name: '示例',
  kind: 'host',
  tier: 'province',
  region: '330000',
  audience: 'public',
  channels: [],
  hostProvides: [],
  hostPack: null,
  environment: null,
  fictional: true,
}

async function written(units: Unit[], into = folder): Promise<BundleHead> {
  const writer = new BundleWriter(into, createRedactor())
  writer.record('items', { status: 'present', fields: ['task_code'] })
  for (const unit of units) await writer.unit('items', unit)
  await writer.source(
    { path: 'data/items.csv', sha256: '0'.repeat(64), bytes: 9, format: 'csv' },
    'x\n13800138001\n',
  )
  const asOf = '2026-11-24T00:00:00.000Z'
  return writer.finish({
    tool: { name: 'wutong', version: '0' },
    asOf,
    startedAt: asOf,
    finishedAt: asOf,
    seed: 1,
    target,
    manifestPath: 'wutong.yaml',
    plan: { kinds: ['items'] },
  })
}

async function read(from = folder): Promise<Unit[]> {
  const units: Unit[] = []
  for await (const unit of (await openBundle(from)).units('items')) units.push(unit)
  return units
}

const unit = (key: string, data: object = {}): Unit => ({ key, status: 'judged', required: true, data })

describe('a bundle', () => {
  it('gives back what was written, whatever the length of a line', async () => {
    const units = [
      unit('a', { text: '长'.repeat(400_000) }),
      unit('b'),
      unit('c', { text: 'x'.repeat(3_000_000) }),
    ]
    const head = await written(units)
    expect(await read()).toEqual(units)
    expect(head.records).toEqual([
      {
        kind: 'items',
        status: 'present',
        fields: ['task_code'],
        units: { planned: 3, judged: 3, missing: 0, notSampled: 0 },
      },
    ])
    expect(bundleShapeFault(JSON.parse(readFileSync(join(folder, 'bundle.json'), 'utf8')))).toBeUndefined()
  })

  it('keeps personal data off the disk, in units and in sources', async () => {
    await written([unit('a', { text: '联系 13800138001' }), unit('13800138001')])
    for (const file of ['units/items.ndjson', 'sources/data/items.csv']) {
      const text = readFileSync(join(folder, file), 'utf8')
      expect(text).not.toContain('13800138001')
      expect(text).toContain('⟦mobile:1:11:valid⟧')
    }
  })

  it('has an id and a hash that know what was seen and when, not where', async () => {
    const other = mkdtempSync(join(tmpdir(), 'wutong-bundle-'))
    const [one, two] = [await written([unit('a')]), await written([unit('a')], other)]
    expect(two).toEqual(one)
    expect(one.id).toBe(`20261124T000000Z-${one.sha256.slice(0, 8)}`)
    expect((await written([unit('b')], other)).sha256).not.toBe(one.sha256)
    rmSync(other, { recursive: true })
  })

  it('is refused when it was altered, cut off or never was one', async () => {
    await expect(openBundle(join(folder, 'none'))).rejects.toMatchObject({ code: 'bundle-missing' })
    await written([unit('a'), unit('b')])
    const units = join(folder, 'units', 'items.ndjson')
    const whole = readFileSync(units, 'utf8')
    writeFileSync(units, whole.replace('"b"', '"c"'))
    await expect(read()).rejects.toMatchObject({ code: 'bundle-altered' })
    writeFileSync(units, whole.slice(0, -10))
    await expect(read()).rejects.toMatchObject({ code: 'bundle-altered' })
    writeFileSync(units, '{"key": 7}\n')
    await expect(read()).rejects.toMatchObject({ code: 'bundle-malformed', place: { line: 1 } })
    const head = join(folder, 'bundle.json')
    writeFileSync(head, readFileSync(head, 'utf8').replace('"seed": 1', '"seed": "1"'))
    await expect(openBundle(folder)).rejects.toMatchObject({
      code: 'bundle-malformed',
      place: { pointer: '/seed' },
    })
    writeFileSync(head, '[')
    await expect(openBundle(folder)).rejects.toMatchObject({ code: 'bundle-malformed' })
  })

  it('asks of a judged unit that it carries data', () => {
    expect(unitShapeFault(unit('a'))).toBeUndefined()
    expect(unitShapeFault({ key: 'a', status: 'judged', required: true })).toBeDefined()
    expect(unitShapeFault({ key: 'a', status: 'missing', required: true, reason: 'bad-row' })).toBeUndefined()
    expect(unitShapeFault({ key: 'a', status: 'missing', required: true, reason: 'because' })).toBeDefined()
  })
})

describe('a bundle as one .zip', () => {
  it('holds the same bundle, in the same bytes each time', async () => {
    await written([unit('a', { text: '长'.repeat(200_000) }), unit('b')])
    const [one, two] = [join(folder, '..', `${Date.now()}-1.zip`), join(folder, '..', `${Date.now()}-2.zip`)]
    await packBundle(folder, one)
    await packBundle(folder, two)
    expect(readFileSync(two).equals(readFileSync(one))).toBe(true)
    const back = mkdtempSync(join(tmpdir(), 'wutong-bundle-'))
    await unpackBundle(one, back)
    expect(await read(back)).toEqual(await read())
    for (const path of [one, two, back]) rmSync(path, { recursive: true })
  })

  it('is refused when an entry leaves the folder, or when it is no archive', async () => {
    const archive = join(folder, 'bad.zip')
    writeFileSync(archive, zipSync({ '../outside.txt': strToU8('x') }))
    await expect(unpackBundle(archive, join(folder, 'to'))).rejects.toMatchObject({
      code: 'bundle-malformed',
    })
    await expect(unpackBundle(join(folder, 'none.zip'), folder)).rejects.toMatchObject({
      code: 'bundle-missing',
    })
  })
})
