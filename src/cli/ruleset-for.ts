import type { ResolvedRuleset } from '../model/rule.ts'
import type { RuleLibrary } from '../rules/load.ts'
import { checkLock, lockPath } from '../rules/lock.ts'
import { resolveRuleset } from '../rules/ruleset.ts'
import { type App, checksByName } from './app-run.ts'
import type { CliIo } from './io.ts'

/** The ruleset asked for, else the manifest's, else national; held against the app's `wutong.lock` where it names one. */
export async function rulesetFor(
  app: App | undefined,
  asked: string | undefined,
  io: CliIo,
  library: RuleLibrary,
): Promise<ResolvedRuleset> {
  const name = asked ?? app?.manifest.ruleset?.name ?? 'national'
  // A name taken from an app's manifest may not reach outside the app's folder.
  const ruleset =
    asked === undefined && app
      ? await resolveRuleset(library, name, checksByName, app.folder, app.folder)
      : await resolveRuleset(library, name, checksByName, io.cwd)
  const lock = app?.manifest.ruleset?.lock
  // Asking for another ruleset by hand is a question, not the pinned run.
  if (app && lock !== undefined && asked === undefined)
    await checkLock(lockPath(app.folder, lock), ruleset, lock)
  return ruleset
}
