import type { Scorecard } from '../../../model/scorecard.ts'
import { gateWords } from '../../../reporters/pretty/head.ts'
import { speechOf } from '../../../reporters/speech.ts'
import type { RuleLibrary } from '../../../rules/load.ts'
import { gainOf, whatIf } from '../../../scoring/what-if.ts'
import { columns } from '../../columns.ts'
import type { CliIo } from '../../io.ts'
import { codesNamed } from '../../options.ts'
import type { Page } from './page.ts'

/**
 * Prints what a scorecard would say were some of its codes met.
 * @param patterns codes or globs @throws InputError `usage-code` for one that names no code of the scorecard
 */
export function explainMend(
  page: Page,
  scorecard: Scorecard,
  patterns: readonly string[],
  library: RuleLibrary,
  io: CliIo,
): void {
  const names = codesNamed(
    patterns,
    scorecard.codes.map(({ code }) => code),
  )
  const open = scorecard.codes.filter(
    ({ code, outcome }) => names.has(code) && outcome !== 'passed' && outcome !== 'inapplicable',
  )
  page.title(page.say('mendTitle', { codes: open.map(({ code }) => code).join(' ') || '-' }))
  if (open.length === 0) {
    page.line('', page.say('mendNothing'))
    return
  }
  const then = whatIf(scorecard, names, library.scoring)
  const range = (of: Scorecard['range']) => (of === null ? '-' : `${of.low} - ${of.high}`)
  const verdict = (of: Scorecard['verdict']) => page.word(`verdict.${of}`, of)
  page.line(page.say('score'), `${scorecard.score ?? '-'} -> ${then.score ?? '-'}`)
  page.line(page.say('range'), `${range(scorecard.range)} -> ${range(then.range)}`)
  page.line(page.say('verdict'), `${verdict(scorecard.verdict)} -> ${verdict(then.verdict)}`)
  const speech = speechOf({ lang: io.lang, words: library.words })
  page.line(
    page.say('gate'),
    page.say('gateThen', { gate: gateWords({ ...scorecard, gate: then.gate }, speech) }),
  )
  page.line(page.say('gains'), page.say('gainsText'))
  const rows = open
    .map(code => ({ ...code, gain: gainOf(code, scorecard.codes, library.scoring) }))
    .sort((a, b) => (b.gain ?? 0) - (a.gain ?? 0) || (a.code < b.code ? -1 : 1))
    .map(({ code, gain, outcome, fixOwner }) => [
      `  ${gain ? `+${gain}` : ''}`,
      code,
      page.word(`outcome.${outcome}`, outcome),
      page.word(`owner.${fixOwner}`, fixOwner),
      scorecard.words.codes[code]?.[io.lang] ?? '',
    ])
  for (const line of columns(rows).trimEnd().split('\n')) page.raw(line)
}
