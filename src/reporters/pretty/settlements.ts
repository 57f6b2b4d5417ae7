import type { WaiverState } from '../../model/scorecard.ts'
import { visible } from '../../text/fill.ts'
import { ownerWords, type Speech } from '../speech.ts'
import { block, entry, indented, type Sheet } from './sheet.ts'

/** Priority items, waivers, what changed since the baseline, conflicts between sources, and what the ruleset loosened. */
export function settlements(sheet: Sheet): string[][] {
  const { scorecard, speech, paint } = sheet
  const { waivers, baseline, conflicts, vetoes } = scorecard
  const loosened = scorecard.overrides.filter(({ loosens }) => loosens)
  return [
    vetoes.length === 0
      ? []
      : block(
          speech.say('report.vetoes'),
          vetoes.flatMap(code =>
            indented(visible(`! ${code}  ${speech.pick(scorecard.words.codes[code])}`), sheet).map(paint.bad),
          ),
          sheet,
        ),
    waivers.length === 0
      ? []
      : block(
          speech.say('report.waivers', { count: waivers.length }),
          waivers.flatMap(waiver => {
            const { code, place, cause, reason, state } = waiver
            const where = [code, place, cause && `#${cause.slice(0, 8)}`].filter(Boolean).join(' ')
            const facts = waiverWords(waiver, speech)
            const soon = expiresSoon(waiver, scorecard.run.asOf) ? [speech.say('report.expiresSoon')] : []
            const lines = [
              ...indented(visible(`${where}  ${reason}`), sheet),
              ...indented(speech.clauses([facts, ...soon]), sheet, 4),
            ]
            return state === 'active' && soon.length === 0 ? lines : lines.map(paint.warn)
          }),
          sheet,
        ),
    baseline === undefined
      ? []
      : block(
          speech.say('report.baseline', { run: baseline.run }),
          [
            ...indented(
              speech.say('report.baselineCounts', {
                new: baseline.new,
                known: baseline.known,
                fixed: baseline.fixed.length,
              }),
              sheet,
            ),
            ...baseline.fixed
              .slice(0, sheet.verbose ? baseline.fixed.length : 3)
              .flatMap(({ code, messageId, unit }) =>
                entry(speech.say('report.baselineFixed'), visible(`${code} ${messageId} ${unit}`), sheet),
              ),
          ],
          sheet,
        ),
    conflicts.length === 0
      ? []
      : block(
          speech.say('report.conflictsHeading'),
          conflicts.flatMap(({ codes, holder, words }) =>
            entry(
              codes.join(' '),
              `${speech.pick(words)} ${speech.say('report.owner', { owner: ownerWords(holder, speech) })}`,
              sheet,
            ),
          ),
          sheet,
        ),
    loosened.length === 0
      ? []
      : block(
          speech.say('report.loosened', { count: loosened.length }),
          loosened.flatMap(({ rule, source, reason }) =>
            entry(rule, `${speech.pick(reason)} (${visible(source)})`, sheet),
          ),
          sheet,
        ),
  ]
}

/** State, approver, expiry and reach of a waiver; for an incomplete one what it lacks. */
export function waiverWords(waiver: WaiverState, speech: Speech): string {
  const state = speech.say(`waiverState.${waiver.state}`)
  if (waiver.state === 'incomplete') {
    const lacks = (['code', 'reason', 'approver', 'expires'] as const).filter(field => waiver[field] === '')
    return lacks.length === 0
      ? state
      : speech.say('report.waiverIncomplete', { state, fields: speech.list(lacks) })
  }
  const { expires, approver, findings } = waiver
  return speech.say('report.waiver', { state, expires, approver, count: findings })
}

/** An active waiver with fewer than 30 days left at the time of the evidence. */
export function expiresSoon({ state, expires }: { state: string; expires: string }, asOf: string): boolean {
  const left = Date.parse(expires) - Date.parse(asOf.slice(0, 10))
  return state === 'active' && left < 30 * 86_400_000
}
