import { resolve } from 'node:path'
import type { Command } from 'commander'
import { type FindingLine, readFindings, readScorecard } from '../../engine/baseline.ts'
import { diffScorecards, type ScorecardDiff } from '../../engine/diff.ts'
import { InputError } from '../../model/input-error.ts'
import type { WordTable } from '../../model/reporter.ts'
import type { Scorecard } from '../../model/scorecard.ts'
import type { Lang } from '../../model/words.ts'
import { placeOf } from '../../reporters/speech.ts'
import type { RuleLibrary } from '../../rules/load.ts'
import { fill } from '../../text/fill.ts'
import type { CliIo } from '../io.ts'

/** Lines shown of each group on a terminal; `--format json` has them all. */
const SHOWN = 20

interface DiffFlags {
  failOn?: string
  format: string
}

/** `wutong diff A B`: exit 0, or 1 with `--fail-on new` when there are new failures. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  const say = (key: string) => library.words[`cli.${key}`]?.[io.lang] ?? key
  program
    .command('diff')
    .argument('<A>')
    .argument('<B>')
    .description(say('command.diff'))
    .option('--fail-on <WHAT>', say('option.diffFailOn'))
    .option('--format <NAME>', say('option.diffFormat'), 'pretty')
    .action(async (a: string, b: string, flags: DiffFlags) => {
      if (flags.failOn !== undefined && flags.failOn !== 'new') {
        throw new InputError('usage-choice', undefined, {
          option: '--fail-on',
          value: flags.failOn,
          allowed: 'new',
        })
      }
      if (flags.format !== 'pretty' && flags.format !== 'json') {
        throw new InputError('usage-format', undefined, { name: flags.format, allowed: 'pretty json' })
      }
      const [before, after] = [resolve(io.cwd, a), resolve(io.cwd, b)]
      const [was, is] = [await readScorecard(before), await readScorecard(after)]
      const diff = diffScorecards(was, await readFindings(before, was), is, await readFindings(after, is))
      io.stdout(
        flags.format === 'json'
          ? `${JSON.stringify(diff, null, 2)}\n`
          : pretty(diff, { ...was.messages, ...is.messages }, library.words, io.lang),
      )
      if (flags.failOn === 'new' && diff.new.length > 0) io.exit(1)
    })
}

function pretty(diff: ScorecardDiff, messages: Scorecard['messages'], words: WordTable, lang: Lang): string {
  const say = (key: string, data: Record<string, string | number> = {}) =>
    fill(words[`diff.${key}`]?.[lang] ?? key, data)
  const lines = [say('title')]
  for (const side of ['before', 'after'] as const) {
    const { run, ruleset, score, verdict } = diff[side]
    lines.push(
      `  ${say(side)}  ${run}  ${ruleset}  ${say('score')} ${score ?? '-'}  ${words[`verdict.${verdict}`]?.[lang] ?? verdict}`,
    )
  }
  for (const warning of diff.warnings)
    lines.push(`! ${say(warning === 'target' ? 'warnTarget' : 'warnRuleset')}`)
  for (const [group, mark] of [
    ['new', '+'],
    ['fixed', '-'],
    ['waived', '~'],
    ['noLongerChecked', '?'],
  ] as const) {
    const findings = diff[group]
    if (findings.length === 0) continue
    lines.push(say(group, { count: findings.length }))
    for (const finding of findings.slice(0, SHOWN))
      lines.push(`  ${mark} ${finding.code} ${sentence(finding, messages, lang)}`)
    if (findings.length > SHOWN) lines.push(`  ${say('more', { count: findings.length - SHOWN })}`)
  }
  if (diff.changed.length > 0) {
    lines.push(say('changed', { count: diff.changed.length }))
    const name = (outcome: string | null) =>
      outcome === null ? say('notJudged') : (words[`outcome.${outcome}`]?.[lang] ?? outcome)
    for (const { code, before, after } of diff.changed)
      lines.push(`  ${code}  ${name(before)} -> ${name(after)}`)
  }
  if (lines.length === 3) lines.push(say('none'))
  const first = diff.new[0] ?? diff.noLongerChecked[0]
  if (first) lines.push('', say(diff.new[0] ? 'nextNew' : 'nextUnchecked', { code: first.code }))
  return `${lines.join('\n')}\n`
}

function sentence(finding: FindingLine, messages: Scorecard['messages'], lang: Lang): string {
  const template = messages[finding.rule]?.[finding.messageId]?.[lang] ?? finding.messageId
  const { column: _column, ...start } = finding.locus
  const place = placeOf(start.sheet === undefined ? start : finding.locus) || start.unit
  return `${fill(template, finding.data)}  ${place}`
}
