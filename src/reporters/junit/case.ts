import type { CodeOutcome, Finding, Scorecard } from '../../model/scorecard.ts'
import { causeHead, causeLines } from '../cause-lines.ts'
import { keyOf } from '../rows.ts'
import { marked, type Speech } from '../speech.ts'
import type { CauseView } from '../view.ts'
import { element, xmlText } from '../xml.ts'

/** Places listed of one cause. */
const PLACES = 20

/** What the cases are told from. */
export interface Told {
  scorecard: Scorecard
  speech: Speech
  /** By code, heaviest first. */
  causes: Map<string, CauseView[]>
  /** By `keyOf` of their cause. */
  findings: Map<string, Finding[]>
}

/** The case of one requirement code; its class is the rule that gives the outcome. */
export function testcase(code: CodeOutcome, told: Told): string {
  const { scorecard, speech } = told
  const causes = told.causes.get(code.code) ?? []
  const failures = causes.filter(({ kind }) => kind === 'failure')
  const doubts = causes.filter(({ kind }) => kind === 'doubt')
  const title = speech.pick(scorecard.words.codes[code.code])
  return element(
    'testcase',
    {
      name: [code.code, title].filter(Boolean).join(' '),
      classname: leadOf(code, scorecard)?.rule ?? code.code,
    },
    [
      outcomeOf(code, failures, doubts, told),
      ...(doubts.length > 0 ? [element('system-out', {}, [textOf(doubts, told)])] : []),
    ],
  )
}

function outcomeOf(
  code: CodeOutcome,
  failures: readonly CauseView[],
  doubts: readonly CauseView[],
  told: Told,
): string {
  const { scorecard, speech } = told
  const said = (reason: string) =>
    [speech.say(`outcome.${code.outcome}`), reason].filter(Boolean).join(speech.lang === 'zh' ? ':' : ': ')
  const head = ([first]: readonly CauseView[]) =>
    said(first ? marked(first.marks, causeHead(first, scorecard, speech), speech) : '')
  const lead = leadOf(code, scorecard)
  switch (code.outcome) {
    case 'passed':
      return ''
    case 'failed':
      return element(
        'failure',
        { type: code.level === 'mandatory' ? 'must' : 'should', message: head(failures) },
        [textOf(failures, told)],
      )
    case 'cantTell':
      return element('skipped', { message: head(doubts) })
    case 'untested': {
      const because = lead?.untestedBecause ?? 'not-collected'
      const message = said(speech.say(`untested.${because}`))
      return crashed(code, scorecard)
        ? element('error', { type: because, message })
        : element('skipped', { message })
    }
    case 'inapplicable': {
      const because = lead?.inapplicableBecause ?? 'nothing-examined'
      return element('skipped', { message: said(speech.say(`inapplicable.${because}`)) })
    }
  }
}

function textOf(causes: readonly CauseView[], { findings, scorecard, speech }: Told): string {
  const texts = causes.map(cause => {
    const [head = '', ...lines] = causeLines(
      cause,
      findings.get(keyOf(cause)) ?? [],
      scorecard,
      speech,
      PLACES,
    )
    return [marked(cause.marks, head, speech), ...lines].join('\n')
  })
  return xmlText(texts.join('\n\n'))
}

/** Not judged through a defect of ours. */
export function crashed(code: CodeOutcome, scorecard: Scorecard): boolean {
  return code.outcome === 'untested' && leadOf(code, scorecard)?.untestedBecause === 'check-crashed'
}

/** The assessment that gives a code its outcome. */
function leadOf({ code, outcome }: CodeOutcome, { assessments }: Scorecard) {
  const own = assessments.filter(assessment => assessment.code === code)
  return own.find(assessment => assessment.outcome === outcome) ?? own[0]
}
