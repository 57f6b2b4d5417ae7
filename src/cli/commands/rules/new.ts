import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { InputError } from '../../../model/input-error.ts'
import type { RuleLibrary } from '../../../rules/load.ts'
import { fill } from '../../../text/fill.ts'
import { packageRoot } from '../../package-info.ts'
import type { Run } from '../rules.ts'

/** The scaffold stands in `src/dev`, which is not built: named by its shape here, loaded by address below. */
interface Scaffold {
  scaffoldRule(
    library: RuleLibrary,
    request: { id: string; code: string; unit: string; part?: string; clause?: string },
  ): Promise<string[]>
}

/** `wutong rules new FOLDER/NAME --code CODE --unit KIND`: rule, check and examples from a compiled template. */
export const run: Run = async ({ io, library, say }, [name = ''], flags) => {
  // Checks are TypeScript: only a checkout can take a new one, and only a checkout holds the templates.
  const source = join(packageRoot, 'src', 'dev', 'scaffold-rule.ts')
  if (!existsSync(source)) throw new InputError('rules-new-checkout')
  const { scaffoldRule } = (await import(pathToFileURL(source).href)) as Scaffold
  const { unit = 'item', code = '', part, clause } = flags
  const written = await scaffoldRule(library, {
    id: name,
    code,
    unit,
    ...(part === undefined ? {} : { part }),
    ...(clause === undefined ? {} : { clause }),
  })
  for (const file of written) io.stdout(`${fill(say('wrote'), { file })}\n`)
  io.stdout(`${say('newNext')}\n`)
}
