import type { Scorecard } from '../../model/scorecard.ts'
import type { Speech } from '../speech.ts'
import { marksOf } from '../view.ts'

export const TAXONOMY = 'wutong-requirements'

/** One reporting descriptor a rule, in the order of the assessments, so that an index serves as reference. */
export function rulesOf(scorecard: Scorecard, speech: Speech) {
  return scorecard.assessments.map(assessment => ({
    id: assessment.rule,
    name: assessment.code,
    ...descriptorWords(assessment.rule, scorecard, speech),
    defaultConfiguration: { level: levelOf(assessment) },
    relationships: [
      {
        target: {
          id: assessment.code,
          index: codesOf(scorecard).indexOf(assessment.code),
          toolComponent: { name: TAXONOMY, index: 0 },
        },
        kinds: ['relevant'],
      },
    ],
    properties: {
      check: assessment.check,
      part: assessment.part,
      basis: assessment.basis,
      confidence: assessment.confidence,
      proof: assessment.proof,
      marks: marksOf(assessment),
      outcome: assessment.outcome,
      examined: assessment.examined,
      fixOwner: assessment.fixOwner,
      clauses: assessment.clauses,
      tags: [assessment.dimension, assessment.level, assessment.fixOwner],
    },
  }))
}

function descriptorWords(rule: string, scorecard: Scorecard, speech: Speech) {
  const words = scorecard.words.rules[rule]
  const text = (value: string) => ({ text: value || rule })
  return {
    shortDescription: text(speech.pick(words?.title)),
    fullDescription: text(speech.pick(words?.rationale)),
    help: text(speech.pick(words?.remediation)),
  }
}

/** The same descriptors in the other language. */
export function translationOf(scorecard: Scorecard, speech: Speech) {
  return {
    name: scorecard.tool.name,
    language: speech.lang === 'zh' ? 'zh-CN' : 'en',
    rules: scorecard.assessments.map(({ rule }) => ({
      id: rule,
      ...descriptorWords(rule, scorecard, speech),
    })),
  }
}

/** Requirement codes as a taxonomy: what a rule or a result is about, whatever rule judges it. */
export function taxaOf(scorecard: Scorecard, speech: Speech) {
  return {
    name: TAXONOMY,
    version: scorecard.ruleset.version,
    organization: scorecard.tool.name,
    shortDescription: { text: speech.say('report.titleFull') },
    taxa: codesOf(scorecard).map(code => ({
      id: code,
      shortDescription: { text: speech.pick(scorecard.words.codes[code]) || code },
    })),
  }
}

export function codesOf({ assessments }: Scorecard): string[] {
  return [...new Set(assessments.map(({ code }) => code))].sort()
}

/** Mandatory on a confirmed text: error; mandatory otherwise: warning; recommended: note. */
export function levelOf({ level, marks }: Pick<Scorecard['assessments'][number], 'level' | 'marks'>) {
  if (level === 'recommended') return 'note'
  return marks.includes('text') ? 'error' : 'warning'
}
