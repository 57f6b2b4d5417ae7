import { createHash } from 'node:crypto'
import type { Scorecard } from '../model/scorecard.ts'
import { canonicalJson } from '../text/canonical-json.ts'

/** Equal across tool versions and wordings for equal judgement. */
export function verdictDigest(scorecard: Scorecard): string {
  const { tool: _tool, verdictDigest: _digest, messages: _messages, words: _words, ...rest } = scorecard
  const judged = {
    ...rest,
    ruleset: { ...rest.ruleset, wordsSha256: undefined },
    unifications: rest.unifications.map(line => ({ ...line, name: undefined })),
    dimensions: rest.dimensions.map(line => ({ ...line, name: undefined })),
    conflicts: rest.conflicts.map(conflict => ({ ...conflict, words: undefined })),
    overrides: rest.overrides.map(override => ({ ...override, reason: undefined })),
  }
  return createHash('sha256').update(canonicalJson(judged)).digest('hex')
}
