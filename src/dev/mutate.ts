import { parseArgs } from 'node:util'
import { type Fault, loadFaults } from './fault-file.ts'
import { applyFault, copyExemplary, drawnChoice, inFolder } from './fault-patch.ts'
import { faultMistakes, placeMistakes } from './fault-verdict.ts'
import { checkFolder, openKits } from './in-process.ts'
import { SharedEyes } from './page-eyes.ts'
import type { Memory } from './remembered.ts'

/**
 * `npm run mutate -- [--seed N] [--rounds 20] [--only NAME,…]`: puts each fault at drawn eligible places, always the
 * first and the last among them, one at a time; it must be caught and reported where it was put. Page faults: on at most
 * four pages they can be drawn on. Exit 1 below 95 %.
 */
const LEAST_SHARE = 0.95
const PAGE_ROUNDS = 4

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '20' },
    only: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed)
const rounds = Number(values.rounds)
if (!Number.isInteger(seed) || !Number.isInteger(rounds) || rounds < 1)
  throw new Error('--seed and --rounds take whole numbers')

const only = values.only?.split(',')
const faults = loadFaults().filter(({ name }) => !only || only.includes(name))
if (faults.length === 0) throw new Error(`no fault called ${values.only}`)
const kitFor = await openKits(faults.map(({ ruleset }) => ruleset))
const memory: Memory = new Map()
const eyes = new SharedEyes()
const onPages = faults.find(({ edit }) => edit.pages)
if (onPages) {
  await inFolder(async folder => {
    copyExemplary(folder)
    await checkFolder(folder, kitFor(onPages.ruleset), { memory, pages: eyes.first() })
  })
}
const width = Math.max(...faults.map(({ name }) => name.length))
const started = performance.now()
let caught = 0
for (const [index, fault] of faults.entries()) {
  let here = 0
  const misses: string[] = []
  const places = new Set<string>()
  for (let round = 0; round < roundsOf(fault); round++) {
    try {
      const mistakes = await inFolder(async folder => {
        const planted = applyFault(fault, folder, { choice: drawnChoice(seed * 1000 + index, round) })
        for (const { unit, otherUnit, pointer } of planted)
          places.add(`${unit} ${otherUnit ?? ''} ${pointer}`)
        const again = planted[0]?.pages?.again
        const pages = again && eyes.changed(again)
        const run = await checkFolder(folder, kitFor(fault.ruleset), { memory, ...(pages ? { pages } : {}) })
        return [...faultMistakes(fault, run), ...placeMistakes(fault, planted, run.findings)]
      })
      if (mistakes.length === 0) here++
      else misses.push(`round ${round}: ${mistakes.join('; ')}`)
    } catch (error) {
      misses.push(`round ${round}: ${(error as Error).message}`)
    }
  }
  caught += here
  process.stdout.write(
    `${fault.code.padEnd(9)}${fault.name.padEnd(width)} ${here}/${roundsOf(fault)} caught at ${places.size} places\n`,
  )
  for (const miss of values.verbose ? misses : misses.slice(0, 2)) process.stdout.write(`  x ${miss}\n`)
}
await eyes.close()
const total = faults.reduce((sum, fault) => sum + roundsOf(fault), 0)
const share = caught / total
const seconds = ((performance.now() - started) / 1000).toFixed(1)
process.stdout.write(
  `${caught} of ${total} caught where they were put: ${(share * 100).toFixed(1)} % (seed ${seed}, ${seconds} s)\n`,
)

/** A page fault has no more places than the pages it can be drawn on. */
function roundsOf({ edit }: Fault): number {
  return edit.pages ? Math.min(rounds, edit.pages.among ? PAGE_ROUNDS : 1) : rounds
}
process.exitCode = share < LEAST_SHARE ? 1 : 0
