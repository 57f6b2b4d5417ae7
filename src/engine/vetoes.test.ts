import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Statement } from '../model/attestation.ts'
import { defineCheck } from '../model/check.ts'
import type { ResolvedRuleset, Rule } from '../model/rule.ts'
import type { Scorecard } from '../model/scorecard.ts'
import { createRedactor } from '../text/redact.ts'
import { openBundle } from './bundle/reader.ts'
import { BundleWriter } from './bundle/writer.ts'
import { judgeBundle } from './run.ts'

const AS_OF = '2026-11-24T00:00:00.000Z'
const TOOL = { name: 'wutong', version: '0' }
const CODE = 'X-A11Y-12'
const confirmed: Statement = {
  code: CODE,
  finding: '*',
  verdict: 'failed',
  who: { name: '林某' },
  date: '2026-11-20',
  reviewedBy: { name: '周某', date: '2026-11-21' },
}

const suspicion = defineCheck()({
  name: 'pages/suspicion',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { suspected: [] },
  options: { type: 'object' },
  judge(_unit, _context, _options, report) {
    report.doubt('suspected', {}, { identity: {} })
    return 1
  },
})
const words = { zh: '条', en: 'rule' }
const rule = {
  id: 'accessibility/suspicion',
  code: CODE,
  part: 'pages',
  status: 'stable',
  check: 'pages/suspicion@1',
  options: {},
  clauses: [],
  level: 'mandatory',
  basis: 'text',
  confidence: 'seen',
  proof: 'observed',
  dimension: 'accessibility',
  holder: ['app'],
  fixOwner: 'app',
  title: words,
  rationale: words,
  messages: { suspected: words },
  remediation: { effort: 'low', ...words },
} as Rule

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wutong-vetoes-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function judged(vetoes: string[], ...statements: Statement[]): Promise<Scorecard> {
  const writer = new BundleWriter(folder, createRedactor())
  writer.record('pages', { status: 'present' })
  await writer.unit('pages', { key: '#/', status: 'judged', required: true, data: {} })
  writer.record('attestations', { status: 'present' })
  for (const [index, data] of statements.entries())
    await writer.unit('attestations', { key: `${CODE}@${index}`, status: 'judged', required: true, data })
  await writer.finish({
    tool: TOOL,
    asOf: AS_OF,
    startedAt: AS_OF,
    finishedAt: AS_OF,
    seed: 1,
    target: {
      id: 'app',
      name: '示例',
      kind: 'standalone',
      tier: 'province',
      region: '330000',
      audience: 'public',
      channels: [],
      hostProvides: [],
      hostPack: null,
      environment: null,
      fictional: true,
    },
    manifestPath: 'wutong.yaml',
    plan: { kinds: ['pages', 'attestations'] },
  })
  const ruleset = {
    id: 'sample',
    version: '1',
    sha256: '0'.repeat(64),
    wordsSha256: '0'.repeat(64),
    rules: [rule],
    requirements: [],
    scoring: {
      version: '1',
      weights: { mandatory: 3, recommended: 1 },
      failedShare: 0.5,
      leastJudgedShare: 0.5,
      vetoes,
    },
    expects: [],
    overrides: [],
    conflicts: [],
    adoptions: [],
    lists: [],
    clauses: {},
    sources: {},
  } as ResolvedRuleset
  return judgeBundle(await openBundle(folder), ruleset, new Map([['pages/suspicion@1', suspicion]]), {
    tool: TOOL,
    scope: ['pages'],
    gate: { failOn: 'mandatory', owners: [] },
    words: {},
    output: join(folder, 'out'),
  })
}

it('lists a suspicion that two people confirmed, and leaves its outcome as it is', async () => {
  const scorecard = await judged([CODE], confirmed)
  expect(scorecard.vetoes).toEqual([CODE])
  expect(scorecard.codes.map(({ outcome }) => outcome)).toEqual(['cantTell'])
})

it('lists nothing for a suspicion alone, one person, or a code that is no priority item', async () => {
  expect((await judged([CODE])).vetoes).toEqual([])
  expect((await judged([CODE], { ...confirmed, reviewedBy: {} })).vetoes).toEqual([])
  expect((await judged([], confirmed)).vetoes).toEqual([])
})

it('confirms the finding of the fingerprint that is named and no other', async () => {
  const [found] = (await judged([CODE])).assessments[0]?.findings ?? []
  const finding = found?.fingerprint.slice(0, 16) ?? ''
  expect((await judged([CODE], { ...confirmed, finding })).vetoes).toEqual([CODE])
  expect((await judged([CODE], { ...confirmed, finding: 'f'.repeat(16) })).vetoes).toEqual([])
})
