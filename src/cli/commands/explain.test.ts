import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Scorecard } from '../../model/scorecard.ts'
import { columns } from '../../reporters/pretty/layout.ts'
import { loadLibrary } from '../../rules/load.ts'
import { runCommand } from '../../testing/console.ts'
import type { CliIo } from '../io.ts'
import { register } from './explain.ts'

const library = await loadLibrary()
const scratch = mkdtempSync(join(tmpdir(), 'wutong-explain-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const explain = async (argv: string[], change: Partial<CliIo> = {}) =>
  (await runCommand(register, ['explain', ...argv], library, { cwd: scratch, ...change })).out

describe('explain CODE', () => {
  it('says what is asked, on whose word, who holds it, how it is judged and mended', async () => {
    const rule = library.rules.find(({ code }) => code === 'U1-08')
    const requirement = library.requirements.find(({ code }) => code === 'U1-08')
    for (const lang of ['zh', 'en'] as const) {
      const flat = (await explain(['u1-08'], { lang })).replaceAll(/\s+/g, '')
      for (const text of [
        requirement?.title,
        requirement?.pass,
        rule?.rationale,
        rule?.remediation,
        ...Object.values(rule?.messages ?? {}),
      ]) {
        expect(flat).toContain(text?.[lang].replaceAll(/\s+/g, ''))
      }
      expect(flat).toContain(rule?.check)
    }
  })

  it('shows a passing and a failing example with what it says of it', async () => {
    const out = await explain(['standards/basic-code'], { lang: 'en' })
    expect(out).toMatch(/^example +met: /m)
    expect(out).toMatch(/^example +not met: /m)
    expect(out).toMatch(/^ +-> .+/m)
    expect(out).not.toMatch(/-> .*\{\w+\}/)
  })

  it.each(library.requirements.map(({ code }) => code))(
    '%s keeps to the width, in both languages',
    async code => {
      for (const lang of ['zh', 'en'] as const) {
        const out = await explain([code], { lang, width: 72 })
        expect(out.split('\n').filter(line => columns(line) > 72)).toEqual([])
        expect(out).not.toMatch(/(?<!")undefined(?!")|\[object/)
      }
    },
  )

  it('tells a person how to look, what to keep and what to state', async () => {
    const form = library.rules.find(({ code }) => code === 'X-SEC-01')?.attestation
    for (const lang of ['zh', 'en'] as const) {
      const flat = (await explain(['X-SEC-01'], { lang })).replaceAll(/\s+/g, '')
      const asked = [
        ...(form?.procedure ?? []),
        ...(form?.evidence ?? []).map(({ title }) => title),
        ...(form?.facts ?? []).map(({ title }) => title),
      ]
      expect(asked.length).toBeGreaterThan(5)
      for (const words of asked) expect(flat).toContain(words[lang].replaceAll(/\s+/g, ''))
    }
  })

  it('says what becomes of duties without a rule', async () => {
    expect(await explain(['X-GOV-05'], { lang: 'en' })).toMatch(
      /a duty on this kit, proven by\s+src\/rules\/ruleset\.test\.ts/,
    )
    const planned = library.requirements.find(
      ({ code, parts, level }) =>
        !library.rules.some(rule => rule.code === code) && parts.includes('live') && level === 'mandatory',
    )
    expect((await explain([planned?.code ?? ''], { lang: 'en' })).replaceAll(/\s+/g, ' ')).toContain(
      'not yet automated',
    )
  })

  it.each(['U1-8', 'U9-01', 'standards/basik-code', '__proto__', ''])(
    'refuses %j, with the nearest',
    async code => {
      await expect(explain([code])).rejects.toMatchObject({ code: 'usage-code' })
    },
  )
})

describe('explain score', () => {
  const scorecard = {
    schemaVersion: 1,
    ruleset: { id: 'national', version: '1', sha256: '', wordsSha256: '', scoring: '1' },
    score: 62.5,
    range: { low: 35.7, high: 78.6 },
    coverage: { judged: 3, untested: 0, cantTell: 2, inapplicable: 0, total: 5 },
    assessments: [],
    codes: [
      {
        code: 'U1-07',
        level: 'mandatory',
        outcome: 'passed',
        fixOwner: 'catalogue',
        dimension: 'U1',
        credit: 1,
      },
      {
        code: 'U1-08',
        level: 'mandatory',
        outcome: 'failed',
        fixOwner: 'catalogue',
        dimension: 'U1',
        credit: 0.5,
      },
      { code: 'U1-09', level: 'recommended', outcome: 'failed', fixOwner: 'app', dimension: 'U1', credit: 0 },
      {
        code: 'U1-10',
        level: 'mandatory',
        outcome: 'cantTell',
        fixOwner: 'app',
        dimension: 'U1',
        credit: null,
      },
      {
        code: 'U1-03',
        level: 'recommended',
        outcome: 'failed',
        declared: true,
        fixOwner: 'owner',
        dimension: 'U1',
        credit: 0,
      },
    ],
    causes: [
      {
        id: 'a',
        code: 'U1-08',
        rule: 'standards/implementation-code',
        kind: 'failure',
        total: 4,
        waived: 0,
        known: 0,
        fixOwner: 'catalogue',
        example: { messageId: 'bad', data: { at: 19 } },
      },
    ],
    messages: {
      'standards/implementation-code': { bad: { zh: '第 {at} 位不对\u202E', en: 'character {at} is wrong' } },
    },
    words: { codes: { 'U1-08': { zh: '实施编码', en: 'Implementation code' } }, rules: {}, clauses: {} },
  } as unknown as Scorecard

  it('gives the formula with the numbers of the scoring file', async () => {
    const out = await explain(['score'], { lang: 'en' })
    const { weights, failedShare } = library.scoring
    expect(out).toContain(`must ${weights.mandatory}, should ${weights.recommended}`)
    expect(out).toContain(`at most ${failedShare} x`)
    expect(out).toContain('belongs to no official evaluation')
  })

  it('accounts for a scorecard: what was earned, what is open, what costs most', async () => {
    const file = join(scratch, 'scorecard.json')
    writeFileSync(file, JSON.stringify(scorecard))
    const out = await explain(['score', file], { lang: 'en' })
    // Weights 3 + 3 + 1 judged, 3 + 1.5 + 0 earned, 3 open; the declared code weighs nothing.
    expect(out).toContain('62.5 = 100 x 4.5 / 7')
    expect(out).toMatch(/a weight of 3 out of 10 is still\s+open/)
    expect(out).toMatch(/-21\.43 +U1-08 +weight 3 credit 0\.5 .*Implementation code/)
    expect(out.indexOf('U1-08  weight')).toBeLessThan(out.indexOf('U1-09  weight'))
    expect(out).not.toContain('U1-03')
    expect(out).toContain('U1-08 x 4  character 19 is wrong')
  })

  it('takes the latest run below the current folder', async () => {
    for (const [run, score, at] of [
      ['old', 11, 1000],
      ['new', 22, 2000],
    ] as const) {
      const folder = join(scratch, '.wutong', 'runs', run)
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'scorecard.json'), JSON.stringify({ ...scorecard, score }))
      utimesSync(join(folder, 'scorecard.json'), at, at)
    }
    expect(await explain(['score'])).toContain('22 = 100')
  })

  it('says what a scorecard would say were some codes met', async () => {
    const file = join(scratch, 'what-if.json')
    writeFileSync(
      file,
      JSON.stringify({
        ...scorecard,
        verdict: 'nonConformant',
        waivers: [],
        crashes: [],
        evidence: { unreadable: [] },
      }),
    )
    const out = await explain(['score', file, '--mend', 'U1-08,U1-10'], { lang: 'en' })
    // Earned 3 + 3 (now met) + 3 (now decided) of 3 + 3 + 1 + 3 judged.
    expect(out).toContain('62.5 -> 90')
    expect(out).toContain('-> nothing found not met in what was judged')
    expect(out).toMatch(/\+21\.4 +U1-08 +not met/)
    expect(out).not.toContain('belongs to no official evaluation')
    const one = await explain(['score', file, '--mend', 'U1-09'], { lang: 'en' })
    expect(one).toMatch(/\+14\.3 +U1-09/)
    await expect(explain(['score', file, '--mend', 'U9-*'])).rejects.toMatchObject({ code: 'usage-code' })
    await expect(explain(['U1-08', '--mend', 'U1-08'])).rejects.toMatchObject({ code: 'usage-mend' })
  })

  it('refuses what is no scorecard', async () => {
    writeFileSync(join(scratch, 'bad.json'), '{')
    await expect(explain(['score', 'bad.json'])).rejects.toMatchObject({ code: 'scorecard-malformed' })
    await expect(explain(['score', 'none.json'])).rejects.toMatchObject({ code: 'scorecard-missing' })
  })
})
