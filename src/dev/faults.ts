import { cpSync } from 'node:fs'
import { fixtureMistakes } from './exemplary-clean.ts'
import { type Fault, loadFaults } from './fault-file.ts'
import { applyFault, copyExemplary, inFolder } from './fault-patch.ts'
import { faultMistakes, troubles } from './fault-verdict.ts'
import { checkFolder, openKits } from './in-process.ts'

/**
 * `npm run faults [-- NAME [DIR]]`: every one-fault app must fail exactly its own code, with its own message, under the ruleset
 * it names; the exemplary app must be clean under each of those.
 * Prints fault x codes; exit 1 otherwise. With NAME only that fault; with DIR the patched app is kept there.
 */
const MOST_DOUBLE_HITS = 5

const [only, keep] = process.argv.slice(2)
const faults = loadFaults().filter(({ name }) => only === undefined || name === only)
if (faults.length === 0) throw new Error(`no fault called ${only}`)

const rulesets = [...new Set(['national', ...faults.map(({ ruleset }) => ruleset)])]
const kitFor = await openKits(rulesets)
const wrong = await inFolder(async folder => {
  copyExemplary(folder)
  const mistakes: string[] = []
  for (const name of rulesets) {
    for (const mistake of fixtureMistakes(await checkFolder(folder, kitFor(name))))
      mistakes.push(`exemplary under ${name}: ${mistake}`)
  }
  return mistakes
})
const rows: { fault: Fault; hit: Map<string, string> }[] = []
for (const fault of faults) {
  try {
    await inFolder(async folder => {
      applyFault(fault, folder)
      if (keep !== undefined) cpSync(folder, keep, { recursive: true })
      const run = await checkFolder(folder, kitFor(fault.ruleset))
      rows.push({ fault, hit: troubles(run.scorecard) })
      for (const mistake of faultMistakes(fault, run)) wrong.push(`${fault.name}: ${mistake}`)
    })
  } catch (error) {
    wrong.push(`${fault.name}: ${(error as Error).message}`)
  }
}
const double = faults.filter(({ alsoHits }) => alsoHits.length > 0)
if (double.length > MOST_DOUBLE_HITS)
  wrong.push(`${double.length} faults hit two codes, at most ${MOST_DOUBLE_HITS} may`)

printMatrix()
for (const { name, alsoHits } of double) {
  for (const { code, reason } of alsoHits) process.stdout.write(`${name} also hits ${code}: ${reason}\n`)
}
for (const { name, alsoUntested } of faults) {
  for (const { code, reason } of alsoUntested)
    process.stdout.write(`${name} leaves ${code} unjudged: ${reason}\n`)
}
process.stdout.write(`${rows.length} faults, ${wrong.length} mistakes\n`)
for (const line of wrong) process.stdout.write(`x ${line}\n`)
process.exitCode = wrong.length > 0 ? 1 : 0

/** F failed, ? cantTell, - untested, . neither. */
function printMatrix(): void {
  const sign: Record<string, string> = { failed: 'F', cantTell: '?', untested: '-' }
  const codes = [
    ...new Set([...rows.map(({ fault }) => fault.code), ...rows.flatMap(({ hit }) => [...hit.keys()])]),
  ]
  const width = Math.max(...rows.map(({ fault }) => fault.name.length), 5)
  for (let at = 0; at < Math.max(...codes.map(code => code.length)); at++) {
    process.stdout.write(`${' '.repeat(width)} ${codes.map(code => code.padStart(7)[at] ?? ' ').join(' ')}\n`)
  }
  for (const { fault, hit } of rows) {
    const cells = codes.map(code => sign[hit.get(code) ?? ''] ?? '.')
    process.stdout.write(`${fault.name.padEnd(width)} ${cells.join(' ')}  ${fault.message}\n`)
  }
}
