import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyCheck } from '../model/check.ts'
import { InputError, InputErrorList } from '../model/input-error.ts'
import type { Rule } from '../model/rule.ts'
import { lintExamples } from './lint-examples.ts'
import { complainAbout, faultOf, type LintFault } from './lint-fault.ts'
import { lintRule } from './lint-rule.ts'
import { lintTable } from './lint-tables.ts'
import { type RuleLibrary, readChecked } from './load.ts'
import { kindOf, ruleFiles } from './rule-files.ts'
import { resolveRuleset } from './ruleset.ts'
import type { YamlFile } from './yaml-file.ts'

/**
 * Everything that is wrong with the rules of `library.folder`: shapes, references, words, examples, rulesets.
 * Reads the YAML anew, never the generated file, so that each fault has its line. Sorted by file and line.
 * @param checks by `name@version`
 */
export async function lintLibrary(
  library: RuleLibrary,
  checks: ReadonlyMap<string, AnyCheck>,
): Promise<LintFault[]> {
  const faults: LintFault[] = []
  const files = new Map<string, YamlFile>()
  for (const path of ruleFiles(library.folder)) {
    try {
      files.set(path, await readChecked(library.folder, path, kindOf(path)))
    } catch (error) {
      faults.push(...inputErrors(error).map(faultOf))
    }
  }
  lintIds(files, faults)
  for (const [path, file] of files) {
    const kind = kindOf(path)
    const complain = complainAbout(file, faults)
    if (kind === 'rule') {
      lintRule(file, library, checks, complain)
      if (!existsSync(join(library.folder, examplesPath(path))))
        complain('noExamples', [], { file: examplesPath(path) })
    } else if (kind === 'examples') {
      const beside = path.replace(/\.examples\.yaml$/, '.yaml')
      const rule = files.get(beside)?.value as Rule | undefined
      if (rule) lintExamples(file, rule, checks.get(rule.check), complain)
      else if (!existsSync(join(library.folder, beside))) complain('examplesAlone', [])
    } else lintTable(file, kind, library, complain)
  }
  // A ruleset is resolved only where its parts are sound; else it would repeat their faults.
  if (faults.length === 0) faults.push(...(await lintResolution(library, checks)))
  return faults.sort(
    (a, b) => compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  )
}

/** InputErrors inside whatever was thrown; anything else is a bug and goes on. */
export function inputErrors(error: unknown): InputError[] {
  if (error instanceof InputError) return [error]
  if (error instanceof InputErrorList) return [...error.errors]
  throw error
}

function lintIds(files: ReadonlyMap<string, YamlFile>, faults: LintFault[]): void {
  const seen = new Map<string, string>()
  for (const [path, file] of files) {
    if (kindOf(path) !== 'rule') continue
    const { id } = file.value as Rule
    const other = seen.get(id)
    if (other !== undefined) complainAbout(file, faults)('duplicateRule', ['id'], { id, other })
    seen.set(id, path)
  }
}

async function lintResolution(
  library: RuleLibrary,
  checks: ReadonlyMap<string, AnyCheck>,
): Promise<LintFault[]> {
  const faults: LintFault[] = []
  for (const id of Object.keys(library.rulesets)) {
    if (!existsSync(join(library.folder, 'rulesets', `${id}.yaml`))) continue
    try {
      await resolveRuleset(library, id, checks)
    } catch (error) {
      faults.push(...inputErrors(error).map(one => ({ ...faultOf(one), file: `rulesets/${id}.yaml` })))
    }
  }
  return faults
}

function examplesPath(path: string): string {
  return path.replace(/\.yaml$/, '.examples.yaml')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
