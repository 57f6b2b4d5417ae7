import type { Reporter } from '../model/reporter.ts'
import type { Assessment, Scorecard } from '../model/scorecard.ts'
import { visible } from '../text/fill.ts'
import { type FindingRow, findingRows } from './rows.ts'
import { markWords, ownerWords, type Speech, sentence, speechOf } from './speech.ts'
import { marksOf } from './view.ts'

/** Spreadsheet programs take UTF-8 for a local encoding without it. */
const BYTE_ORDER_MARK = '\uFEFF'
/** What spreadsheet programs take for a formula; some take the full-width forms too. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/** Text that they take for a number and so cut or round: leading zeros, more than 15 digits, an exponent. */
const NUMBER_TO_THEM = /^(?:0\d+|\d{16,}|\d+[Ee]\d+)$/

type Cell = string | number | undefined

/**
 * One row a finding, notes too, under a head in the report's language, then one (without fingerprint) for each rule with
 * findings not listed here or that could not be judged, so that little evidence does not look like few faults. RFC 4180 with every cell quoted.
 */
export const report: Reporter = (scorecard, options) => {
  const speech = speechOf(options)
  const findings = findingRows(scorecard, options)
  const listed = Map.groupBy(findings, ({ assessment }) => assessment)
  const rows = [
    ...findings.map(row => cellsOf(row, scorecard, speech)),
    ...scorecard.assessments.flatMap(assessment => {
      const more = assessment.findingsTotal - (listed.get(assessment)?.length ?? 0)
      return more > 0 ? [inOrder(unlisted(assessment, more, speech))] : []
    }),
    ...scorecard.assessments
      .filter(({ outcome }) => outcome === 'untested')
      .map(assessment => inOrder(unjudged(assessment, speech))),
  ]
  const names = Object.keys(COLUMNS).map(id => speech.say(COLUMNS[id as keyof typeof COLUMNS]))
  return `${BYTE_ORDER_MARK}${[names, ...rows].map(line).join('')}`
}

/** Columns in order, with the words for their heads. */
const COLUMNS = {
  code: 'report.column.code',
  level: 'report.column.level',
  outcome: 'report.column.outcome',
  kind: 'report.column.findingKind',
  message: 'report.column.what',
  unit: 'report.column.unit',
  file: 'report.column.file',
  line: 'report.column.line',
  column: 'report.column.column',
  pointer: 'report.column.pointer',
  owner: 'report.column.owner',
  marks: 'report.column.marks',
  mend: 'report.column.mend',
  fingerprint: 'report.column.fingerprint',
  cause: 'report.column.cause',
  waived: 'report.column.waived',
  known: 'report.column.known',
  sheet: 'report.column.sheet',
} as const

type Row = Partial<Record<keyof typeof COLUMNS, Cell>>

function cellsOf({ finding, assessment }: FindingRow, scorecard: Scorecard, speech: Speech): Cell[] {
  const { locus, kind } = finding
  return inOrder({
    ...ruleCells(assessment, speech),
    kind: speech.say(`findingKind.${kind}`),
    message: sentence(scorecard, assessment.rule, finding, speech),
    unit: locus.unit,
    file: locus.file,
    sheet: locus.sheet,
    line: locus.line,
    column: locus.column,
    pointer: locus.pointer,
    mend: kind === 'failure' ? speech.pick(scorecard.words.rules[assessment.rule]?.remediation) : '',
    fingerprint: finding.fingerprint,
    cause: finding.cause,
    waived: finding.waived === undefined ? '' : speech.say('report.yes'),
    known: finding.known ? speech.say('report.yes') : '',
  })
}

function unjudged(assessment: Assessment, speech: Speech): Row {
  const because = assessment.untestedBecause ?? 'not-collected'
  return {
    ...ruleCells(assessment, speech),
    kind: speech.say('outcome.untested'),
    message: speech.say(`untested.${because}`),
  }
}

/** Where the caller has no full list. */
function unlisted(assessment: Assessment, count: number, speech: Speech): Row {
  return { ...ruleCells(assessment, speech), message: speech.say('sheet.continued', { count }) }
}

function ruleCells(assessment: Assessment, speech: Speech): Row {
  return {
    code: assessment.code,
    level: speech.say(`level.${assessment.level}`),
    outcome: speech.say(`outcome.${assessment.outcome}`),
    owner: ownerWords(assessment.fixOwner, speech),
    marks: markWords(marksOf(assessment), speech),
  }
}

const inOrder = (row: Row): Cell[] => Object.keys(COLUMNS).map(id => row[id as keyof typeof COLUMNS])

function line(cells: readonly Cell[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

/** A quoted cell that no spreadsheet program computes and no number in it loses digits. */
export function cell(value: Cell): string {
  const text = String(value ?? '')
  const harmless = visible(FORMULA.test(text) || NUMBER_TO_THEM.test(text) ? `'${text}` : text)
  return `"${harmless.replaceAll('"', '""')}"`
}
