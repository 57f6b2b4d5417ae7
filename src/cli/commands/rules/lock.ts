import { checkLock, lockPath, writeLock } from '../../../rules/lock.ts'
import { resolveRuleset } from '../../../rules/ruleset.ts'
import { fill } from '../../../text/fill.ts'
import { checksByName, readApp } from '../../app-run.ts'
import type { Run } from '../rules.ts'

const LOCK = 'wutong.lock'

/** `wutong rules lock [APP]`: pins the app to its ruleset as it is now; `--check` only compares (exit 2 when it differs). */
export const run: Run = async ({ io, library, say }, [path = '.'], flags) => {
  const app = await readApp(path, io)
  const { ruleset: stated } = app.manifest
  const asked = flags.ruleset
  const base = asked === undefined ? app.folder : io.cwd
  const ruleset = await resolveRuleset(library, asked ?? stated?.name ?? 'national', checksByName, base)
  const file = stated?.lock ?? LOCK
  const target = lockPath(app.folder, file)
  const facts = { file, ruleset: ruleset.id, version: ruleset.version, sha256: ruleset.sha256.slice(0, 12) }
  if (flags.check) {
    const { wordsDiffer } = await checkLock(target, ruleset, file)
    io.stdout(`${fill(say(wordsDiffer ? 'lockWordsDiffer' : 'lockHolds'), facts)}\n`)
    return
  }
  await writeLock(target, ruleset)
  io.stdout(`${fill(say('lockWritten'), facts)}\n`)
  if (stated?.lock === undefined) io.stderr(`${fill(say('lockUnnamed'), facts)}\n`)
}
