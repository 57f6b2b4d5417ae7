import type { Reporter } from '../../model/reporter.ts'
import { speechOf, unreadableWords } from '../speech.ts'
import { totalsOf } from '../view.ts'
import { BASE } from './base.ts'
import { fixedFindings, results } from './results.ts'
import { rulesOf, TAXONOMY, taxaOf, translationOf } from './rules.ts'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/**
 * SARIF 2.1.0, one run: a rule for each rule judged (words in the report's language, the other as a translation), a
 * result for each finding, and one for each rule that found nothing, so that `kind` tells pass, open and notApplicable apart.
 */
export const report: Reporter = (scorecard, options) => {
  const speech = speechOf(options)
  const other = speechOf({ ...options, lang: options.lang === 'zh' ? 'en' : 'zh' })
  const language = speech.lang === 'zh' ? 'zh-CN' : 'en'
  const { unreadable } = scorecard.evidence
  const run = {
    tool: {
      driver: {
        name: scorecard.tool.name,
        version: scorecard.tool.version,
        semanticVersion: scorecard.tool.version,
        language,
        shortDescription: { text: speech.say('report.titleFull') },
        fullDescription: { text: speech.say('report.closing') },
        rules: rulesOf(scorecard, speech),
        supportedTaxonomies: [{ name: TAXONOMY, index: 0 }],
      },
    },
    language,
    translations: [translationOf(scorecard, other)],
    taxonomies: [taxaOf(scorecard, speech)],
    automationDetails: { id: `${scorecard.ruleset.id}/${scorecard.run.id}` },
    invocations: [
      {
        executionSuccessful: scorecard.crashes.length === 0,
        exitCode: scorecard.gate.exit,
        startTimeUtc: scorecard.run.startedAt,
        endTimeUtc: scorecard.run.finishedAt,
        toolExecutionNotifications: [
          ...scorecard.crashes.map(({ rule, error }) => ({
            level: 'error',
            message: { text: error },
            associatedRule: { id: rule },
          })),
          ...unreadable.map(one => {
            const { where, what } = unreadableWords(one, options.words, speech)
            return { level: 'error', message: { text: `${where} ${what}` } }
          }),
        ],
      },
    ],
    originalUriBaseIds: { [BASE]: { description: { text: 'wutong.yaml' } } },
    columnKind: 'utf16CodeUnits',
    results: [...results(scorecard, options, speech), ...fixedFindings(scorecard, speech)],
    properties: {
      totals: totalsOf(scorecard),
      scope: scorecard.scope,
      ruleset: scorecard.ruleset,
      verdictDigest: scorecard.verdictDigest,
      closing: speech.say('report.closing'),
    },
  }
  const text = JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)
  return `${text.replace(/[\u2028-\u202e\u2066-\u2069\u007f-\u009f]/g, escaped)}\n`
}

/** The same character to a JSON parser, harmless to whoever reads the file as text. */
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
