import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Scorecard } from '../model/scorecard.ts'
import type { Words } from '../model/words.ts'
import { EXEMPLARY } from './fault-file.ts'

/**
 * Why the exemplary app is not exemplary; empty when every automated rule passes with examined >= 1 and the score is 100.
 * Keys of the list are codes, or rule ids where a code has several rules.
 */
export function fixtureMistakes({ scorecard }: { scorecard: Scorecard }): string[] {
  const listed = parse(readFileSync(join(EXEMPLARY, 'EXPECTED-INAPPLICABLE.yaml'), 'utf8')) as Record<
    string,
    Words & { examinedUnder?: string }
  >
  const excused = Object.fromEntries(
    Object.entries(listed).filter(([, { examinedUnder }]) => examinedUnder !== scorecard.ruleset.id),
  )
  const mistakes: string[] = []
  for (const { code, rule, outcome, examined, findings, untestedBecause } of scorecard.assessments) {
    const key = excused[rule] ? rule : code
    const said = findings
      .filter(({ kind }) => kind !== 'note')
      .map(one => `${one.messageId} ${JSON.stringify(one.data)}`)
    if (outcome === 'passed' && examined >= 1) {
      if (excused[key]) mistakes.push(`${key} passes although EXPECTED-INAPPLICABLE.yaml lists it`)
    } else if (outcome !== 'inapplicable' || !excused[key]) {
      mistakes.push(
        `${rule} is ${outcome} (${untestedBecause ?? ''}${said.slice(0, 3).join('; ')}), examined ${examined}`,
      )
    }
  }
  // Only where pages are looked at is every listed rule in scope.
  for (const key of scorecard.scope.includes('pages') ? Object.keys(excused) : []) {
    if (!scorecard.assessments.some(({ code, rule }) => code === key || rule === key)) {
      mistakes.push(`EXPECTED-INAPPLICABLE.yaml lists ${key}, which no rule judges`)
    }
  }
  if (scorecard.score !== 100) mistakes.push(`score is ${scorecard.score}, not 100`)
  if (scorecard.gate.exit !== 0) {
    mistakes.push(
      `gate exits ${scorecard.gate.exit}: ${scorecard.gate.because.map(({ id }) => id).join(' ')}`,
    )
  }
  return mistakes
}
