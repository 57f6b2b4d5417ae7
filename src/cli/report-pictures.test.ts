import { describe, expect, it } from 'vitest'
import type { BundleReader } from '../engine/bundle/reader.ts'
import type { PageShot } from '../model/page-shot.ts'
import { sampleScorecard } from '../testing/sample-scorecard.ts'
import { picturesFor } from './report-pictures.ts'

const HTML = [{ name: 'html', file: undefined }]

/** A bundle whose first two causes stand on a page each, with pictures of so many bytes. */
function bundle(sizes: readonly number[]) {
  const scorecard = sampleScorecard()
  const shots = sizes.map((_, at): PageShot => {
    const cause = scorecard.causes[at]
    if (!cause) throw new Error('too few causes')
    for (const { findings } of scorecard.assessments)
      for (const one of findings) if (one.cause === cause.id) one.locus = { unit: `#/${at}` }
    cause.example.locus = { unit: `#/${at}` }
    const blob = `${at}`.repeat(64)
    return { unit: `#/${at}`, blob, width: 390, height: 844, whole: true, painted: 0, boxes: {} }
  })
  const asked: string[] = []
  const reader = {
    head: { shots: { sha256: 'x' } },
    shots: async () => shots,
    blob: async (name: string) => {
      asked.push(name)
      return new Uint8Array(sizes[Number(name[0])] ?? 0)
    },
  } as unknown as BundleReader
  return { scorecard, reader, asked }
}

describe('pictures for a report', () => {
  it('are read only for a format that shows them', async () => {
    const { scorecard, reader, asked } = bundle([10])
    expect(await picturesFor(reader, scorecard, [{ name: 'json', file: undefined }], {})).toBeUndefined()
    expect(asked).toEqual([])
    const pictures = await picturesFor(reader, scorecard, HTML, {})
    expect([...(pictures?.blobs.keys() ?? [])]).toEqual(['0'.repeat(64)])
  })
  it('stop at the cap, and what is left out is named', async () => {
    const { scorecard, reader } = bundle([60, 60])
    const pictures = await picturesFor(reader, scorecard, HTML, {}, 100)
    const total = [...(pictures?.blobs.values() ?? [])].reduce((sum, { length }) => sum + length, 0)
    expect(total).toBe(60)
    expect(pictures?.capped.size).toBe(1)
    expect(pictures?.cap).toBe(100)
  })
})
