import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checks } from '../checks/index.generated.ts'
import { fixtureMistakes } from '../dev/exemplary-clean.ts'
import { applyFault, readFault } from '../dev/fault-patch.ts'
import { openBundle } from '../engine/bundle/reader.ts'
import type { AnyCheck } from '../model/check.ts'
import type { Scorecard } from '../model/scorecard.ts'
import { loadLibrary, type RuleLibrary } from '../rules/load.ts'
import { resolveRuleset } from '../rules/ruleset.ts'
import { runCommand } from '../testing/console.ts'
import * as check from './commands/check.ts'
import * as collect from './commands/collect.ts'
import * as diff from './commands/diff.ts'
import * as judge from './commands/judge.ts'
import type { CliIo } from './io.ts'
import { judgeAndReport, planJudging } from './judge-run.ts'

const NOW = ['--now', '2026-11-24']
let scratch: string
let library: RuleLibrary

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'wutong-acceptance-'))
  library = await loadLibrary()
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const within = (...path: string[]) => join(scratch, ...path)
const text = (...path: string[]) => readFileSync(within(...path), 'utf8')
const cardOf = (...path: string[]) => JSON.parse(text(...path)) as Scorecard

async function faulty(name: string, ...faults: string[]): Promise<void> {
  const [first = '', ...rest] = faults
  applyFault(readFault(join('fixtures/apps', first)), within(name))
  for (const fault of rest)
    applyFault(readFault(join('fixtures/apps', fault)), within(name), { onto: within(name) })
}

describe('the exemplary app', () => {
  it('scores full marks and every automated rule examined something', async () => {
    cpSync('fixtures/apps/exemplary', within('exemplary'), { recursive: true })
    const { status, out } = await runCommand(
      check.register,
      ['check', within('exemplary'), '--static', '--format', 'json', ...NOW],
      library,
    )
    const scorecard = JSON.parse(out) as Scorecard
    expect(status).toBe(0)
    expect(scorecard).toMatchObject({
      verdict: 'conformant',
      score: 100,
      coverage: { cantTell: 0, untested: 0 },
    })
    expect(fixtureMistakes({ scorecard })).toEqual([])
  })

  it('scores full marks under the upload table too, and has its lengths and types examined', async () => {
    cpSync('fixtures/apps/exemplary', within('uploaded'), { recursive: true })
    const { status, out } = await runCommand(
      check.register,
      ['check', within('uploaded'), '--static', '--ruleset', 'national-upload', '--format', 'json', ...NOW],
      library,
    )
    const scorecard = JSON.parse(out) as Scorecard
    expect(status).toBe(0)
    expect(scorecard.ruleset.id).toBe('national-upload')
    expect(fixtureMistakes({ scorecard })).toEqual([])
    const shapes = scorecard.assessments.find(({ code }) => code === 'U1-05')
    expect(shapes).toMatchObject({ outcome: 'passed', findings: [] })
    expect(shapes?.examined).toBeGreaterThan(1000)
  })
})

describe('an empty but valid manifest', () => {
  it('is undetermined, never scores, and says what to provide', async () => {
    writeFileSync(within('wutong.yaml'), 'wutong: 1\n')
    const { status, out } = await runCommand(
      check.register,
      ['check', within('wutong.yaml'), '--static', ...NOW],
      library,
    )
    expect(status).toBe(3)
    expect(out).toContain('尚不能判定')
    for (const kind of ['catalogue', 'apis', 'app']) expect(out).toContain(kind)
    const json = await runCommand(
      check.register,
      ['check', scratch, '--static', '--format', 'json', ...NOW],
      library,
    )
    const scorecard = JSON.parse(json.out) as Scorecard
    expect(scorecard).toMatchObject({ verdict: 'undetermined', score: null, gate: { exit: 3 } })
    expect(scorecard.codes.filter(code => code.outcome === 'passed' || code.outcome === 'failed')).toEqual([])
  })
})

describe('identical bytes', () => {
  const faults = [
    'implementation-code-letter',
    'anonymous-answer-missing',
    'element-missing',
    'openapi-field-misspelt',
  ]

  it('from two folders, with CRLF or LF', async () => {
    await faulty('lf', ...faults)
    cpSync(within('lf'), within('elsewhere', 'crlf'), { recursive: true })
    for (const entry of readdirSync(within('elsewhere', 'crlf'), { recursive: true, encoding: 'utf8' })) {
      if (!['.yaml', '.json', '.csv'].includes(extname(entry))) continue
      const file = within('elsewhere', 'crlf', entry)
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'))
    }
    for (const app of ['lf', join('elsewhere', 'crlf')]) {
      await runCommand(
        check.register,
        ['check', within(app), '--static', '-o', within(app, 'out'), ...NOW],
        library,
      )
    }
    for (const file of ['scorecard.json', 'findings.ndjson']) {
      expect(text('elsewhere', 'crlf', 'out', file)).toBe(text('lf', 'out', file))
    }
    expect(
      cardOf('lf', 'out', 'scorecard.json').codes.filter(code => code.outcome === 'failed'),
    ).toHaveLength(4)
  })

  it('from one bundle twice, as a folder and as a .zip, and the same as from check', async () => {
    await faulty('app', ...faults)
    await runCommand(
      check.register,
      ['check', within('app'), '--static', '-o', within('checked'), ...NOW],
      library,
    )
    await runCommand(
      collect.register,
      ['collect', within('app'), '--static', '-o', within('bundle'), '--quiet', ...NOW],
      library,
    )
    await runCommand(
      collect.register,
      ['collect', within('app'), '--static', '-o', within('bundle.zip'), '--quiet', ...NOW],
      library,
    )
    for (const [bundle, out] of [
      ['bundle', 'one'],
      ['bundle', 'two'],
      ['bundle.zip', 'zip'],
    ] as const) {
      await runCommand(
        judge.register,
        ['judge', within(bundle), '--static', '-o', within(out), '--quiet'],
        library,
      )
      expect(text(out, 'scorecard.json')).toBe(text('checked', 'scorecard.json'))
      expect(text(out, 'findings.ndjson')).toBe(text('checked', 'findings.ndjson'))
    }
  })

  it('never from evidence that was altered', async () => {
    await faulty('altered-app', 'element-missing')
    await runCommand(
      collect.register,
      ['collect', within('altered-app'), '--static', '-o', within('altered'), '--quiet'],
      library,
    )
    const units = within('altered', 'units', 'items.ndjson')
    writeFileSync(units, readFileSync(units, 'utf8').replace('公安厅', '民政厅'))
    await expect(runCommand(judge.register, ['judge', within('altered')], library)).rejects.toMatchObject({
      code: 'bundle-altered',
    })
  })
})

describe('a check that throws', () => {
  it('yields a full scorecard, its name on standard error and exit 70', async () => {
    await faulty('crash-app', 'implementation-code-letter')
    await runCommand(
      collect.register,
      ['collect', within('crash-app'), '--static', '-o', within('crash'), '--quiet', ...NOW],
      library,
    )
    const broken = new Map<string, AnyCheck>(checks)
    const victim = broken.get('items/time-limits@1') as AnyCheck
    const judgeBadly = () => {
      throw new RangeError('planted')
    }
    broken.set('items/time-limits@1', { ...victim, judge: judgeBadly } as unknown as AnyCheck)
    const said = { out: '', err: '', status: 0 }
    const io = {
      stdout: (part: string) => (said.out += part),
      stderr: (part: string) => (said.err += part),
      exit: (code: number) => (said.status = code),
      lang: 'en',
      width: 80,
      cwd: scratch,
    } as unknown as CliIo
    const ruleset = await resolveRuleset(library, 'national', broken)
    const plan = await planJudging({ only: [], skip: [], format: [], failOn: 'none' }, ruleset, io)
    const scorecard = await judgeAndReport(
      await openBundle(within('crash')),
      ruleset,
      {},
      {
        plan,
        io,
        library,
        checks: broken,
        plans: [{ name: 'json', file: undefined }],
        output: within('crash-out'),
        temporary: undefined,
      },
    )
    expect(said.status).toBe(70)
    expect(said.err).toContain('items/time-limits@1')
    expect(said.err).not.toMatch(/\n\s+at /)
    expect(scorecard.assessments).toHaveLength(ruleset.rules.length)
    expect(scorecard.crashes).toMatchObject([{ rule: 'standards/time-limits', check: 'items/time-limits@1' }])
    const of = (code: string) => scorecard.codes.find(one => one.code === code)?.outcome
    expect([of('U1-10'), of('U1-08')]).toEqual(['untested', 'failed'])
  })
})

describe('diff', () => {
  it('says what was fixed, what is new and what changed', async () => {
    await faulty('before', 'implementation-code-letter', 'element-missing')
    await faulty('after', 'element-missing', 'promise-over-limit')
    for (const app of ['before', 'after']) {
      await runCommand(
        check.register,
        ['check', within(app), '--static', '-o', within(`${app}-out`), ...NOW],
        library,
      )
    }
    const files = [within('before-out', 'scorecard.json'), within('after-out', 'scorecard.json')]
    const { out } = await runCommand(diff.register, ['diff', ...files, '--format', 'json'], library)
    const said = JSON.parse(out) as { fixed: { code: string }[]; new: { code: string }[]; changed: unknown[] }
    expect(said.fixed.map(one => one.code)).toEqual(['U1-08'])
    expect(said.new.map(one => one.code)).toEqual(['U1-10'])
    expect(said.changed).toEqual([
      { code: 'U1-08', before: 'failed', after: 'passed' },
      { code: 'U1-10', before: 'passed', after: 'failed' },
    ])
    expect((await runCommand(diff.register, ['diff', ...files, '--fail-on', 'new'], library)).status).toBe(1)
    expect(
      (await runCommand(diff.register, ['diff', files[0] as string, files[0] as string], library)).status,
    ).toBe(0)
  })
})

describe('a catalogue that was not read whole', () => {
  it('is not failed for what may stand in the rows that were lost', async () => {
    for (const [name, code] of [
      ['list-coverage-low', 'U2-02'],
      ['full-online-rate-low', 'U2-14'],
      ['zero-visit-rate-low', 'U2-14'],
    ] as const) {
      await faulty(name, name)
      const outcome = async () => {
        await runCommand(
          check.register,
          ['check', within(name), '--static', '-o', within(`${name}-out`), ...NOW],
          library,
        )
        return cardOf(`${name}-out`, 'scorecard.json').assessments.find(one => one.code === code)
      }
      expect(await outcome()).toMatchObject({ outcome: 'failed' })
      const file = within(name, 'data', 'items.csv')
      writeFileSync(file, `${readFileSync(file, 'utf8')}one cell too few\n`)
      expect(await outcome()).toMatchObject({ outcome: 'untested', untestedBecause: 'incomplete' })
    }
  })
})
