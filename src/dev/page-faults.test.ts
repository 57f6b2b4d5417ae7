import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureMistakes } from './exemplary-clean.ts'
import { type Fault, loadFaults } from './fault-file.ts'
import { applyFault, copyExemplary, inFolder } from './fault-patch.ts'
import { faultMistakes, placeMistakes } from './fault-verdict.ts'
import { checkFolder, type Kit, openKits } from './in-process.ts'
import { SharedEyes } from './page-eyes.ts'
import { seeded } from './seeded.ts'

/** `npm run faults` looks at every page fault; here a few, others with another `WUTONG_SEED`. */
const FEW = 6
const faults = loadFaults().filter(({ edit }) => edit.pages)
const random = seeded(Number(process.env.WUTONG_SEED ?? 1))

function drawn(): Fault[] {
  const left = [...faults]
  return Array.from({ length: FEW }, () => left.splice(random.between(0, left.length - 1), 1)[0] as Fault)
}

describe('page faults', { timeout: 300_000 }, () => {
  const eyes = new SharedEyes()
  let kitFor: (ruleset: string) => Kit
  beforeAll(async () => {
    kitFor = await openKits(faults.map(({ ruleset }) => ruleset))
  })
  afterAll(() => eyes.close())

  it('are none in the exemplary app', async () => {
    const [one] = faults
    await inFolder(async folder => {
      copyExemplary(folder)
      const run = await checkFolder(folder, kitFor(one?.ruleset ?? ''), { pages: eyes.first() })
      expect(fixtureMistakes(run)).toEqual([])
    })
  })

  it.each(drawn())('$name trips its own code only, on a page it shows on', async fault => {
    await inFolder(async folder => {
      const planted = applyFault(fault, folder)
      const run = await checkFolder(folder, kitFor(fault.ruleset), {
        pages: eyes.changed(planted[0]?.pages?.again ?? []),
      })
      expect([...faultMistakes(fault, run), ...placeMistakes(fault, planted, run.findings)]).toEqual([])
    })
  })
})
