import { type Mismatch, runExample } from '../../../engine/examples.ts'
import { InputError, InputErrorList } from '../../../model/input-error.ts'
import type { Rule, RuleExample } from '../../../model/rule.ts'
import { inputErrors } from '../../../rules/lint.ts'
import { ownRules } from '../../../rules/load.ts'
import { matcherOf } from '../../../rules/ruleset.ts'
import { fill } from '../../../text/fill.ts'
import { nearest } from '../../../text/nearest.ts'
import { checksByName } from '../../app-run.ts'
import { describeInput } from '../../errors.ts'
import type { Run } from '../rules.ts'

/** `wutong rules test`: every example of every rule through the engine's own judging; exit 1 when one answers otherwise. */
export const run: Run = async ({ io, say, library, libraryOf, shown }, names, flags) => {
  const pack = await libraryOf(flags)
  if (pack.faults.length > 0) throw new InputErrorList([...pack.faults])
  const rules = choose(ownRules(pack), names)
  let examples = 0
  let wrong = 0
  const complain = (rule: Rule, example: string, mismatches: readonly Mismatch[]) => {
    wrong++
    io.stdout(`${shown(pack, `${rule.id}.examples.yaml`)} ${rule.code} ${example}\n`)
    for (const { id, data } of mismatches)
      io.stdout(`  ${fill(library.words[`examples.${id}`]?.[io.lang] ?? id, data)}\n`)
  }
  for (const rule of rules) {
    let found: readonly RuleExample[]
    try {
      found = (await pack.examples(rule.id))?.examples ?? []
    } catch (error) {
      wrong++
      for (const { code, place, data } of inputErrors(error)) {
        io.stdout(describeInput(code, place, data, library.words, io.lang))
      }
      continue
    }
    if (found.length === 0) complain(rule, '', [{ id: 'none', data: {} }])
    for (const example of found) {
      examples++
      const { mismatches } = await runExample(rule, example, checksByName)
      if (mismatches.length > 0) complain(rule, example.name, mismatches)
    }
  }
  const counts = { rules: rules.length, examples, wrong }
  io.stdout(`${fill(say(wrong === 0 ? 'testClean' : 'testWrong'), counts)}\n`)
  if (wrong > 0) io.exit(1)
}

/** Rules that the given ids and globs name; none given = all. @throws InputError `usage-rule`. */
function choose(rules: readonly Rule[], names: readonly string[]): Rule[] {
  if (names.length === 0) return [...rules]
  const chosen = new Set<Rule>()
  for (const name of names) {
    const matches = matcherOf(name)
    const found = rules.filter(({ id, code }) => matches(id) || code === name)
    if (found.length === 0) {
      const near =
        nearest(
          name,
          rules.flatMap(({ id, code }) => [id, code]),
        ) ?? '-'
      throw new InputError('usage-rule', undefined, { name, nearest: near })
    }
    for (const rule of found) chosen.add(rule)
  }
  return rules.filter(rule => chosen.has(rule))
}
