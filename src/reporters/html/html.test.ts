import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { reportOptions } from '../../testing/report-options.ts'
import { cleanScorecard, emptyScorecard, sampleScorecard } from '../../testing/sample-scorecard.ts'
import { report } from './index.ts'
import { html, scriptJson } from './markup.ts'
import { SCRIPT, SCRIPT_SHA256 } from './script.ts'
import { typeset } from './typeset.ts'

describe('html', () => {
  const page = String(report(sampleScorecard(), reportOptions()))

  it('fetches nothing and forbids fetching', () => {
    expect(page).toContain('default-src &#39;none&#39;')
    expect(page).not.toMatch(/<(?:link|img|iframe|object|embed|base)\b|@import|url\(|\bsrc=(?!x )/i)
    expect(page.match(/https?:\/\//g)).toBeNull()
  })
  it('allows exactly its own script', () => {
    expect(createHash('sha256').update(SCRIPT).digest('base64')).toBe(SCRIPT_SHA256)
    expect(page.match(/<script/g)).toHaveLength(2)
  })
  it('keeps markup in names as text', () => {
    expect(page).toContain('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;|[U+202E]gnp.exe[U+001B][2J')
    expect(page).not.toContain('<img')
  })
  it('is a self-check record by title, with boxes to sign, and nothing running on', () => {
    expect(page).toMatch(/<title>五统一自查记录 - /)
    expect(page).toContain('被查单位（签章）')
    expect(page.match(/<h1>.*?<\/h1>/s)?.[0]).not.toContain('检测报告')
  })
  it('says so when nothing was judged, and when nothing is to be mended', () => {
    const empty = String(report(emptyScorecard(), reportOptions()))
    expect(empty).toContain('还没有判出任何一项')
    expect(empty).not.toContain('<svg')
    expect(String(report(cleanScorecard(), reportOptions({ lang: 'en' })))).toContain(
      'Nothing to mend in what was judged',
    )
  })
  it('draws no point for a dimension that was not judged', () => {
    const radar = page.match(/<svg[\s\S]*?<\/svg>/)?.[0] ?? ''
    expect(radar).toContain('尚无规则')
    expect(radar.match(/<circle/g)).toHaveLength(4)
    expect(page).not.toMatch(/zr\d+-/)
  })
})

describe('markup', () => {
  it('escapes what is put in, for text and attributes', () => {
    expect(html`<i title="${'"><b>'}">${["'", html`<b>&amp;</b>`, undefined, 3]}</i>`.text).toBe(
      '<i title="&quot;&gt;&lt;b&gt;">&#39;<b>&amp;</b>3</i>',
    )
  })
  it('keeps JSON inside its script element', () => {
    const text = scriptJson({ a: '</script><!--\u2028' }).text
    expect(text).not.toMatch(/[<>\u2028]/)
    expect(JSON.parse(text)).toEqual({ a: '</script><!--\u2028' })
  })
})

describe('typeset', () => {
  it('sets full-width punctuation beside Chinese and leaves commands alone', () => {
    expect(typeset('本结果是自查记录,不是官方评级。')).toBe('本结果是自查记录，不是官方评级。')
    expect(typeset('须改(解释等){count} 项:续签(wutong.yaml 的 waivers)')).toBe(
      '须改（解释等）{count} 项：续签（wutong.yaml 的 waivers）',
    )
    expect(typeset('wutong report a.json --format html=a.html, b:c (UTC+8)')).toBe(
      'wutong report a.json --format html=a.html, b:c (UTC+8)',
    )
  })
})
