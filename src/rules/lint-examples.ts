import { STATEMENT_MESSAGES } from '../model/attestation.ts'
import type { AnyCheck } from '../model/check.ts'
import type { Rule, RuleExample, RuleExamples } from '../model/rule.ts'
import { canonicalJson } from '../text/canonical-json.ts'
import type { Complain } from './lint-fault.ts'
import { optionFaults } from './shape.ts'
import type { YamlFile } from './yaml-file.ts'

/** Doubts the engine itself makes; no check declares them. */
const BUILT_IN = ['unmapped', ...Object.keys(STATEMENT_MESSAGES)]

/** What a rule's examples leave unshown, before any of them is run. */
export function lintExamples(
  file: YamlFile,
  rule: Rule,
  check: AnyCheck | undefined,
  complain: Complain,
): void {
  const { examples, rule: named } = file.value as RuleExamples
  if (named !== rule.id) complain('examplesOfOther', ['rule'], { found: named, expected: rule.id })
  const expects = new Set(examples.map(example => example.expect))
  if (!expects.has('passed')) complain('noPassing', ['examples'])
  // A check that can only doubt shows its doubt instead of a failure.
  const failures = examples.some(example =>
    example.findings?.some(({ kind = 'failure' }) => kind === 'failure'),
  )
  if (!expects.has('failed') && !(expects.has('cantTell') && !failures)) complain('noFailing', ['examples'])
  lintShown(examples, check, complain)
  lintEach(examples, rule, check, complain)
}

function lintShown(examples: readonly RuleExample[], check: AnyCheck | undefined, complain: Complain): void {
  if (!check) return
  const shown = new Set(examples.flatMap(example => example.findings?.map(finding => finding.message) ?? []))
  for (const id of Object.keys(check.messages))
    if (!shown.has(id)) complain('messageUnshown', ['examples'], { message: id })
}

function lintEach(
  examples: readonly RuleExample[],
  rule: Rule,
  check: AnyCheck | undefined,
  complain: Complain,
): void {
  const names = new Map<string, number>()
  const evidence = new Map<string, string>()
  for (const [index, example] of examples.entries()) {
    const { name, expect, findings = [] } = example
    if (names.has(name)) complain('exampleName', ['examples', index, 'name'], { name })
    names.set(name, index)
    const key = canonicalJson([example.evidence, example.target, example.asOf, example.options])
    const same = evidence.get(key)
    if (same !== undefined) complain('sameEvidence', ['examples', index], { name, other: same })
    evidence.set(key, name)
    const kinds = new Set(findings.map(({ kind = 'failure' }) => kind))
    if (expect === 'failed' && !kinds.has('failure'))
      complain('expectsUnshown', ['examples', index], { name, kind: 'failure' })
    if (expect === 'cantTell' && !kinds.has('doubt'))
      complain('expectsUnshown', ['examples', index], { name, kind: 'doubt' })
    for (const [at, finding] of findings.entries()) {
      const place = ['examples', index, 'findings', at]
      if (!check || BUILT_IN.includes(finding.message)) continue
      const fields = Object.hasOwn(check.messages, finding.message)
        ? check.messages[finding.message]
        : undefined
      if (!fields)
        complain('messageUnknown', [...place, 'message'], { message: finding.message, nearest: '-' })
      for (const field of fields ?? []) {
        if (!Object.hasOwn(finding.data ?? {}, field))
          complain('dataMissing', place, { message: finding.message, field })
      }
    }
    if (check && example.options) {
      for (const { path, zh, en } of optionFaults(check.options, { ...rule.options, ...example.options })) {
        complain('optionShape', ['examples', index, 'options', ...path], {
          at: path.join('.') || '/',
          zh,
          en,
        })
      }
    }
  }
}
