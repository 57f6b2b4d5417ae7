import type { Reporter } from '../../model/reporter.ts'
import type { CodeOutcome, Scorecard, ScoreLine } from '../../model/scorecard.ts'
import { gateWords, scoreWords } from '../pretty/head.ts'
import { findingRows, findingsByCause } from '../rows.ts'
import { type Speech, speechOf, unreadableWords } from '../speech.ts'
import { causesInOrder, linesShown } from '../view.ts'
import { element, xmlText } from '../xml.ts'
import { crashed, type Told, testcase } from './case.ts'

/**
 * JUnit XML: a suite for each dimension, a case for each requirement code. A code that fails is a failure at any level and
 * even if waived (`type` is must or should; whether the gate lets it through stands in the properties); a doubt is skipped, for
 * it must not read as met; a crash of ours is an error. Times are not measured and not stated. Valid against the schema by which
 * the xUnit plugin of Jenkins refuses files, which has no attribute for a file: places stand in the text.
 */
export const report: Reporter = (scorecard, options) => {
  const speech = speechOf(options)
  const told: Told = {
    scorecard,
    speech,
    causes: Map.groupBy(causesInOrder(scorecard), ({ code }) => code),
    findings: findingsByCause(findingRows(scorecard, options)),
  }
  const unread = scorecard.evidence.unreadable.map(one => {
    const { where, what, mend } = unreadableWords(one, options.words, speech)
    return [where, what, mend].filter(Boolean).join(' ')
  })
  // The format has no place for what belongs to the whole.
  const suites = linesShown(scorecard).map((line, at) => suite(line, told, at === 0 ? unread : []))
  // Jenkins' schema knows no `skipped` here; the suites state theirs.
  const { skipped: _skipped, ...counts } = countsOf(scorecard.codes, scorecard)
  const head = { name: speech.say('report.title'), ...counts }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', head, suites)}\n`
}

function suite(line: ScoreLine, told: Told, unread: readonly string[]): string {
  const { scorecard, speech } = told
  const codes = scorecard.codes.filter(({ dimension }) => dimension === line.id)
  return element(
    'testsuite',
    {
      name: `${/^U\d$/.test(line.id) ? `${line.id} ` : ''}${speech.pick(line.name)}`,
      ...countsOf(codes, scorecard),
      timestamp: scorecard.run.startedAt.slice(0, 19),
    },
    [
      properties(line, scorecard, speech),
      ...codes.map(code => testcase(code, told)),
      ...(unread.length > 0 ? [element('system-err', {}, [xmlText(unread.join('\n'))])] : []),
    ],
  )
}

function properties(line: ScoreLine, scorecard: Scorecard, speech: Speech): string {
  const { verdict, score, gate, ruleset, target, notYetAutomated } = scorecard
  const stated = {
    verdict,
    'verdict.words': speech.say(`verdict.${verdict}`),
    score: score ?? '',
    'score.words': scoreWords(scorecard, speech),
    gate: gate.passed ? 'passed' : 'failed',
    'gate.exit': gate.exit,
    'gate.words': gateWords(scorecard, speech),
    'dimension.score': line.score ?? '',
    notYetAutomated: notYetAutomated.length,
    ruleset: `${ruleset.id} ${ruleset.version}`,
    verdictDigest: scorecard.verdictDigest,
    ...(target.fictional ? { fictional: speech.say('report.fictionalMeans') } : {}),
    closing: speech.say('report.closing'),
  }
  return element(
    'properties',
    {},
    Object.entries(stated).map(([name, value]) => element('property', { name, value })),
  )
}

function countsOf(codes: readonly CodeOutcome[], scorecard: Scorecard) {
  const count = (outcome: CodeOutcome['outcome']) => codes.filter(code => code.outcome === outcome).length
  const failures = count('failed')
  const errors = codes.filter(code => crashed(code, scorecard)).length
  return {
    tests: codes.length,
    failures,
    errors,
    skipped: codes.length - count('passed') - failures - errors,
  }
}
