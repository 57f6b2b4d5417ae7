import { InputError } from '../../../model/input-error.ts'
import { ownRules } from '../../../rules/load.ts'
import { marksOf } from '../../../scoring/confirmed.ts'
import { columns } from '../../columns.ts'
import type { Run } from '../rules.ts'

/** `wutong rules list`: every rule with its code, level, how certain its source is, and its check. */
export const run: Run = async ({ io, say, library, libraryOf }, _names, flags) => {
  const pack = await libraryOf(flags)
  const rules = ownRules(pack).sort((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }))
  if (flags.format === 'json') {
    io.stdout(
      `${JSON.stringify(
        rules.map(({ messages: _messages, remediation: _mend, rationale: _why, ...rule }) => rule),
        null,
        2,
      )}\n`,
    )
    return
  }
  if (flags.format !== 'pretty') {
    throw new InputError('usage-format', undefined, { name: flags.format ?? '', allowed: 'pretty json' })
  }
  const named = (key: string) => library.words[key]?.[io.lang] ?? key
  const rows = rules.map(rule => [
    rule.code,
    rule.id,
    `${named(`level.${rule.level}`)}${marksOf(rule, null)
      .map(id => named(`mark.${id}`))
      .join('')}`,
    rule.status === 'stable' ? '' : rule.status,
    rule.title[io.lang],
  ])
  io.stdout(columns(rows))
  for (const ruleset of Object.values(pack.rulesets)) {
    io.stdout(`${say('ruleset')} ${ruleset.id} ${ruleset.version}  ${ruleset.title[io.lang]}\n`)
  }
}
