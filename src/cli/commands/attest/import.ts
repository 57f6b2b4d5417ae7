import { readFile, realpath, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import {
  hashOf,
  type ReadAttestations,
  type ReadStatement,
  readAttestations,
  withEvidence,
} from '../../../collectors/attestations.ts'
import { flawsOf } from '../../../derive/statement-standing.ts'
import { strayOf } from '../../../engine/stray-statements.ts'
import type { Statement } from '../../../model/attestation.ts'
import { InputError, InputErrorList } from '../../../model/input-error.ts'
import type { ResolvedRuleset } from '../../../model/rule.ts'
import type { RuleLibrary } from '../../../rules/load.ts'
import { canonicalJson } from '../../../text/canonical-json.ts'
import { fill } from '../../../text/fill.ts'
import { readApp } from '../../app-run.ts'
import type { CliIo } from '../../io.ts'
import { timeOf } from '../../options.ts'
import { rulesetFor } from '../../ruleset-for.ts'
import type { ImportFlags } from '../attest.ts'
import { statementText } from './statement-text.ts'

const USUAL = 'attestations.yaml'

/**
 * Takes the filled entries of a form into the app's attestations file. Nothing is written while any of them is flawed (exit 1)
 * or differs from what is there already (exit 1; `--replace` takes the new one).
 * @throws InputError, InputErrorList for a form, a file already there or an app that cannot be read.
 */
export async function importForm(
  formPath: string,
  path: string,
  flags: ImportFlags,
  io: CliIo,
  library: RuleLibrary,
): Promise<void> {
  const say = (key: string, data: Record<string, string | number>) =>
    fill(library.words[key]?.[io.lang] ?? key, data)
  const now = timeOf(flags.now) ?? io.now().toISOString()
  const app = await readApp(path, io)
  const ruleset = await rulesetFor(app, flags.ruleset, io, library)
  const full = resolve(io.cwd, formPath)
  const form = await readAttestations(dirname(full), basename(full))
  const filled = form.statements.filter(({ statement, error }) => error || statement?.verdict !== undefined)
  refuse(filled, ruleset)
  const statements: Statement[] = []
  let flawed = 0
  for (const { statement = {} } of filled) {
    const whole = await completed(statement, app.folder)
    statements.push(whole)
    const rule = ruleset.rules.find(({ code, attestation }) => attestation && code === whole.code)
    if (!rule?.attestation) continue
    const flaws = flawsOf(await withEvidence(whole, app.folder), rule.attestation, now)
    for (const { id, data } of flaws) io.stderr(`${whole.code}: ${say(`builtin.${id}`, data)}\n`)
    flawed += flaws.length
  }
  if (flawed > 0) {
    io.stderr(`${say('attest.flawed', { count: flawed })}\n`)
    return io.exit(1)
  }
  const target = app.manifest.attestations ?? USUAL
  const there = await alreadyThere(app.folder, target)
  const known = new Map((there?.statements ?? []).map(one => [one.statement?.code, one.statement]))
  const fresh = statements.filter(one => !known.has(one.code))
  const other = statements.filter(
    one => known.has(one.code) && canonicalJson(known.get(one.code)) !== canonicalJson(one),
  )
  if (other.length > 0 && !flags.replace) {
    for (const { code = '', date = '' } of other) {
      const before = known.get(code)?.date ?? '-'
      io.stderr(`${say('attest.conflict', { code, before, after: date })}\n`)
    }
    io.stderr(`${say('attest.conflicts', { file: target, count: other.length })}\n`)
    return io.exit(1)
  }
  const counts = {
    file: target,
    fresh: fresh.length,
    replaced: other.length,
    same: statements.length - fresh.length - other.length,
    blank: form.statements.length - filled.length,
  }
  if (fresh.length + other.length > 0) await write(app.folder, target, there, fresh, other)
  io.stderr(`${say('attest.imported', counts)}\n`)
  if (app.manifest.attestations === undefined) io.stderr(`${say('attest.unnamed', { file: target })}\n`)
}

/** @throws InputErrorList for entries of a wrong shape, of codes nobody attests, or twice on one code. */
function refuse(entries: readonly ReadStatement[], ruleset: ResolvedRuleset): void {
  const known = ruleset.requirements.map(({ code }) => code)
  const attested = ruleset.rules.filter(rule => rule.attestation).map(({ code }) => code)
  const seen = new Set<string>()
  const errors = entries.flatMap(({ key, at, statement, error }) => {
    if (error) return [error]
    const code = statement?.code?.trim()
    if (code === undefined || !attested.includes(code)) {
      const stray = strayOf(code, key, known, attested)
      return [new InputError(stray.code, at, stray.data)]
    }
    if (seen.has(code)) return [new InputError('attestation-twice', at, { code })]
    seen.add(code)
    return []
  })
  if (errors.length > 0) throw new InputErrorList(errors)
}

/** Rows of evidence left empty fall away; a hash left empty is that of the file now. */
async function completed(statement: Statement, folder: string): Promise<Statement> {
  if (!statement.evidence) return statement
  const evidence = []
  for (const one of statement.evidence) {
    if (one.file === undefined) continue
    const sha256 = one.sha256 ?? (await hashOf(folder, one.file))
    evidence.push({ ...one, ...(sha256 === undefined ? {} : { sha256 }) })
  }
  return { ...statement, evidence }
}

/** Undefined where there is no such file yet. @throws InputError, InputErrorList for one that cannot be read. */
async function alreadyThere(folder: string, path: string): Promise<ReadAttestations | undefined> {
  try {
    const read = await readAttestations(folder, path)
    const errors = read.statements.flatMap(({ error }) => (error ? [error] : []))
    if (errors.length > 0) throw new InputErrorList(errors)
    return read
  } catch (error) {
    if (error instanceof InputError && error.code === 'file-missing') return undefined
    throw error
  }
}

/** New entries go to the end of the file as it stands; only `--replace` writes it anew. */
async function write(
  folder: string,
  path: string,
  there: ReadAttestations | undefined,
  fresh: readonly Statement[],
  other: readonly Statement[],
): Promise<void> {
  const target = join(folder, path)
  const home = await realpath(folder)
  if (relative(home, await realpath(dirname(target))).startsWith('..')) {
    throw new InputError('path-outside', { file: path }, { path })
  }
  const added = fresh.map(statementText).join('')
  // Entries of this indentation continue a block list of the same; any other layout is written anew.
  const continues =
    there && other.length === 0 && /^statements:[^\S\n]*(?:#.*)?\n(?:\s*#.*\n|\s*\n)* {2}- /m.test(there.text)
  const text = continues
    ? `${(await readFile(target, 'utf8')).trimEnd()}\n${added}`
    : `statements:\n${(there?.statements ?? [])
        .map(({ statement }) => other.find(one => one.code === statement?.code) ?? statement ?? {})
        .map(statementText)
        .join('')}${added}`
  await writeFile(`${target}.new`, text)
  await rename(`${target}.new`, target)
}
