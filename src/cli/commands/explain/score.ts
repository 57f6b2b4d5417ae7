import { readdirSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { readScorecard } from '../../../engine/baseline.ts'
import { InputError } from '../../../model/input-error.ts'
import type { CodeOutcome, Scorecard } from '../../../model/scorecard.ts'
import type { RuleLibrary } from '../../../rules/load.ts'
import { columns } from '../../columns.ts'
import type { CliIo } from '../../io.ts'
import { explainMend } from './mend.ts'
import { Page } from './page.ts'

/** Codes and causes listed; the scorecard has them all. */
const SHOWN = 15

/**
 * Prints how a score is made and, given a scorecard (else that of the latest run below the current folder), how that one
 * came about and what costs most, or with codes to mend what it would say then. @throws InputError `scorecard-missing`, `scorecard-malformed`.
 */
export async function explainScore(
  path: string | undefined,
  mend: readonly string[],
  io: CliIo,
  library: RuleLibrary,
): Promise<void> {
  const page = new Page(io, library)
  if (mend.length === 0) formula(page, library)
  const file = path === undefined ? latestRun(io.cwd) : resolve(io.cwd, path)
  if (file === undefined) {
    if (mend.length > 0) throw new InputError('usage-mend-scorecard', undefined, {})
    page.blank()
    page.line('', page.say('noScorecard'))
  } else if (mend.length > 0) explainMend(page, await readScorecard(file), mend, library, io)
  else account(page, await readScorecard(file), shown(file, io.cwd), library, io)
  page.print()
}

function formula(page: Page, library: RuleLibrary): void {
  const { version, weights, failedShare, leastJudgedShare, vetoes } = library.scoring
  page.title(page.say('scoreTitle', { version }))
  page.line(page.say('formula'), page.say('formulaText'))
  page.line(page.say('weights'), page.say('weightsText', weights))
  page.line(page.say('credit'), page.say('creditText', { share: failedShare }))
  page.line(page.say('range'), page.say('rangeText'))
  page.line(page.say('threshold'), page.say('thresholdText', { share: percent(leastJudgedShare) }))
  page.line(page.say('outside'), page.say('outsideText'))
  if (vetoes.length > 0) page.line(page.say('vetoes'), page.say('vetoesText', { codes: vetoes.join(' ') }))
  page.line('', page.say('ours'))
}

function account(page: Page, scorecard: Scorecard, file: string, library: RuleLibrary, io: CliIo): void {
  const { score, range, codes, coverage, ruleset } = scorecard
  const { weights } = library.scoring
  const counted = codes.filter(code => !code.declared && code.outcome !== 'inapplicable')
  const weightOf = (code: CodeOutcome) => weights[code.level]
  const judged = counted.filter(code => code.credit !== null)
  const sum = (list: readonly CodeOutcome[], of: (code: CodeOutcome) => number) =>
    list.reduce((total, code) => total + of(code), 0)
  const facts = {
    score: score ?? '-',
    low: range?.low ?? '-',
    high: range?.high ?? '-',
    earned: rounded(sum(judged, code => weightOf(code) * (code.credit ?? 0))),
    judged: sum(judged, weightOf),
    open: sum(counted, weightOf) - sum(judged, weightOf),
    total: sum(counted, weightOf),
    codes: coverage.judged,
  }
  page.blank()
  page.title(page.say('thisTitle', { file, ruleset: `${ruleset.id} ${ruleset.version}` }))
  if (ruleset.scoring !== library.scoring.version) {
    page.line('', page.say('otherScoring', { theirs: ruleset.scoring, ours: library.scoring.version }))
  }
  page.line(page.say('score'), page.say(score === null ? 'scoreNone' : 'scoreText', facts))
  if (range) page.line(page.say('range'), page.say('rangeHere', facts))
  losses(page, judged, facts.judged, weightOf, scorecard, io)
  causes(page, judged, weightOf, scorecard, io)
}

function losses(
  page: Page,
  judged: readonly CodeOutcome[],
  whole: number,
  weightOf: (code: CodeOutcome) => number,
  scorecard: Scorecard,
  io: CliIo,
): void {
  const losing = judged
    .map(code => ({ code, lost: (weightOf(code) * (1 - (code.credit ?? 0)) * 100) / whole }))
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost || (a.code.code < b.code.code ? -1 : 1))
  if (losing.length === 0) {
    page.line(page.say('losses'), page.say('noLosses'))
    return
  }
  page.line(page.say('losses'), page.say('lossesText'))
  const rows = losing
    .slice(0, SHOWN)
    .map(({ code, lost }) => [
      `  -${rounded(lost)}`,
      code.code,
      page.say('weightCredit', { weight: weightOf(code), credit: rounded(code.credit ?? 0) }),
      page.word(`owner.${code.fixOwner}`, code.fixOwner),
      scorecard.words.codes[code.code]?.[io.lang] ?? '',
    ])
  for (const line of columns(rows).trimEnd().split('\n')) page.raw(line)
  if (losing.length > SHOWN) page.line('', page.say('more', { count: losing.length - SHOWN }))
}

/** Causes of the codes that cost most first: what to mend for the most points. */
function causes(
  page: Page,
  judged: readonly CodeOutcome[],
  weightOf: (code: CodeOutcome) => number,
  scorecard: Scorecard,
  io: CliIo,
): void {
  const lost = new Map(judged.map(code => [code.code, weightOf(code) * (1 - (code.credit ?? 0))]))
  const listed = scorecard.causes
    .filter(({ kind, code }) => kind === 'failure' && (lost.get(code) ?? 0) > 0)
    .sort((a, b) => (lost.get(b.code) ?? 0) - (lost.get(a.code) ?? 0) || b.total - a.total)
  if (listed.length === 0) return
  page.line(page.say('causes'), page.say('causesText'))
  for (const { code, rule, total, example } of listed.slice(0, SHOWN)) {
    const words = scorecard.messages[rule]?.[example.messageId]?.[io.lang] ?? example.messageId
    page.line('', `${code} ${page.say('places', { count: total })}  ${page.filled(words, example.data)}`)
  }
  if (listed.length > SHOWN) page.line('', page.say('more', { count: listed.length - SHOWN }))
}

/** The newest scorecard under `.wutong/runs` of the current folder. */
function latestRun(cwd: string): string | undefined {
  const runs = join(cwd, '.wutong', 'runs')
  if (!statSync(runs, { throwIfNoEntry: false })?.isDirectory()) return undefined
  return readdirSync(runs)
    .map(name => join(runs, name, 'scorecard.json'))
    .map(path => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -1 }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at)[0]?.path
}

function shown(file: string, cwd: string): string {
  const short = relative(cwd, file)
  return (short.startsWith('..') ? file : short).split(sep).join('/')
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
