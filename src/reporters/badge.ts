import type { Reporter } from '../model/reporter.ts'
import type { Verdict } from '../model/scorecard.ts'
import { visible } from '../text/fill.ts'
import { columns } from './pretty/layout.ts'
import { speechOf } from './speech.ts'
import { totalsOf } from './view.ts'
import { element, xmlText } from './xml.ts'

const HEIGHT = 20
const PADDING = 7
/** Pixels a character takes at 11 px: one column and two columns wide. Text is fitted to the estimate. */
const NARROW = 6.4
const WIDE = 11.5
/** White on each reads at more than 5:1. Words tell the verdict, colour only repeats it. */
const COLORS: Record<Verdict, string> = {
  conformant: '#1f6f4a',
  nonConformant: '#a6322a',
  undetermined: '#5f5f5f',
}
const LABEL_COLOR = '#3a3f44'
/** Characters of an app's name read aloud. */
const LONGEST_NAME = 80

/** A badge in SVG: the verdict in words with how much was judged. No seal, no grade, no script, no foreign resource. */
export const report: Reporter = (scorecard, options) => {
  const speech = speechOf(options)
  const { codes, notYetAutomated } = totalsOf(scorecard)
  const judged = codes.passed + codes.failed
  const applicable = judged + codes.cantTell + codes.untested
  const { partial, target, verdict } = scorecard
  const label = speech.say('report.title')
  const said = speech.clauses([
    ...(target.fictional ? [speech.say('report.fictional')] : []),
    ...(partial ? [speech.say('report.partialShort')] : []),
    speech.say(`verdict.${verdict}`),
    speech.say('report.judgedOf', { judged, applicable }),
  ])
  const name = [...visible(target.name ?? '')].slice(0, LONGEST_NAME).join('') || speech.say('target.unnamed')
  const means = speech.clauses([
    ...(notYetAutomated > 0 ? [speech.say('report.notYet', { count: notYetAutomated })] : []),
    speech.say('report.closing'),
  ])
  const left = widthOf(label) + 2 * PADDING
  const right = widthOf(said) + 2 * PADDING
  const title = `${label} | ${name} | ${said}`
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: left + right,
      height: HEIGHT,
      viewBox: `0 0 ${left + right} ${HEIGHT}`,
      role: 'img',
      'aria-labelledby': 'title',
      'aria-describedby': 'desc',
      'xml:lang': speech.lang === 'zh' ? 'zh-CN' : 'en',
    },
    [
      element('title', { id: 'title' }, [xmlText(title)]),
      element('desc', { id: 'desc' }, [xmlText(means)]),
      element('rect', { width: left, height: HEIGHT, fill: LABEL_COLOR }),
      element('rect', { x: left, width: right, height: HEIGHT, fill: COLORS[verdict] }),
      text(label, PADDING),
      text(said, left + PADDING),
    ],
  )}\n`
}

function text(words: string, x: number): string {
  return element(
    'text',
    {
      x,
      y: 14,
      fill: '#fff',
      'font-size': 11,
      'font-family': 'Verdana, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
      textLength: widthOf(words),
      lengthAdjust: 'spacingAndGlyphs',
    },
    [xmlText(words)],
  )
}

/** Estimated pixels, whole. */
export function widthOf(words: string): number {
  let width = 0
  for (const character of words) width += columns(character) > 1 ? WIDE : NARROW
  return Math.ceil(width)
}
