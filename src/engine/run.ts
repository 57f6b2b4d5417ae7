import { join } from 'node:path'
import { Confirmations } from '../derive/confirmations.ts'
import type { Statement } from '../model/attestation.ts'
import type { AnyCheck } from '../model/check.ts'
import type { Manifest } from '../model/manifest.ts'
import type { ResolvedRuleset, Rule } from '../model/rule.ts'
import type { Finding, Scorecard } from '../model/scorecard.ts'
import type { BundleReader } from './bundle/reader.ts'
import { Causes, compare } from './causes.ts'
import { FindingsFile } from './findings-file.ts'
import { makeFolder } from './folder.ts'
import { judge } from './judge.ts'
import type { JudgeBundleOptions } from './judge-options.ts'
import { resolvePositions } from './positions.ts'
import type { RuleRun } from './rule-run.ts'
import { assemble } from './scorecard.ts'
import { strayStatements } from './stray-statements.ts'
import { Waivers } from './waivers.ts'

/** Findings of one assessment that stand in the scorecard itself. */
const FINDINGS_SHOWN = 200

/** Judges a bundle by a ruleset: the scorecard, with `findings.ndjson` written beside. Needs no network. */
export async function judgeBundle(
  reader: BundleReader,
  ruleset: ResolvedRuleset,
  checks: ReadonlyMap<string, AnyCheck>,
  options: JudgeBundleOptions,
): Promise<Scorecard> {
  const { head } = reader
  const manifest = await manifestOf(reader)
  const waivers = new Waivers(manifest?.waivers ?? [], head.asOf)
  const causes = new Causes()
  const shown = new Map<RuleRun, Finding[]>()
  const unwaived = new Map<RuleRun, number>()
  const fresh = new Set<string>()
  const confirmations = await confirmationsOf(reader)
  const vetoes = new Set<string>()
  await makeFolder(options.output)
  const file = new FindingsFile(join(options.output, 'findings.ndjson'))

  const onFinding = (run: RuleRun, finding: Finding): void => {
    const { code, id: rule } = run.rule
    if (finding.kind === 'failure') {
      const waiver = waivers.accept(code, finding)
      if (waiver !== undefined) finding.waived = waiver
      else unwaived.set(run, (unwaived.get(run) ?? 0) + 1)
      if (options.baseline?.knows(finding)) finding.known = true
      if (waiver === undefined && !finding.known) fresh.add(code)
    }
    if (
      finding.kind !== 'note' &&
      ruleset.scoring.vetoes.includes(code) &&
      confirmations.holds(code, finding)
    )
      vetoes.add(code)
    file.add({ code, rule, ...finding })
    causes.add(run, finding)
    const list = shown.get(run)
    if (!list) shown.set(run, [finding])
    else if (list.length < FINDINGS_SHOWN) list.push(finding)
  }

  const runs = await judge(
    { target: head.target, asOf: head.asOf, records: head.records, units: kind => reader.units(kind) },
    selectRules(ruleset.rules, options),
    ruleset.expects,
    checks,
    onFinding,
    options.deadlineMs === undefined ? {} : { deadlineMs: options.deadlineMs },
  )
  const findingsSha256 = file.close()
  const listed = causes.list()
  await resolvePositions(reader, [...[...shown.values()].flat(), ...listed.map(cause => cause.example)])

  return assemble({
    reader,
    manifest,
    ruleset,
    runs: runs.toSorted((a, b) => compare(a.rule.code, b.rule.code) || compare(a.rule.id, b.rule.id)),
    shown,
    unwaived,
    fresh,
    causes: listed,
    waivers,
    vetoes: [...vetoes].sort(),
    findingsSha256,
    options,
    missing: await missingUnits(reader, ruleset, options.scope.includes('attested')),
  })
}

/** In scope, in the selection, and never the rules that compare apps. */
function selectRules(rules: readonly Rule[], options: JudgeBundleOptions): Rule[] {
  return rules.filter(
    rule =>
      rule.part !== 'cohort' &&
      options.scope.includes(rule.part) &&
      (!options.only || options.only.codes.has(rule.code)) &&
      !options.skip?.codes.has(rule.code),
  )
}

async function manifestOf(reader: BundleReader): Promise<Manifest | undefined> {
  let found: Manifest | undefined
  // To the end: only then has the stream been held against its hash.
  for await (const unit of reader.units('manifest')) {
    if (unit.status === 'judged') found ??= unit.data as Manifest
  }
  return found
}

/** What people said of single findings, whatever the scope: it makes nothing but a list of its own. */
async function confirmationsOf(reader: BundleReader): Promise<Confirmations> {
  const said: Statement[] = []
  for await (const { status, data } of reader.units('attestations')) {
    if (status === 'judged' && (data as Statement).finding !== undefined) said.push(data as Statement)
  }
  return new Confirmations(said, reader.head.asOf)
}

async function missingUnits(
  reader: BundleReader,
  ruleset: ResolvedRuleset,
  attested: boolean,
): Promise<Scorecard['evidence']['unreadable']> {
  const found = attested ? (await strayStatements(reader, ruleset)).slice(0, FINDINGS_SHOWN) : []
  for (const record of reader.head.records) {
    // Out of scope, a broken file of statements is nobody's trouble.
    if (record.units.missing === 0 || (record.kind === 'attestations' && !attested)) continue
    for await (const unit of reader.units(record.kind)) {
      if (unit.status !== 'missing') continue
      found.push({
        kind: record.kind,
        reason: unit.reason ?? 'file-unreadable',
        unit: unit.key,
        code: unit.detail?.code ?? unit.reason ?? 'file-unreadable',
        ...(unit.at ? { place: unit.at } : {}),
        data: unit.detail?.data ?? {},
      })
      if (found.length >= FINDINGS_SHOWN) return found
    }
  }
  return found
}
