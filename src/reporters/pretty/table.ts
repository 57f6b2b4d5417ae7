import type { ScoreLine } from '../../model/scorecard.ts'
import { countsOf, linesShown, noScoreReason } from '../view.ts'
import { columns, pad } from './layout.ts'
import type { Sheet } from './sheet.ts'

/** Inner width of the bar; the first that leaves room for the names. */
const BARS = [16, 10, 6, 0]
const COUNTS = ['must', 'should', 'cantTell', 'untested'] as const

/** One line per unification and per cross dimension that has anything. */
export function table(sheet: Sheet): string[] {
  const { scorecard, speech, paint, width } = sheet
  const lines = linesShown(scorecard)
  const names = lines.map(line => nameOf(line, sheet))
  const wide = COUNTS.map(id => Math.max(4, columns(speech.say(`report.column.${id}`))) + 2)
  const judgedHead = speech.say('report.column.judged')
  const judgedWide = Math.max(7, columns(judgedHead)) + 2
  const longest = Math.max(...names.map(columns))
  const rest = wide.reduce((total, column) => total + column, judgedWide + 6 + 2)
  const bar = BARS.find(inner => longest + rest + framed(inner) <= width) ?? 0
  const room = Math.min(longest, width - rest - framed(bar))
  const head =
    pad('', room + 2) +
    pad(
      speech.say(bar < 10 ? 'report.column.score' : 'report.column.bar'),
      framed(bar) + 6,
      bar < 10 ? 'left' : 'right',
    ) +
    pad(judgedHead, judgedWide, 'left') +
    COUNTS.map((id, at) => pad(speech.say(`report.column.${id}`), wide[at] as number, 'left')).join('')
  const rows = lines.map((line, at) => {
    const counts = countsOf(line, scorecard)
    const none = noScoreReason(line, counts)
    const must = counts.mustText + counts.mustOther
    const cells = [must, counts.should, line.cantTell, line.untested].map((count, column) => {
      const text = pad(counts.applicable === 0 ? '-' : String(count), wide[column] as number, 'left')
      const tone = count === 0 ? paint.faint : column === 0 ? paint.bad : paint.warn
      return tone(text)
    })
    const inner =
      none === undefined
        ? barOf(line.score as number, bar)
        : pad(speech.say(`report.bar.${none}`), bar, 'both')
    const tone =
      none !== undefined ? paint.faint : must > 0 ? paint.bad : counts.should > 0 ? paint.warn : paint.good
    return (
      `${pad(names[at] as string, room)}  ` +
      tone(bar === 0 ? '' : `[${inner}]`) +
      pad(line.score === null ? '-' : String(line.score), 6, 'left') +
      pad(counts.applicable === 0 ? '-' : `${counts.judged}/${counts.applicable}`, judgedWide, 'left') +
      cells.join('')
    )
  })
  return [paint.faint(head.trimEnd()), ...rows]
}

const framed = (bar: number): number => (bar === 0 ? 0 : bar + 2)

/** Never full below 100 and never empty above 0: a bar must not look better or worse than its number. */
function barOf(score: number, bar: number): string {
  const exact = Math.round((score / 100) * bar)
  const filled = score >= 100 ? bar : Math.min(bar - 1, Math.max(score > 0 ? 1 : 0, exact))
  return bar === 0 ? '' : `${'#'.repeat(filled)}${'-'.repeat(bar - filled)}`
}

function nameOf(line: ScoreLine, { speech }: Sheet): string {
  const named = speech.pick(line.name) || line.id
  return /^U\d$/.test(line.id) ? `${line.id} ${named}` : named
}
