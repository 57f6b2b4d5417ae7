import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { targetOf } from '../../../collectors/manifest.ts'
import { settledByTarget } from '../../../engine/applicability.ts'
import { InputError } from '../../../model/input-error.ts'
import type { RuleLibrary } from '../../../rules/load.ts'
import { fill } from '../../../text/fill.ts'
import { readApp } from '../../app-run.ts'
import type { CliIo } from '../../io.ts'
import { timeOf } from '../../options.ts'
import { rulesetFor } from '../../ruleset-for.ts'
import type { ExportFlags } from '../attest.ts'
import { blankText } from './statement-text.ts'

const HEAD = `# 人工证明表:逐项填写后用 wutong attest import 本文件 APP 写入;结论(verdict)留空的不写入。
# 证据文件放在 wutong.yaml 所在文件夹内,路径相对于它;sha256 留空由导入时计算。
# Form of statements: fill it, then wutong attest import FILE APP. Entries without a verdict are left out.
# Evidence files stand inside the manifest's folder, paths relative to it; an empty sha256 is worked out on import.
statements:
`

/**
 * Writes the form of every statement asked of an app, to a new file or to standard output.
 * @throws InputError `attest-nothing`, `attest-exists`, and those of reading the app and its ruleset.
 */
export async function exportForm(
  path: string,
  flags: ExportFlags,
  io: CliIo,
  library: RuleLibrary,
): Promise<void> {
  const app = await readApp(path, io)
  const ruleset = await rulesetFor(app, flags.ruleset, io, library)
  const target = targetOf(app.manifest, null)
  const now = timeOf(flags.now) ?? io.now().toISOString()
  const asked = ruleset.rules
    .filter(rule => rule.attestation)
    .filter(rule => settledByTarget(rule, target, now)?.outcome !== 'inapplicable')
    .sort((a, b) => (a.code < b.code ? -1 : 1))
  if (asked.length === 0) throw new InputError('attest-nothing', undefined, { ruleset: ruleset.id })
  const text = HEAD + asked.map(blankText).join('')
  if (flags.output === undefined) return io.stdout(text)
  try {
    await writeFile(resolve(io.cwd, flags.output), text, { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new InputError('attest-exists', { file: flags.output }, {})
  }
  const words = library.words['attest.exported']?.[io.lang] ?? '{file}'
  io.stderr(`${fill(words, { file: flags.output, count: asked.length })}\n`)
}
