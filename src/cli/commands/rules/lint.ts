import { lintLibrary } from '../../../rules/lint.ts'
import type { LintFault } from '../../../rules/lint-fault.ts'
import { ownRules } from '../../../rules/load.ts'
import { fill } from '../../../text/fill.ts'
import { checksByName } from '../../app-run.ts'
import type { Run } from '../rules.ts'

/** `wutong rules lint`: one line a fault, `file:line:column what`; exit 1 when there is any. */
export const run: Run = async ({ io, say, library, libraryOf, shown }, _names, flags) => {
  const pack = await libraryOf(flags)
  const faults = await lintLibrary(pack, checksByName)
  const text = ({ words, id, data, file }: LintFault) => {
    const key = words === 'input' ? `input.${id}.what` : `lint.${id}`
    return fill(library.words[key]?.[io.lang] ?? id, { file, ...data })
  }
  for (const fault of faults) {
    const place = [shown(pack, fault.file), fault.line, fault.column]
      .filter(part => part !== undefined)
      .join(':')
    io.stdout(`${place} ${text(fault)} [${fault.id}]\n`)
  }
  const count = ownRules(pack).length
  io.stdout(
    `${fill(say(faults.length === 0 ? 'lintClean' : 'lintFaults'), { rules: count, faults: faults.length })}\n`,
  )
  if (faults.length > 0) io.exit(1)
}
