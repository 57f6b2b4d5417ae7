import type { ReportOptions } from '../../model/reporter.ts'
import type { Assessment, Finding, Scorecard } from '../../model/scorecard.ts'
import { visible } from '../../text/fill.ts'
import { marked, type Speech, sentence, sheetCell } from '../speech.ts'
import { marksOf } from '../view.ts'
import { BASE } from './base.ts'
import { codesOf, levelOf, TAXONOMY } from './rules.ts'

/** SARIF's words for what a result is; only `fail` carries a level. */
const KIND_OF_FINDING = { failure: 'fail', doubt: 'review', note: 'informational' } as const
const KIND_OF_OUTCOME = {
  passed: 'pass',
  failed: 'fail',
  cantTell: 'review',
  untested: 'open',
  inapplicable: 'notApplicable',
} as const

/** Every finding, and one result for each rule without a failure or doubt. */
export function results(scorecard: Scorecard, options: ReportOptions, speech: Speech) {
  const full = options.findings && Map.groupBy(options.findings, ({ rule }) => rule)
  const codes = codesOf(scorecard)
  return scorecard.assessments.flatMap((assessment, ruleIndex) => {
    const common = {
      ruleId: assessment.rule,
      ruleIndex,
      taxa: [
        {
          id: assessment.code,
          index: codes.indexOf(assessment.code),
          toolComponent: { name: TAXONOMY, index: 0 },
        },
      ],
    }
    const findings = (full?.get(assessment.rule) ?? assessment.findings) as readonly Finding[]
    const told = findings.map(finding => ({
      ...common,
      ...ofFinding(finding, assessment, scorecard, speech),
    }))
    const decided = findings.some(({ kind }) => kind !== 'note')
    return decided ? told : [...told, { ...common, ...ofOutcome(assessment, scorecard, speech) }]
  })
}

function ofFinding(finding: Finding, assessment: Assessment, scorecard: Scorecard, speech: Speech) {
  const { kind, locus, fingerprint, cause, waived, known } = finding
  const waiver = waived === undefined ? undefined : scorecard.waivers[waived]
  return {
    kind: KIND_OF_FINDING[kind],
    level: kind === 'failure' ? levelOf(assessment) : 'none',
    message: {
      text: marked(marksOf(assessment), sentence(scorecard, assessment.rule, finding, speech), speech),
    },
    locations: [location(locus)],
    partialFingerprints: { 'wutong/v1': fingerprint },
    ...(kind === 'failure' && scorecard.baseline ? { baselineState: known ? 'unchanged' : 'new' } : {}),
    ...(waiver
      ? {
          suppressions: [
            {
              kind: 'external',
              status: 'accepted',
              justification: visible(waiver.reason),
              properties: { approver: waiver.approver, expires: waiver.expires },
            },
          ],
        }
      : {}),
    properties: { messageId: finding.messageId, cause, data: finding.data },
  }
}

function ofOutcome(assessment: Assessment, scorecard: Scorecard, speech: Speech) {
  const { outcome, rule, code, untestedBecause, inapplicableBecause } = assessment
  const reason =
    outcome === 'untested' && untestedBecause
      ? speech.say(`untested.${untestedBecause}`)
      : outcome === 'inapplicable' && inapplicableBecause
        ? speech.say(`inapplicable.${inapplicableBecause}`)
        : ''
  const title = speech.pick(scorecard.words.rules[rule]?.title) || code
  return {
    kind: KIND_OF_OUTCOME[outcome],
    level: outcome === 'failed' ? levelOf(assessment) : 'none',
    message: { text: [title, speech.say(`outcome.${outcome}`), reason].filter(Boolean).join(' | ') },
  }
}

/** What the baseline holds and this run no longer finds. */
export function fixedFindings(scorecard: Scorecard, speech: Speech) {
  const rules = scorecard.assessments
  return (scorecard.baseline?.fixed ?? []).flatMap(({ fingerprint, code, messageId, unit }) => {
    const ruleIndex = rules.findIndex(assessment => assessment.code === code)
    const rule = rules[ruleIndex]
    return [
      {
        ...(rule ? { ruleId: rule.rule, ruleIndex } : { ruleId: code }),
        kind: 'fail',
        level: rule ? levelOf(rule) : 'warning',
        message: { text: visible(`${speech.say('report.baselineFixed')} ${code} ${messageId} ${unit}`) },
        baselineState: 'absent',
        partialFingerprints: { 'wutong/v1': fingerprint },
      },
    ]
  })
}

function location({ unit, pointer, file, line, column, sheet }: Finding['locus']) {
  // A workbook has no lines: the cell is told by name.
  const cell =
    sheet === undefined ? '' : sheetCell({ sheet, ...(line ? { line } : {}), ...(column ? { column } : {}) })
  const name = [cell, unit, pointer].filter(Boolean).join(' ')
  return {
    ...(file === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: uriOf(file), uriBaseId: BASE },
            ...(line === undefined || sheet !== undefined
              ? {}
              : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } }),
          },
        }),
    ...(name === '' ? {} : { logicalLocations: [{ fullyQualifiedName: visible(name), kind: 'member' }] }),
  }
}

/** A relative URI reference: each segment percent-encoded, never absolute, lone surrogates replaced. */
export function uriOf(file: string): string {
  return file
    .toWellFormed()
    .split('/')
    .filter((segment, at) => segment !== '' || at > 0)
    .map(encodeURIComponent)
    .join('/')
}
