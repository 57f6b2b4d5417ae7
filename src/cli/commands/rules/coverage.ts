import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../../../model/input-error.ts'
import { COVERAGE_STATUSES, type CodeCoverage, coverageOf } from '../../../rules/coverage.ts'
import { fill } from '../../../text/fill.ts'
import { columns } from '../../columns.ts'
import { packageRoot } from '../../package-info.ts'
import type { Run } from '../rules.ts'

/** `wutong rules coverage`: every code and what stands behind it; exit 1 when something ought to and does not. */
export const run: Run = async ({ io, say, library, libraryOf }, _names, flags) => {
  const pack = await libraryOf(flags)
  const table = coverageOf(pack.requirements, pack.rules, proofExists)
  if (table.problems.length > 0) io.exit(1)
  if (flags.format === 'json') {
    io.stdout(`${JSON.stringify({ ...table, codes: table.codes.map(plain) }, null, 2)}\n`)
    return
  }
  if (flags.format !== 'pretty') {
    throw new InputError('usage-format', undefined, { name: flags.format ?? '', allowed: 'pretty json' })
  }
  const named = (key: string, id: string) => library.words[`${key}.${id}`]?.[io.lang] ?? id
  const dash = (words: readonly string[]) => (words.length === 0 ? '-' : words.join(' '))
  const rows = table.codes.map(({ code, requirement, status, parts, proof }) => [
    code,
    named('level', requirement.level),
    say(`status.${status}`),
    dash(parts.map(({ part, rules }) => `${named('part', part)}${rules.length > 0 ? '+' : ''}`)),
    dash(proof.map(one => named('proof', one))),
    requirement.title[io.lang],
  ])
  io.stdout(
    columns([
      ['code', 'level', 'status', 'parts', 'proof', 'duty'].map(key => say(`column.${key}`)),
      ...rows,
    ]),
  )
  io.stdout(`\n${say('coverageKey')}\n`)
  io.stdout(
    columns([
      [say('column.dimension'), say('column.total'), say('status.automated')],
      ...table.dimensions.map(({ dimension, total, automated }) => [
        named('dimension', dimension),
        `${total}`,
        `${automated}`,
      ]),
    ]),
  )
  io.stdout(
    columns([
      [say('column.parts'), say('column.total'), say('column.judged')],
      ...table.parts.map(({ part, total, judged }) => [named('part', part), `${total}`, `${judged}`]),
    ]),
  )
  const totals = COVERAGE_STATUSES.map(status => `${say(`status.${status}`)} ${table.totals[status]}`)
  io.stdout(`${fill(say('coverageTotal'), { codes: table.codes.length })} ${totals.join(' · ')}\n`)
  for (const { id, data } of table.problems) {
    io.stdout(`! ${fill(library.words[`rules.problem.${id}`]?.[io.lang] ?? id, data)}\n`)
  }
}

/** Tests are not published: an installed package takes the word of the checkout it was built from. */
function proofExists(path: string): boolean {
  return existsSync(join(packageRoot, path)) || !existsSync(join(packageRoot, 'src'))
}

function plain({ requirement, ...coverage }: CodeCoverage): unknown {
  const { title, level, dimension, provenBy, excused } = requirement
  return {
    ...coverage,
    title,
    level,
    dimension,
    ...(provenBy ? { provenBy } : {}),
    ...(excused ? { excused } : {}),
  }
}
