import type { AnyCheck } from '../model/check.ts'
import { InputError, InputErrorList } from '../model/input-error.ts'
import type { Override, Rule } from '../model/rule.ts'
import { nearest } from '../text/nearest.ts'
import type { RuleLibrary } from './load.ts'
import type { Link } from './ruleset.ts'

/**
 * Rules with the overrides of the whole chain applied, the oldest ancestor's first; options are replaced key by key.
 * Options that an override touched are held against the check's schema again.
 * @throws InputErrorList `ruleset-override`, `ruleset-source`, `rules-shape`.
 */
export async function applyOverrides(
  library: RuleLibrary,
  rules: readonly Rule[],
  chain: readonly Link[],
  checks: ReadonlyMap<string, AnyCheck>,
): Promise<Rule[]> {
  const byId = new Map(rules.map(rule => [rule.id, rule]))
  const errors: InputError[] = []
  for (const link of chain) {
    for (const [index, override] of (link.ruleset.overrides ?? []).entries()) {
      const place = (key: string) =>
        link.file && { file: link.file.file, ...link.file.locate(['overrides', index, key]) }
      const rule = byId.get(override.rule)
      if (!rule) {
        // A ruleset may choose fewer rules than its parent overrides; naming a rule that does not exist is a slip.
        const known = library.rules.map(({ id }) => id)
        if (!known.includes(override.rule)) {
          const near = nearest(override.rule, known) ?? '-'
          errors.push(
            new InputError('ruleset-no-rule', place('rule'), { pattern: override.rule, nearest: near }),
          )
        }
        continue
      }
      if (!Object.hasOwn(library.sources, override.source)) {
        const near = nearest(override.source, Object.keys(library.sources)) ?? '-'
        errors.push(
          new InputError('ruleset-source', place('source'), { source: override.source, nearest: near }),
        )
      }
      if (isLowered(rule, override) && !override.loosens) {
        errors.push(new InputError('ruleset-override', place('level'), { rule: rule.id }))
      }
      byId.set(rule.id, merged(rule, override))
      errors.push(...(await optionErrors(byId.get(rule.id) as Rule, override, checks, place('options'))))
    }
  }
  if (errors.length > 0) throw new InputErrorList(errors)
  return rules.map(rule => byId.get(rule.id) as Rule)
}

function merged(rule: Rule, override: Override): Rule {
  return {
    ...rule,
    options: { ...rule.options, ...override.options },
    level: override.level ?? rule.level,
  }
}

function isLowered(rule: Rule, override: Override): boolean {
  return rule.level === 'mandatory' && override.level === 'recommended'
}

async function optionErrors(
  rule: Rule,
  override: Override,
  checks: ReadonlyMap<string, AnyCheck>,
  place: InputError['place'],
): Promise<InputError[]> {
  const check = checks.get(rule.check)
  if (!override.options || !check) return []
  const { optionFaults } = await import('./shape.ts')
  return optionFaults(check.options, rule.options).map(
    ({ path, zh, en }) =>
      new InputError('rules-shape', place, { at: `${rule.id} options.${path.join('.')}`, zh, en }),
  )
}
