import { BarChart } from 'echarts/charts'
import { GraphicComponent, GridComponent, LegendComponent, RadarComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Scorecard, ScoreLine } from '../../model/scorecard.ts'
import type { Speech } from '../speech.ts'
import { countsOf, type LineCounts, linesShown } from '../view.ts'
import { escapeHtml, Markup } from './markup.ts'

use([BarChart, GraphicComponent, GridComponent, LegendComponent, RadarComponent, SVGRenderer])

/** Colours are the page's own, so that dark mode and paper need no second drawing. */
const INK = 'var(--ink)'
const SOFT = 'var(--soft)'
const LINE = 'var(--line)'
const ACCENT = 'var(--accent)'
const FONT = 'sans-serif'

/** Room for the longest name of a dimension, beside the end of the longest bar, and for one digit, in pixels. */
const BAR_LEFT = 150
const BAR_RIGHT = 12
const DIGIT = 9

const RADAR = { width: 460, height: 340, x: 230, y: 178, radius: 104 }

/**
 * The five unifications on five axes. A dimension without a score has no point and breaks the line: a gap is not a zero.
 * Along each axis a thick stroke shows the range the score can still take.
 */
export function radar({ unifications }: Scorecard, speech: Speech): Markup {
  const { x, y, radius } = RADAR
  const corner = (at: number, value: number): [number, number] => {
    const angle = Math.PI / 2 + (at * 2 * Math.PI) / unifications.length
    const reach = (radius * value) / 100
    return [round(x + reach * Math.cos(angle)), round(y - reach * Math.sin(angle))]
  }
  const name = (line: ScoreLine) =>
    `${line.id}\n${speech.pick(line.name)}\n${line.score ?? speech.say(line.range ? 'report.bar.notJudged' : 'report.bar.noRules')}`
  const scored = unifications.map(({ score }, at) => (score === null ? undefined : corner(at, score)))
  const whole = scored.every(point => point !== undefined)
  const edges = scored.flatMap((from, at) => {
    const to = scored[(at + 1) % scored.length]
    return from && to ? [[from, to]] : []
  })
  const drawn = { silent: true, z: 10 }
  return draw(RADAR, speech.say('sheet.radar'), {
    radar: {
      center: [x, y],
      radius,
      splitNumber: 4,
      indicator: unifications.map(line => ({ name: name(line), max: 100 })),
      axisName: { color: INK, fontSize: 14, lineHeight: 18, fontFamily: FONT },
      axisLine: { lineStyle: { color: LINE } },
      splitLine: { lineStyle: { color: LINE } },
      splitArea: { show: false },
    },
    graphic: [
      ...unifications.flatMap(({ range }, at) => {
        if (!range || range.low === range.high) return []
        const [x1, y1] = corner(at, range.low)
        const [x2, y2] = corner(at, range.high)
        return [
          {
            type: 'line',
            ...drawn,
            shape: { x1, y1, x2, y2 },
            style: { stroke: ACCENT, lineWidth: 7, opacity: 0.22 },
          },
        ]
      }),
      ...(whole
        ? [{ type: 'polygon', ...drawn, shape: { points: scored }, style: { fill: ACCENT, opacity: 0.12 } }]
        : []),
      ...edges.map(points => ({
        type: 'polyline',
        ...drawn,
        shape: { points },
        style: { stroke: ACCENT, lineWidth: 2, fill: 'none' },
      })),
      ...scored.flatMap(point =>
        point
          ? [
              {
                type: 'circle',
                ...drawn,
                shape: { cx: point[0], cy: point[1], r: 4 },
                style: { fill: ACCENT },
              },
            ]
          : [],
      ),
    ],
  })
}

/** How many codes of each dimension came out how, one stacked bar each; numbers stand in the bars where they have room. */
export function bars(scorecard: Scorecard, speech: Speech): Markup {
  const lines = linesShown(scorecard).filter(
    line => line.passed + line.failed + line.cantTell + line.untested > 0,
  )
  const counts = lines.map(line => countsOf(line, scorecard))
  const size = { width: 440, height: lines.length * 34 + 44 }
  const longest = Math.max(1, ...counts.map(({ applicable }) => applicable))
  const fits = (count: number) =>
    (count * (size.width - BAR_LEFT - BAR_RIGHT)) / longest >= String(count).length * DIGIT
  const series = (
    key: string,
    color: string,
    ink: string,
    of: (line: ScoreLine, count: LineCounts) => number,
  ) => ({
    type: 'bar',
    name: speech.say(`report.column.${key}`),
    stack: 'codes',
    silent: true,
    barWidth: 22,
    itemStyle: { color, borderColor: 'var(--soft)', borderWidth: color === 'var(--sheet)' ? 1 : 0 },
    label: { show: true, color: ink, fontSize: 13, fontFamily: FONT },
    // A count of nothing has neither bar nor label.
    data: lines.map((line, at) => {
      const count = of(line, counts[at] as LineCounts)
      return count === 0 ? null : { value: count, label: { show: fits(count) } }
    }),
  })
  const paper = 'var(--paper)'
  return draw(size, speech.say('sheet.bars'), {
    grid: { left: BAR_LEFT, right: BAR_RIGHT, top: 34, bottom: 6 },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 14,
      itemHeight: 10,
      itemGap: 12,
      selectedMode: false,
      textStyle: { color: INK, fontSize: 14, fontFamily: FONT },
    },
    xAxis: { type: 'value', show: false, max: 'dataMax' },
    yAxis: {
      type: 'category',
      inverse: true,
      data: lines.map(line => `${/^U\d$/.test(line.id) ? `${line.id} ` : ''}${speech.pick(line.name)}`),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        color: INK,
        fontSize: 14,
        fontFamily: FONT,
        align: 'left',
        margin: BAR_LEFT - 4,
        interval: 0,
      },
    },
    series: [
      series('passed', 'var(--good)', paper, line => line.passed),
      series('must', 'var(--bad)', paper, (_line, { mustText, mustOther }) => mustText + mustOther),
      series('should', 'var(--warn)', paper, (_line, { should }) => should),
      series('cantTell', 'var(--open)', paper, line => line.cantTell),
      series('untested', 'var(--sheet)', SOFT, line => line.untested),
    ],
  })
}

function draw(
  size: { width: number; height: number },
  label: string,
  option: Record<string, unknown>,
): Markup {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  chart.setOption({ animation: false, ...option })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return new Markup(clean(svg, label))
}

/** Without the library's running numbers and hover rules, so that equal scorecards give equal bytes. */
function clean(svg: string, label: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_[a-z_]+|xml:space)="[^"]*"/g, '')
    .replace(/<rect [^>]*fill="none"[^>]*><\/rect>\n?/, '')
    .replace(
      /^<svg [^>]*viewBox="([^"]*)"[^>]*>/,
      `<svg role="img" aria-label="${escapeHtml(label)}" viewBox="$1">`,
    )
    .trim()
}

const round = (value: number): number => Math.round(value * 10) / 10
