/**
 * The golden corpus: saved bundles under `fixtures/golden/<case>/bundle` with the scorecard each must give.
 * `node src/dev/golden.ts` compares; `--update` writes the scorecards anew; `--recollect` makes the bundles anew from the
 * apps named in `cases.yaml` first.
 */
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Scorecard } from '../model/scorecard.ts'
import { applyFault, readFault } from './fault-patch.ts'
import { collectInto, judgeFolder, type Kit, openKit } from './in-process.ts'

interface Case {
  name: string
  /** A folder under `fixtures/apps`, a one-fault app, or a folder of its own under `fixtures/golden/<name>/app`. */
  app: string
}

const GOLDEN = 'fixtures/golden'
const update = process.argv.includes('--update')
const recollect = process.argv.includes('--recollect')

const cases = parse(readFileSync(join(GOLDEN, 'cases.yaml'), 'utf8')) as Case[]
const kit = await openKit()
let faults = 0
for (const { name, app } of cases) {
  const bundle = join(GOLDEN, name, 'bundle')
  if (recollect || !existsSync(bundle)) await recollectCase(app, bundle, kit)
  const scorecard = await judgeFolder(bundle, kit)
  const file = join(GOLDEN, name, 'scorecard.json')
  if (update || recollect) {
    await writeFile(file, `${JSON.stringify(scorecard, null, 2)}\n`)
    continue
  }
  for (const line of differences(JSON.parse(readFileSync(file, 'utf8')) as Scorecard, scorecard)) {
    faults++
    process.stdout.write(`${name}: ${line}\n`)
  }
}
process.stdout.write(
  faults === 0
    ? `golden corpus: ${cases.length} bundles, ${update || recollect ? 'rewritten' : 'scorecards unchanged'}\n`
    : `golden corpus: ${faults} differences. Intended? Raise the version of each check named above, then npm run golden.\n`,
)
process.exitCode = faults === 0 ? 0 : 1

async function recollectCase(app: string, bundle: string, kit: Kit): Promise<void> {
  await rm(bundle, { recursive: true, force: true })
  const folder = join('fixtures', 'apps', app)
  if (!existsSync(join(folder, 'fault.yaml')))
    return collectInto(existsSync(folder) ? folder : app, bundle, kit)
  const copy = await mkdtemp(join(tmpdir(), 'wutong-golden-'))
  try {
    await applyFault(readFault(folder), copy)
    await collectInto(copy, bundle, kit)
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

/** What differs in judgement (digest), rule by rule, and whether the check said so by its version. */
function differences(expected: Scorecard, found: Scorecard): string[] {
  if (expected.verdictDigest === found.verdictDigest) return []
  const lines: string[] = []
  const before = new Map(expected.assessments.map(assessment => [assessment.rule, assessment]))
  for (const now of found.assessments) {
    const was = before.get(now.rule)
    before.delete(now.rule)
    if (!was) lines.push(`new rule ${now.rule}: ${now.outcome}`)
    else if (JSON.stringify(was) !== JSON.stringify(now)) {
      const raised = was.check === now.check ? `still ${now.check}` : `${was.check} -> ${now.check}`
      lines.push(
        `${now.rule}: ${was.outcome} (${was.findingsTotal}) -> ${now.outcome} (${now.findingsTotal}), ${raised}`,
      )
    }
  }
  for (const gone of before.keys()) lines.push(`rule gone: ${gone}`)
  for (const field of ['verdict', 'score', 'gate', 'ruleset', 'coverage'] as const) {
    const [was, now] = [JSON.stringify(expected[field]), JSON.stringify(found[field])]
    if (was !== now) lines.push(`${field}: ${was} -> ${now}`)
  }
  return lines.length > 0 ? lines : ['the digest differs (evidence, causes or waivers)']
}
