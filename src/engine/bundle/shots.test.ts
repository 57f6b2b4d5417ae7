import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BundleHead } from '../../model/evidence.ts'
import type { PageShot } from '../../model/page-shot.ts'
import { createRedactor } from '../../text/redact.ts'
import { readBlob, readShots, ShotWriter } from './shots.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wutong-shots-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const shot = (unit: string, blob: string): PageShot => ({
  unit,
  blob,
  width: 390,
  height: 844,
  whole: true,
  painted: 0,
  boxes: { '#a': [0, 0, 10, 10] },
})
const head = (shots: BundleHead['shots']) => ({ shots }) as BundleHead

describe('pictures of a bundle', () => {
  it('are kept once by their hash, up to the cap, and what was dropped is said', async () => {
    const writer = new ShotWriter(folder, createRedactor(), 10)
    const first = await writer.blob(Buffer.from('123456'))
    expect(await writer.blob(Buffer.from('123456'))).toBe(first)
    const second = await writer.blob(Buffer.from('654321'))
    writer.shot(shot('#/b', second))
    writer.shot(shot('#/?tel=13800138001', first))
    const summary = await writer.finish()
    expect(summary).toMatchObject({ kept: 1, bytes: 6, dropped: 1 })
    expect(Buffer.from((await readBlob(folder, first)) ?? []).toString()).toBe('123456')
    expect(await readBlob(folder, second)).toBeUndefined()
    expect(readFileSync(join(folder, 'shots.ndjson'), 'utf8')).not.toContain('13800138001')
    expect((await readShots(folder, head(summary))).map(({ unit }) => unit)).toEqual([
      '#/?tel=⟦mobile:1:11:valid⟧',
      '#/b',
    ])
  })

  it('leave nothing behind where none were taken', async () => {
    expect(await new ShotWriter(folder, createRedactor()).finish()).toBeUndefined()
    expect(existsSync(join(folder, 'shots.ndjson'))).toBe(false)
    expect(await readShots(folder, head(undefined))).toEqual([])
  })

  it('are refused when altered', async () => {
    const writer = new ShotWriter(folder, createRedactor())
    const blob = await writer.blob(Buffer.from('123456'))
    writer.shot(shot('#/', blob))
    const summary = await writer.finish()
    writeFileSync(join(folder, 'blobs', blob), '123457')
    await expect(readBlob(folder, blob)).rejects.toMatchObject({ code: 'bundle-altered' })
    writeFileSync(join(folder, 'shots.ndjson'), '{}\n')
    await expect(readShots(folder, head(summary))).rejects.toMatchObject({ code: 'bundle-altered' })
    expect(await readBlob(folder, '../bundle.json')).toBeUndefined()
  })
})
