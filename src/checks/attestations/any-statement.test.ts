import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { STATEMENT_MESSAGES } from '../../model/attestation.ts'
import type { AnyCheck } from '../../model/check.ts'
import type { Words } from '../../model/words.ts'
import { observe, shippedRule } from '../../testing/observe.ts'
import { fieldsOf } from '../../text/fill.ts'
import atLeast from './at-least.ts'
import datedWithin from './dated-within.ts'
import factsAre from './facts-are.ts'

const RULES: [string, AnyCheck][] = [
  ['security/protection-level', datedWithin],
  ['security/cryptography-assessment', factsAre],
  ['security/log-retention', atLeast],
  ['security/cross-border', factsAre],
  ['conduct/forced-promotion', factsAre],
  ['accessibility/gestures', factsAre],
  ['accessibility/states-not-by-colour', factsAre],
  ['accessibility/no-inducement-stated', factsAre],
  ['data/authorisation-trace', factsAre],
  ['apps/availability', atLeast],
]
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    'passed',
    'failed',
    'inapplicable',
    '2026-10-01',
    '2026-02-30',
    '9999-12-31',
    '0001-01-01',
  ),
)
const some = <T extends Record<string, fc.Arbitrary<unknown>>>(shape: T) =>
  fc.record(shape, { requiredKeys: [] })
const fact = fc.oneof(text, fc.double(), fc.boolean(), fc.array(text, { maxLength: 2 }))

describe.each(RULES)('%s on whatever a statement may say', (id, check) => {
  const rule = shippedRule(id)
  const facts = Object.fromEntries((rule.attestation?.facts ?? []).map(asked => [asked.id, fact]))
  const person = some({ name: text, unit: text, date: text })
  const statement = some({
    verdict: text,
    reason: text,
    who: person,
    date: text,
    validUntil: text,
    steps: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
    evidence: fc.array(
      some({ is: text, file: text, sha256: text, state: fc.constantFrom('same', 'changed', 'unread') }),
      {
        maxLength: 3,
      },
    ),
    facts: some(facts),
    signedBy: person,
    reviewedBy: person,
  })

  it('never throws, and says what is declared and nothing else', async () => {
    const messages: Record<string, readonly string[]> = { ...STATEMENT_MESSAGES, ...check.messages }
    await fc.assert(
      fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 2 }), async given => {
        const attestations = given.map(one => ({ ...one, code: rule.code }))
        const { crash, findings, outcome } = await observe(rule, check, { evidence: { attestations } })
        expect(crash).toBeUndefined()
        if (outcome === 'passed') expect(findings).toEqual([])
        for (const { messageId, data } of findings)
          expect(Object.keys(data).sort()).toEqual([...(messages[messageId] ?? ['?'])].sort())
      }),
      { numRuns: 150 },
    )
  })

  it('is neither passed nor failed where others are stated and it is not', async () => {
    const { outcome, findings } = await observe(rule, check, {
      evidence: { attestations: [{ code: 'X-SEC-99' }] },
    })
    expect({ outcome, findings }).toEqual({ outcome: 'untested', findings: [] })
  })
})

it('has words for all that is said of statements, with the same fields', () => {
  const file = parse(readFileSync(new URL('../../../rules/words/report.yaml', import.meta.url), 'utf8')) as {
    builtin: Record<string, Words>
  }
  for (const [id, fields] of Object.entries(STATEMENT_MESSAGES)) {
    for (const lang of ['zh', 'en'] as const) {
      expect([...new Set(fieldsOf(file.builtin[id]?.[lang] ?? ''))].sort()).toEqual([...fields].sort())
    }
  }
})
