import { describe, expect, it } from 'vitest'
import type { Box, PageShot } from '../../model/page-shot.ts'
import type { ReportPictures } from '../../model/report-pictures.ts'
import type { Scorecard } from '../../model/scorecard.ts'
import { reportOptions } from '../../testing/report-options.ts'
import { sampleScorecard } from '../../testing/sample-scorecard.ts'
import { cropAround } from './crop.ts'
import { imageOf } from './image.ts'
import { report } from './index.ts'

/** The shortest JPEG header that says its size: start, frame, scan. */
function jpeg(width: number, height: number): Uint8Array {
  const frame = [0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3]
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, ...frame, ...new Array(11).fill(0)])
}
const PNG = Uint8Array.from(
  Buffer.from('89504e470d0a1a0a0000000d49484452000000020000000308060000000000000000', 'hex'),
)
const markup = new TextEncoder().encode('<!doctype html><script>alert(1)</script>')
const ELDER = '#/a (elder)'

const shot = (unit: string, blob: string, boxes: PageShot['boxes'] = {}): PageShot => ({
  unit,
  blob: blob.repeat(64),
  width: 390,
  height: 2000,
  whole: true,
  painted: 0,
  boxes,
})

function given(blobs: Record<string, Uint8Array>, change: Partial<ReportPictures> = {}): ReportPictures {
  return {
    sha256: 'f'.repeat(64),
    shots: [shot('#/a', 'a', { '#b': [20, 900, 60, 30] }), shot(ELDER, 'b')],
    blobs: new Map(Object.entries(blobs).map(([name, bytes]) => [name.repeat(64), bytes])),
    capped: new Set(),
    cap: 8 << 20,
    ...change,
  }
}

/** The sample, one cause of which is about a page. */
function onPage(unit: string, pointer: string | undefined, data: Record<string, string>): Scorecard {
  const scorecard = sampleScorecard()
  const [cause] = scorecard.causes
  if (!cause) throw new Error('no cause')
  const locus = { unit, ...(pointer === undefined ? {} : { pointer }) }
  Object.assign(cause.example, { locus, data: { ...cause.example.data, ...data } })
  for (const assessment of scorecard.assessments) {
    if (assessment.rule === cause.rule)
      Object.assign(assessment, { part: 'pages', findings: [cause.example] })
  }
  return scorecard
}

const pageOf = (scorecard: Scorecard, pictures?: ReportPictures, lang: 'zh' | 'en' = 'zh') =>
  String(report(scorecard, reportOptions({ lang, ...(pictures ? { pictures } : {}) })))

describe('pictures in the report', () => {
  const scorecard = onPage('#/a', '#b', {})

  it('show the element of a cause with its surroundings, outlined and said', () => {
    const page = pageOf(scorecard, given({ a: jpeg(585, 3000) }))
    const crop =
      /<svg role="img" aria-label="页面 #\/a 的截图，红框内是 #b"[^>]*viewBox="(\S+) (\S+) (\S+) (\S+)"/
    const [x, y, width, height] = (crop.exec(page) ?? []).slice(1).map(Number) as [
      number,
      number,
      number,
      number,
    ]
    expect(x).toBeLessThanOrEqual(20)
    expect(y).toBeLessThanOrEqual(900)
    expect(x + width).toBeGreaterThanOrEqual(80)
    expect(y + height).toBeGreaterThanOrEqual(930)
    expect(height).toBeLessThan(400)
    expect(page.match(/<image /g)).toHaveLength(1)
    expect(page).toContain('<image id="shot-1" width="585" height="3000" href="data:image/jpeg;base64,')
    expect(page).toContain('transform="scale(0.66667 0.66667)"')
    expect(page).toContain('img-src data:')
    expect(page).toBe(pageOf(scorecard, given({ a: jpeg(585, 3000) })))
    expect(pageOf(scorecard, given({ a: jpeg(585, 3000) }), 'en')).toContain(
      'aria-label="Picture of page #/a; #b is outlined in red"',
    )
  })
  it('show two modes side by side, or neither', () => {
    const pair = onPage(ELDER, undefined, { standard: 'https://m.example.cn/#/a', elder: ELDER })
    const page = pageOf(pair, given({ a: jpeg(585, 3000), b: jpeg(585, 3000) }))
    expect(page.match(/<div class="pair">/g)).toHaveLength(1)
    expect(page).toContain('<figcaption>标准版：#/a</figcaption>')
    expect(page).toContain('<figcaption>长辈版：#/a（长辈版）</figcaption>')
    expect(pageOf(pair, given({ a: jpeg(585, 3000) }))).not.toContain('<div class="pair">')
  })
  it('are never anything but a JPEG or PNG', () => {
    const page = pageOf(scorecard, given({ a: markup }))
    expect(page).not.toContain('<image')
    expect(page).not.toContain(Buffer.from(markup).toString('base64').slice(0, 20))
    expect(page).toContain('1 个页面原因没有可用的截图')
    expect(pageOf(scorecard, given({ a: PNG }))).toContain('data:image/png;base64,')
  })
  it('are said to be left out at the cap, and without a bundle how to have them', () => {
    const capped = given({}, { capped: new Set(['a'.repeat(64)]) })
    expect(pageOf(scorecard, capped)).toContain('截图总量以 8 MB 为限（本工具自定），1 个原因的截图没有附上')
    expect(pageOf(scorecard, undefined, 'en')).toContain('wutong report scorecard.json --bundle BUNDLE')
    expect(pageOf(sampleScorecard())).not.toContain('--bundle')
  })
})

describe('a crop', () => {
  it.each<Box>([
    [0, 0, 10, 10],
    [380, 1990, 10, 10],
    [0, 700, 390, 500],
  ])('holds its box and stays on the picture: %s', (...box) => {
    const [left, top, width, height] = box
    const crop = cropAround(box, { width: 390, height: 2000 })
    expect([crop.x <= left, crop.y <= top]).toEqual([true, true])
    expect(crop.x + crop.width).toBeGreaterThanOrEqual(left + width)
    expect(crop.y + crop.height).toBeGreaterThanOrEqual(top + height)
    expect(crop.x >= 0 && crop.y >= 0 && crop.x + crop.width <= 390 && crop.y + crop.height <= 2000).toBe(
      true,
    )
    expect(crop.cut).toBe(false)
  })
  it('shows the upper part of what is too tall, and says so', () => {
    expect(cropAround([0, 300, 390, 1500], { width: 390, height: 2000 })).toMatchObject({ y: 280, cut: true })
  })
})

describe('what bytes are', () => {
  it('is told by themselves', () => {
    expect(imageOf(jpeg(585, 3000))).toEqual({ type: 'image/jpeg', width: 585, height: 3000 })
    expect(imageOf(PNG)).toEqual({ type: 'image/png', width: 2, height: 3 })
  })
  it('is nothing where they are cut, empty, markup or larger than a screen can be', () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')
    for (const bytes of [
      new Uint8Array(),
      jpeg(585, 3000).slice(0, 12),
      markup,
      svg,
      jpeg(65_000, 65_000),
      jpeg(0, 9),
    ])
      expect(imageOf(bytes)).toBeUndefined()
  })
})
