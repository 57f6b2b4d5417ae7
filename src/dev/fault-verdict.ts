import type { FindingLine } from '../engine/baseline.ts'
import type { Scorecard } from '../model/scorecard.ts'
import type { Fault } from './fault-file.ts'
import type { Planted } from './fault-patch.ts'

const TROUBLED = ['failed', 'cantTell', 'untested']

/** Codes that are failed, in doubt or not judged, with their outcome. */
export function troubles(scorecard: Scorecard): Map<string, string> {
  return new Map(
    scorecard.codes
      .filter(({ outcome }) => TROUBLED.includes(outcome))
      .map(({ code, outcome }) => [code, outcome]),
  )
}

/** Why a one-fault app is not what it says, as plain sentences; empty when it is. */
export function faultMistakes(
  fault: Fault,
  { scorecard, findings }: { scorecard: Scorecard; findings: readonly FindingLine[] },
): string[] {
  const mistakes: string[] = []
  if (scorecard.ruleset.id !== fault.ruleset)
    mistakes.push(`judged under ${scorecard.ruleset.id}, not ${fault.ruleset}`)
  const found = troubles(scorecard)
  if (found.get(fault.code) !== fault.expect) {
    const outcome = scorecard.codes.find(({ code }) => code === fault.code)?.outcome ?? 'not judged'
    mistakes.push(`${fault.code} is ${outcome}, expected ${fault.expect}`)
  }
  const others = new Map([...found].filter(([code]) => code !== fault.code))
  const allowed = new Map([
    ...fault.alsoHits.map(({ code }) => [code, 'alsoHits'] as const),
    ...fault.alsoUntested.map(({ code }) => [code, 'alsoUntested'] as const),
  ])
  for (const [code, outcome] of others) {
    const list = outcome === 'untested' ? 'alsoUntested' : 'alsoHits'
    if (allowed.get(code) !== list) mistakes.push(`also ${code} ${outcome}`)
  }
  for (const [code, list] of allowed) if (!others.has(code)) mistakes.push(`${list} ${code} no longer holds`)
  const reason = scorecard.assessments.find(({ rule }) => rule === fault.rule)?.untestedBecause
  if (fault.expect === 'untested') {
    if (reason !== fault.message) mistakes.push(`untested because ${reason}, expected ${fault.message}`)
  } else if (matching(fault, findings).length === 0) {
    const seen = [...new Set(findings.filter(one => one.code === fault.code).map(one => one.messageId))]
    mistakes.push(`no ${fault.message}; ${fault.code} says ${seen.join(' ') || 'nothing'}`)
  }
  if (scorecard.crashes.length > 0)
    mistakes.push(`crash of ${scorecard.crashes.map(one => one.rule).join(' ')}`)
  return mistakes
}

/** Findings that say what the fault is about. */
export function matching(fault: Fault, findings: readonly FindingLine[]): FindingLine[] {
  return findings.filter(
    finding =>
      finding.code === fault.code && finding.rule === fault.rule && finding.messageId === fault.message,
  )
}

/** Is every planted place reported: unit, pointer, and line where the patch knows it? */
export function placeMistakes(
  fault: Fault,
  planted: readonly Planted[],
  findings: readonly FindingLine[],
): string[] {
  if (fault.expect === 'untested') return []
  const candidates = matching(fault, findings)
  const ofRule = findings.filter(({ rule }) => rule === fault.rule)
  return planted.flatMap(place => {
    const mistakes: string[] = []
    if (fault.said !== undefined) {
      const words = filled(fault.said, place.slots)
      const said = ofRule.some(({ data }) => Object.values(data).some(value => String(value).includes(words)))
      if (!said) mistakes.push(`nothing says ${words}`)
    }
    if (fault.on === 'whole') return mistakes
    const pointer = fault.at === undefined ? place.pointer : filled(fault.at, place.slots)
    const fits = candidates.some(({ locus }) =>
      place.pages
        ? onPage(place.pages.shown, locus, pointer)
        : (locus.unit === place.unit || locus.unit === place.otherUnit) &&
          (pointer === '*' || locus.pointer === pointer) &&
          locus.file === place.file &&
          (place.line === undefined || locus.line === place.line),
    )
    if (!fits) {
      const seen = candidates
        .slice(0, 3)
        .map(({ locus }) => `${locus.unit} ${locus.file}:${locus.line} ${locus.pointer ?? ''}`)
      const units = [place.unit, place.otherUnit].filter(Boolean).join(' or ')
      mistakes.push(
        `wanted ${units} ${place.file}:${place.line ?? '*'} ${pointer}, found ${seen.join(' | ') || 'nothing'}`,
      )
    }
    return mistakes
  })
}

/** On one of the pages the fault shows on, in whichever state. */
function onPage(pages: readonly string[], { unit, pointer }: FindingLine['locus'], wanted: string): boolean {
  const here = pages.some(page => unit === page || unit.startsWith(`${page} (`))
  return here && (wanted === '*' || pointer === wanted)
}

function filled(template: string, slots: Readonly<Record<string, string>>): string {
  return template.replace(/\{([\w.]+)\}/g, (_, slot: string) => slots[slot] ?? '')
}
