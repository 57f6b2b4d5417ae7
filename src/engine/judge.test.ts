import { describe, expect, it } from 'vitest'
import { type AnyCheck, defineCheck, defineFold } from '../model/check.ts'
import type { EvidenceKind, EvidenceRecord, Unit } from '../model/evidence.ts'
import type { Rule } from '../model/rule.ts'
import type { Finding } from '../model/scorecard.ts'
import type { Target } from '../model/target.ts'
import type { EvidenceInput } from './evidence-input.ts'
import { judge } from './judge.ts'
import type { RuleRun } from './rule-run.ts'

const target: Target = {
  id: 'app',
  name: '示例',
  kind: 'host',
  tier: 'province',
  region: '330000',
  audience: 'public',
  channels: ['h5'],
  hostProvides: [],
  hostPack: null,
  environment: null,
  fictional: true,
}

const rule = (over: Partial<Rule> = {}): Rule => ({
  id: 'standards/example',
  code: 'U1-99',
  part: 'static',
  status: 'stable',
  check: 'items/even@1',
  options: {},
  clauses: [],
  level: 'mandatory',
  basis: 'text',
  confidence: 'seen',
  proof: 'observed',
  dimension: 'U1',
  holder: ['catalogue'],
  fixOwner: 'catalogue',
  title: { zh: '', en: '' },
  rationale: { zh: '', en: '' },
  messages: {},
  remediation: { zh: '', en: '', effort: 'low' },
  ...over,
})

/** Odd numbers fail, 0 is out of scope, negative ones are doubtful. */
const even = defineCheck()({
  name: 'items/even',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: { odd: ['n'], negative: [] },
  options: { type: 'object' },
  judge(unit, _context, _options, report) {
    const n = Number((unit.data as { n: number }).n)
    if (n === 0) return 0
    if (n < 0) report.doubt('negative', {}, { pointer: '/n' })
    else if (n % 2 === 1) report.failure('odd', { n }, { pointer: '/n', identity: { field: 'n' } })
    return 1
  },
})
const checks = (...all: AnyCheck[]) => new Map(all.map(check => [`${check.name}@${check.version}`, check]))

const items = (...numbers: number[]): Unit[] =>
  numbers.map((n, index) => ({
    key: `item-${n}`,
    status: 'judged',
    required: true,
    at: { file: 'items.csv', line: index + 2 },
    data: { n },
  }))

function evidence(
  units: Partial<Record<EvidenceKind, Unit[]>>,
  over: Partial<EvidenceRecord>[] = [],
): EvidenceInput {
  const records = Object.entries(units).map(
    ([kind, list]): EvidenceRecord => ({
      kind: kind as EvidenceKind,
      status: 'present',
      units: {
        planned: list.length,
        judged: list.filter(unit => unit.status === 'judged').length,
        missing: list.filter(unit => unit.status === 'missing').length,
        notSampled: 0,
      },
      ...over.find(record => record.kind === kind),
    }),
  )
  return { target, asOf: '2026-11-24T00:00:00.000Z', records, units: kind => units[kind] ?? [] }
}

async function run(input: EvidenceInput, rules: Rule[], all = checks(even)) {
  const findings: Finding[] = []
  const runs = await judge(input, rules, [{ kind: 'items' }], all, (_run: RuleRun, finding) =>
    findings.push(finding),
  )
  return { runs, findings, outcomes: runs.map(one => one.outcome) }
}

describe('judge', () => {
  it('orders outcomes: failure, doubt, missing required unit, nothing examined, passed', async () => {
    const lost: Unit = { key: 'x', status: 'missing', required: true, reason: 'ragged-row' }
    const of = async (...units: Unit[]) => (await run(evidence({ items: units }), [rule()])).outcomes[0]
    expect(await of(...items(2, 1, -1), lost)).toBe('failed')
    expect(await of(...items(2, -1), lost)).toBe('cantTell')
    expect(await of(...items(2), lost)).toBe('untested')
    expect(await of(...items(2), { ...lost, required: false })).toBe('passed')
    expect(await of(...items(0))).toBe('inapplicable')
    expect(await of(...items(2, 4))).toBe('passed')
  })

  it('gives every finding its place and a fingerprint that knows no line and no order', async () => {
    const first = await run(evidence({ items: items(2, 3) }), [rule()])
    const moved = await run(evidence({ items: items(3, 2) }), [rule()])
    expect(first.findings).toMatchObject([
      {
        kind: 'failure',
        messageId: 'odd',
        locus: { unit: 'item-3', file: 'items.csv', line: 3, pointer: '/n' },
      },
    ])
    expect(moved.findings[0]?.locus.line).toBe(2)
    expect(moved.findings[0]?.fingerprint).toBe(first.findings[0]?.fingerprint)
    expect(first.findings[0]?.fingerprint).toMatch(/^[0-9a-f]{64}$/)
  })

  it('groups occurrences of one cause, and keeps two rules of different codes apart', async () => {
    const { findings } = await run(evidence({ items: items(1, 3) }), [
      rule(),
      rule({ id: 'standards/b', code: 'U1-98' }),
    ])
    expect(new Set(findings.map(finding => finding.cause)).size).toBe(2)
    expect(new Set(findings.map(finding => finding.fingerprint)).size).toBe(4)
  })

  it('does not let silence pass: expected evidence not provided is untested, declared absence is inapplicable', async () => {
    const none = { units: { planned: 0, judged: 0, missing: 0, notSampled: 0 } }
    const state = async (status: EvidenceRecord['status']) =>
      (await run(evidence({ items: [] }, [{ kind: 'items', status, ...none }]), [rule()])).runs[0]?.settled
    expect(await state('notProvided')).toEqual({ outcome: 'untested', because: 'not-provided' })
    expect(await state('declaredNone')).toEqual({ outcome: 'inapplicable', because: 'declared-none' })
    expect(await state('missing')).toEqual({ outcome: 'untested', because: 'incomplete' })
  })

  it('charges a guest with nothing its host holds', async () => {
    const input = evidence({ items: items(1) })
    input.target = { ...target, kind: 'guest', hostProvides: ['search'] }
    const { runs } = await run(input, [
      rule({ id: 'standards/a', holder: ['host'] }),
      rule({ id: 'standards/b', holder: ['host', 'app'], hostDuty: 'search' }),
      rule({ id: 'standards/c', holder: ['host', 'app'], hostDuty: 'login' }),
    ])
    expect(runs.map(one => one.settled)).toEqual([
      { outcome: 'inapplicable', because: 'host' },
      { outcome: 'inapplicable', because: 'host' },
      undefined,
    ])
    expect(runs[2]?.outcome).toBe('failed')
  })

  it('asks a duty only of those it is meant for, and says untested when it cannot know', async () => {
    const staff = rule({ appliesTo: { audience: ['staff'] } })
    expect((await run(evidence({ items: items(1) }), [staff])).outcomes).toEqual(['inapplicable'])
    const unknown = evidence({ items: items(1) })
    unknown.target = { ...target, audience: null }
    expect((await run(unknown, [staff])).outcomes).toEqual(['untested'])
    const later = rule({ appliesTo: { effectiveFrom: '2027-01-01' } })
    expect((await run(evidence({ items: items(1) }), [later])).outcomes).toEqual(['inapplicable'])
  })

  it('turns a crash into an outcome and judges the other rules all the same', async () => {
    const bad = defineCheck()({
      name: 'items/bad',
      version: 1,
      unit: 'item',
      needs: { required: ['items'], optional: [] },
      messages: {},
      options: { type: 'object' },
      judge() {
        throw new TypeError('planted')
      },
    })
    const { runs } = await run(
      evidence({ items: items(2) }),
      [rule(), rule({ id: 'standards/bad', check: 'items/bad@1' })],
      checks(even, bad),
    )
    expect(runs.map(one => one.outcome)).toEqual(['passed', 'untested'])
    expect(runs[1]?.crash).toEqual({ error: 'TypeError: planted', unit: 'item-2' })
  })

  it('hands a check only the evidence it declared', async () => {
    const seen: unknown[] = []
    const spy = (needs: EvidenceKind[]) =>
      defineCheck()({
        name: `items/spy${needs.length}`,
        version: 1,
        unit: 'item',
        needs: { required: ['items'], optional: needs },
        messages: {},
        options: { type: 'object' },
        judge(_unit, context) {
          seen.push(context.manifest, context.lists.length)
          return 1
        },
      })
    const manifest: Unit = { key: 'manifest', status: 'judged', required: true, data: { wutong: 1 } }
    const list: Unit = { key: 'l', status: 'judged', required: true, data: { id: 'l', rows: [] } }
    const input = evidence({ manifest: [manifest], lists: [list], items: items(2) })
    const [none, both] = [spy([]), spy(['manifest', 'lists'])]
    await run(
      input,
      [rule({ check: 'items/spy0@1' }), rule({ id: 'standards/b', check: 'items/spy2@1' })],
      checks(none, both),
    )
    expect(seen).toEqual([undefined, 0, { wutong: 1 }, 1])
  })

  it('folds over the stream, and doubts a field the source does not provide', async () => {
    const twice = defineFold()({
      name: 'items/twice',
      version: 1,
      unit: 'item',
      needs: { required: ['items'], optional: [] },
      messages: { twice: ['n'] },
      options: { type: 'object' },
      fields: () => ['n', 'm'],
      stateBytesPerUnit: 16,
      init: () => new Set<number>(),
      step(state, unit, _context, _options, report) {
        const { n } = unit.data as { n: number }
        if (state.has(n)) report.failure('twice', { n })
        state.add(n)
        return 1
      },
      end(state, _context, _options, report) {
        report.measure('distinct', state.size, 'items')
        return 0
      },
    })
    const input = evidence({ items: items(2, 4, 2) }, [{ kind: 'items', fields: ['n'] }])
    const { runs, findings } = await run(input, [rule({ check: 'items/twice@1' })], checks(twice))
    expect(findings.map(({ kind, messageId, locus }) => [kind, messageId, locus.unit])).toEqual([
      ['doubt', 'unmapped', ''],
      ['failure', 'twice', 'item-2'],
    ])
    expect(runs[0]).toMatchObject({
      examined: 3,
      failing: 1,
      measures: { distinct: { value: 2, unit: 'items' } },
    })
  })

  it('restricts item rules to their 事项类型', async () => {
    const units = items(1, 3)
    for (const [index, unit] of units.entries())
      Object.assign(unit.data as object, { task_type: index ? '20' : '01' })
    const { runs } = await run(evidence({ items: units }), [rule({ appliesTo: { taskTypes: ['01'] } })])
    expect(runs[0]).toMatchObject({ examined: 1, failing: 1 })
  })

  it('asks a fold nothing after the deadline: what it did not see is not what is not there', async () => {
    const asked: string[] = []
    const all = defineFold()({
      name: 'items/all',
      version: 1,
      unit: 'item',
      needs: { required: ['items'], optional: [] },
      messages: { few: [] },
      options: { type: 'object' },
      stateBytesPerUnit: 0,
      init: () => ({ seen: 0 }),
      step: state => ++state.seen && 1,
      end(_state, _context, _options, report) {
        asked.push('end')
        report.failure('few', {})
        return 0
      },
    })
    const input = evidence({ items: items(...Array.from({ length: 600 }, (_, index) => index + 2)) })
    const [run] = await judge(input, [rule({ check: 'items/all@1' })], [], checks(all), () => {}, {
      deadlineMs: 0,
    })
    expect(asked).toEqual([])
    expect(run).toMatchObject({ outcome: 'untested', untested: 'deadline' })
  })
})

describe('a fold with several passes', () => {
  const order = defineFold()<string[]>({
    name: 'channel-items/order',
    version: 1,
    unit: 'channel-item',
    passes: ['channel-item', 'item', 'channel-item'],
    needs: { required: ['items', 'channel-items'], optional: [] },
    messages: { order: ['seen'] },
    options: {},
    stateBytesPerUnit: 0,
    init: () => [],
    step(state, unit, _context, _options, _report, pass) {
      state.push(`${pass}${unit.key}`)
      return pass === 0 ? 1 : 0
    },
    end(state, _context, _options, report) {
      report.note('order', { seen: state.join(' ') })
      return 0
    },
  })
  const evidenceOf = (units: Partial<Record<EvidenceKind, Unit[]>>): EvidenceInput => ({
    target,
    asOf: '2026-11-24T00:00:00.000Z',
    records: Object.entries(units).map(([kind, here]) => ({
      kind: kind as EvidenceKind,
      status: 'present' as const,
      units: { planned: here.length, judged: here.length, missing: 0, notSampled: 0 },
    })),
    units: kind => units[kind] ?? [],
  })
  const unitOf = (key: string, status: Unit['status'] = 'judged'): Unit => ({
    key,
    status,
    required: true,
    ...(status === 'judged' ? { data: {} } : { reason: 'bad-row' as const }),
  })

  it('goes through each kind in turn and counts what is missing once', async () => {
    const found: Finding[] = []
    const units = {
      items: [unitOf('A'), unitOf('B')],
      'channel-items': [unitOf('h5:A'), unitOf('h5:row:2', 'missing')],
    }
    const [run] = await judge(
      evidenceOf(units),
      [rule({ check: 'channel-items/order@1' })],
      [],
      new Map([['channel-items/order@1', order]]),
      (_run, finding) => void found.push(finding),
    )
    expect(found.map(({ data }) => data.seen)).toEqual(['0h5:A 1A 1B 2h5:A'])
    expect(run?.examined).toBe(1)
    expect(run?.missingRequired).toBe(1)
    expect(run?.outcome).toBe('untested')
  })

  it('is not ended past the deadline: what it did not see is not what is not there', async () => {
    const found: Finding[] = []
    const many = Array.from({ length: 600 }, (_, index) => unitOf(`A${index}`))
    const [run] = await judge(
      evidenceOf({ items: many, 'channel-items': many }),
      [rule({ check: 'channel-items/order@1' })],
      [],
      new Map([['channel-items/order@1', order]]),
      (_run, finding) => void found.push(finding),
      { deadlineMs: -1 },
    )
    expect(found).toEqual([])
    expect(run?.untested).toBe('deadline')
  })
})
