import { cpSync } from 'node:fs'
import { fixtureMistakes } from './exemplary-clean.ts'
import { type Fault, GUEST, loadFaults } from './fault-file.ts'
import { applyFault, copyExemplary, inFolder } from './fault-patch.ts'
import { faultMistakes, troubles } from './fault-verdict.ts'
import { checkFolder, openKits } from './in-process.ts'
import { SharedEyes } from './page-eyes.ts'
import type { Memory } from './remembered.ts'

/**
 * `npm run faults [-- NAMES [DIR]]`: every one-fault app must fail exactly its own code, with its own message, under the ruleset
 * it names; the exemplary app must be clean under each of those. Page faults are judged with the pages looked at, in one browser:
 * of the exemplary app all, of the exemplary guest all, then of each fault the pages it names.
 * Prints fault x codes; exit 1 otherwise. With NAMES (comma separated; `pages` = every page fault) only those; with DIR the patched app is kept there.
 */
const MOST_DOUBLE_HITS = 5

const [only, keep] = process.argv.slice(2)
const names = only?.split(',')
const wanted = ({ name, edit }: Fault) => names?.some(one => one === name || (one === 'pages' && edit.pages))
const faults = loadFaults().filter(fault => names === undefined || wanted(fault))
if (faults.length === 0) throw new Error(`no fault called ${only}`)

const ofPages = faults.filter(({ edit }) => edit.pages)
const pageRulesets = new Set(ofPages.map(({ ruleset }) => ruleset))
const rulesets = [...new Set(['national', ...faults.map(({ ruleset }) => ruleset)])]
const kitFor = await openKits(rulesets)
const memory: Memory = new Map()
const eyes = new SharedEyes()
const spent = { files: 0, exemplary: 0, pages: 0 }
const rows: { fault: Fault; hit: Map<string, string> }[] = []
const wrong: string[] = []
try {
  await inFolder(async folder => {
    copyExemplary(folder)
    for (const name of rulesets) {
      const seen = () => checkFolder(folder, kitFor(name), { memory, pages: eyes.first() })
      const runs = [await checkFolder(folder, kitFor(name), { memory })]
      if (pageRulesets.has(name)) runs.push(await timed('exemplary', seen))
      if (pageRulesets.has(name)) {
        const { scorecard } = await checkFolder(GUEST, kitFor(name), { pages: eyes.first() })
        for (const [code, outcome] of troubles(scorecard))
          wrong.push(`guest under ${name}: ${code} ${outcome}`)
      }
      for (const mistake of runs.flatMap(fixtureMistakes)) wrong.push(`exemplary under ${name}: ${mistake}`)
    }
  })
  for (const fault of faults) {
    try {
      await timed(fault.edit.pages ? 'pages' : 'files', () => inFolder(folder => judgeFault(fault, folder)))
    } catch (error) {
      wrong.push(`${fault.name}: ${(error as Error).message}`)
    }
    tell(fault.name)
  }
} finally {
  await eyes.close()
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
const each = (seconds: number, count: number) => (count === 0 ? '-' : (seconds / count).toFixed(2))
process.stdout.write(
  `seconds a fault: files ${each(spent.files, faults.length - ofPages.length)}, pages ${each(spent.pages, ofPages.length)}; pages of the exemplary app once ${spent.exemplary.toFixed(1)}\n`,
)
for (const line of wrong) process.stdout.write(`x ${line}\n`)
process.exitCode = wrong.length > 0 ? 1 : 0

async function judgeFault(fault: Fault, folder: string): Promise<void> {
  const [place] = applyFault(fault, folder)
  if (keep !== undefined) cpSync(folder, keep, { recursive: true })
  const pages = place?.pages && eyes.changed(place.pages.again)
  const run = await checkFolder(folder, kitFor(fault.ruleset), { memory, ...(pages ? { pages } : {}) })
  rows.push({ fault, hit: troubles(run.scorecard) })
  for (const mistake of faultMistakes(fault, run)) wrong.push(`${fault.name}: ${mistake}`)
}

/** Page faults take minutes: each is told as it is judged. */
function tell(name: string): void {
  if (ofPages.length === 0) return
  const own = wrong.filter(line => line.startsWith(`${name}:`))
  process.stderr.write(
    `${own.length === 0 ? 'as said' : 'x'} ${name}\n${own.map(line => `  ${line}\n`).join('')}`,
  )
}

async function timed<T>(part: keyof typeof spent, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    return await work()
  } finally {
    spent[part] += (performance.now() - started) / 1000
  }
}

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
