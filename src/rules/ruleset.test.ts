import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checks } from '../checks/index.generated.ts'
import { InputError, InputErrorList } from '../model/input-error.ts'
import type { Override } from '../model/rule.ts'
import { sampleChecks, sampleLibrary, sampleRule } from '../testing/sample-rules.ts'
import { loadLibrary, type RuleLibrary } from './load.ts'
import { resolveRuleset } from './ruleset.ts'

const folder = mkdtempSync(join(tmpdir(), 'wutong-ruleset-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const override = (change: Partial<Override> = {}): Override => ({
  rule: 'standards/sample',
  options: { limit: 1 },
  loosens: false,
  reason: { zh: '本地做法', en: 'local practice' },
  source: 'std',
  ...change,
})

async function errorsOf(promise: Promise<unknown>): Promise<readonly InputError[]> {
  try {
    await promise
    return []
  } catch (error) {
    if (error instanceof InputErrorList) return error.errors
    if (error instanceof InputError) return [error]
    throw error
  }
}

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return name
}

describe('a ruleset', () => {
  it('takes all stable rules when it names none, a glob takes stable ones, an id takes its rule', async () => {
    const ids = async (rules: string[] | undefined) =>
      (
        await resolveRuleset(sampleLibrary(rules ? { ruleset: { rules } } : {}), 'national', sampleChecks)
      ).rules.map(rule => rule.id)
    expect(await ids(undefined)).toEqual(['standards/sample'])
    expect(await ids(['standards/*'])).toEqual(['standards/sample'])
    expect(await ids(['standards/trial', '**'])).toEqual(['standards/sample', 'standards/trial'])
  })

  it('refuses a glob that matches nothing, and the glob that would leave rules out unseen', async () => {
    for (const pattern of ['standads/sample', '!standards/sample', '__proto__']) {
      const [error] = await errorsOf(
        resolveRuleset(sampleLibrary({ ruleset: { rules: [pattern] } }), 'national', sampleChecks),
      )
      expect(error?.code).toBe('ruleset-no-rule')
    }
  })

  it('names the nearest for one that does not exist', async () => {
    const [error] = await errorsOf(resolveRuleset(sampleLibrary(), 'nationl', sampleChecks))
    expect(error).toMatchObject({ code: 'ruleset-unknown', data: { name: 'nationl', nearest: 'national' } })
    expect((await errorsOf(resolveRuleset(sampleLibrary(), '__proto__', sampleChecks)))[0]?.code).toBe(
      'ruleset-unknown',
    )
  })

  it('refuses to work while a rule file is unusable', async () => {
    const faults = [new InputError('rules-yaml', { file: 'scoring.yaml', line: 3 })]
    expect(await errorsOf(resolveRuleset(sampleLibrary({ faults }), 'national', sampleChecks))).toEqual(
      faults,
    )
  })

  it('refuses a rule whose check does not exist in that version', async () => {
    const library = sampleLibrary({ rules: [sampleRule({ check: 'items/sample@2' })] })
    expect((await errorsOf(resolveRuleset(library, 'national', sampleChecks)))[0]).toMatchObject({
      code: 'ruleset-check',
    })
  })
})

describe('rules parsed just now', () => {
  it('are held against the options their check takes', async () => {
    const rules = [sampleRule({ options: { field: 3 } })]
    const [error] = await errorsOf(
      resolveRuleset(sampleLibrary({ rules, parsed: ['standards/sample.yaml'] }), 'national', sampleChecks),
    )
    expect(error).toMatchObject({ code: 'rules-shape', data: { at: 'options.field' } })
  })
})

describe('overrides', () => {
  const resolve = (overrides: Override[]) =>
    resolveRuleset(sampleLibrary({ ruleset: { overrides } }), 'national', sampleChecks)

  it('replace options key by key and keep the rest', async () => {
    const { rules, overrides } = await resolve([override()])
    expect(rules[0]?.options).toEqual({ field: 'task_name', limit: 1 })
    expect(overrides).toHaveLength(1)
  })

  it('may lower a level only when they say that they loosen', async () => {
    const lowered = override({ options: {}, level: 'recommended' })
    expect((await errorsOf(resolve([lowered])))[0]?.code).toBe('ruleset-override')
    expect((await resolve([{ ...lowered, loosens: true }])).rules[0]?.level).toBe('recommended')
  })

  it('must name a rule and a source that exist, and options the check takes', async () => {
    const codes = async (one: Override) => (await errorsOf(resolve([one]))).map(error => error.code)
    expect(await codes(override({ rule: 'standards/sampel' }))).toEqual(['ruleset-no-rule'])
    expect(await codes(override({ source: 'toString' }))).toEqual(['ruleset-source'])
    expect(await codes(override({ options: { limit: -1, colour: 'red' } }))).toEqual([
      'rules-shape',
      'rules-shape',
    ])
  })

  it('leave the library as it was', async () => {
    const library = sampleLibrary({ ruleset: { overrides: [override()] } })
    await resolveRuleset(library, 'national', sampleChecks)
    expect(library.rules[0]?.options).toEqual({ field: 'task_name', limit: 3 })
  })
})

describe('a ruleset file', () => {
  const head = 'id: own\nversion: 1.0.0\ntitle: { zh: 自定, en: own }\n'

  it('extends by name, adds to what it extends, and its overrides come last', async () => {
    const library = sampleLibrary({ ruleset: { overrides: [override()], expects: [{ kind: 'manifest' }] } })
    const file = write(
      'own.yaml',
      `${head}extends: national\nexpects: [{ kind: items }]\noverrides:\n  - { rule: standards/sample, options: { limit: 2 }, loosens: false, source: std, reason: { zh: 理由, en: reason } }\n`,
    )
    const own = await resolveRuleset(library, file, sampleChecks, folder)
    expect(own).toMatchObject({
      id: 'own',
      version: '1.0.0',
      expects: [{ kind: 'manifest' }, { kind: 'items' }],
    })
    expect(own.rules[0]?.options.limit).toBe(2)
    expect(own.overrides).toHaveLength(2)
  })

  it.each([
    ['an unknown key', `${head}rulez: ['**']\n`, 'rules-shape', 4],
    ['a wrong type', 'id: own\nversion: 1\ntitle: { zh: 自定, en: own }\n', 'rules-shape', 2],
    ['an unknown parent', `${head}extends: nationa\n`, 'ruleset-unknown', 4],
    ['an unknown rule', `${head}rules:\n  - '**'\n  - standards/sampel\n`, 'ruleset-no-rule', 6],
    [
      'a source that is not known',
      `${head}overrides:\n  - rule: standards/sample\n    loosens: false\n    source: sdt\n    level: mandatory\n    reason: { zh: 理由, en: reason }\n`,
      'ruleset-source',
      7,
    ],
    [
      'an override without a reason',
      `${head}overrides:\n  - rule: standards/sample\n    loosens: true\n    source: std\n`,
      'rules-shape',
      5,
    ],
    ['a duplicate key', `${head}id: again\n`, 'rules-yaml', 4],
  ])('is refused for %s, at its line', async (_what, text, code, line) => {
    const [error] = await errorsOf(
      resolveRuleset(sampleLibrary(), write('bad.yaml', text), sampleChecks, folder),
    )
    expect([error?.code, error?.place?.file, error?.place?.line]).toEqual([code, 'bad.yaml', line])
  })

  it('is refused when it is missing, a folder, too large, or loops', async () => {
    mkdirSync(join(folder, 'folder.yaml'), { recursive: true })
    write('large.yaml', `${head}# ${'x'.repeat(1 << 20)}\n`)
    write('a.yaml', `${head}extends: b.yaml\n`)
    write('b.yaml', `${head}extends: a.yaml\n`)
    const code = async (name: string) =>
      (await errorsOf(resolveRuleset(sampleLibrary(), name, sampleChecks, folder)))[0]?.code
    expect(await code('none.yaml')).toBe('rules-file-missing')
    expect(await code('folder.yaml')).toBe('rules-file-missing')
    expect(await code('large.yaml')).toBe('rules-file-size')
    expect(await code('a.yaml')).toBe('ruleset-cycle')
  })

  it('may be confined to a folder', async () => {
    mkdirSync(join(folder, 'app'), { recursive: true })
    write('outside.yaml', head)
    const app = join(folder, 'app')
    symlinkSync(join(folder, 'outside.yaml'), join(app, 'link.yaml'))
    for (const name of ['../outside.yaml', 'link.yaml', join(folder, 'outside.yaml'), '../none.yaml']) {
      const [error] = await errorsOf(resolveRuleset(sampleLibrary(), name, sampleChecks, app, app))
      expect(error?.code).toBe('ruleset-outside')
    }
    writeFileSync(join(app, 'inside.yaml'), head)
    expect((await resolveRuleset(sampleLibrary(), 'inside.yaml', sampleChecks, app, app)).id).toBe('own')
  })
})

describe('the hash of a ruleset', () => {
  const hashes = async (library: RuleLibrary) => {
    const { sha256, wordsSha256 } = await resolveRuleset(library, 'national', sampleChecks)
    return { sha256, wordsSha256 }
  }
  const rule = (change: Parameters<typeof sampleRule>[0]) => sampleLibrary({ rules: [sampleRule(change)] })

  it('is the same for the same data in another order', async () => {
    const turned = Object.fromEntries(Object.entries(sampleRule()).reverse()) as unknown as ReturnType<
      typeof sampleRule
    >
    expect(await hashes(sampleLibrary({ rules: [turned] }))).toEqual(await hashes(rule({})))
  })

  it('changes with what can change a judgement, and not with words', async () => {
    const plain = await hashes(rule({}))
    const worded = await hashes(rule({ title: { zh: '另一标题', en: 'other' } }))
    expect(worded.sha256).toBe(plain.sha256)
    expect(worded.wordsSha256).not.toBe(plain.wordsSha256)
    for (const change of [
      { options: { field: 'x' } },
      { level: 'recommended' as const },
      { appliesTo: { effectiveFrom: '2027-01-01' } },
      { check: 'items/sample@2' },
    ]) {
      const checks = new Map([
        ...sampleChecks,
        ['items/sample@2', sampleChecks.get('items/sample@1')],
      ]) as typeof sampleChecks
      expect((await resolveRuleset(rule(change), 'national', checks)).sha256).not.toBe(plain.sha256)
    }
    const form = { procedure: [], evidence: [], facts: [], validMonths: 12 }
    const step = (zh: string) => ({ attestation: { ...form, procedure: [{ zh, en: 'look' }] } })
    const asked = await hashes(rule(step('查看')))
    expect((await hashes(rule(step('看')))).sha256).toBe(asked.sha256)
    expect((await hashes(rule(step('看')))).wordsSha256).not.toBe(asked.wordsSha256)
    expect((await hashes(rule({ attestation: { ...form, validMonths: 6 } }))).sha256).not.toBe(asked.sha256)
    const scoring = { ...sampleLibrary().scoring, failedShare: 0.4 }
    expect((await hashes(sampleLibrary({ rules: [sampleRule()], scoring }))).sha256).not.toBe(plain.sha256)
    const lists = [{ id: 'l', version: '2', date: '2026-01-01', inForceSince: '2026-01-01', graceDays: 1 }]
    expect((await hashes(sampleLibrary({ rules: [sampleRule()], ruleset: { lists } }))).sha256).not.toBe(
      plain.sha256,
    )
  })
})

// X-GOV-05, a duty on this kit: packs are identified and dated, their documents named, drafts flagged.
describe('the shipped rulesets', async () => {
  const library = await loadLibrary()

  it.each(Object.keys(library.rulesets))(
    '%s resolves, has a dated version, and every rule names its documents',
    async id => {
      const ruleset = await resolveRuleset(library, id, checks)
      expect(ruleset.version).toMatch(/^20\d\d\.\d{1,2}\.\d+$/)
      expect(ruleset.sha256).toMatch(/^[0-9a-f]{64}$/)
      for (const { clauses } of ruleset.rules) {
        expect(clauses.length).toBeGreaterThan(0)
        for (const clause of clauses) {
          const source = ruleset.sources[ruleset.clauses[clause]?.source ?? '']
          expect(source?.asOf).toMatch(/^\d{4}-\d\d-\d\d$/)
        }
      }
    },
  )

  it('flag drafts as such, never as texts in force', () => {
    const drafts = Object.values(library.sources).filter(({ title }) => /征求意见稿|草案/.test(title.zh))
    expect(drafts.length).toBeGreaterThan(0)
    for (const { status } of drafts) expect(status).toBe('draft')
  })

  it('zj differs from national by a printed override and records its conflict', async () => {
    const zj = await resolveRuleset(library, 'provinces/zj', checks)
    const national = await resolveRuleset(library, 'national', checks)
    expect(zj.sha256).not.toBe(national.sha256)
    expect(zj.overrides.map(({ loosens }) => loosens)).toEqual([false])
    expect(zj.conflicts.map(({ holder }) => holder)).toEqual(['host'])
  })
})
