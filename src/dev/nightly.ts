/** `npm run nightly`: what takes too long for CI, one after the other. A part that fails hides none of those after it. */
import { spawnSync } from 'node:child_process'

const PARTS = [
  ['src/dev/faults.ts'],
  ['src/dev/mutate.ts'],
  ['src/dev/eval-openapi.ts', '--count', '300'],
  ['src/dev/eval-official.ts'],
]

const failed = PARTS.filter(part => {
  process.stdout.write(`\n== node ${part.join(' ')}\n`)
  return spawnSync(process.execPath, part, { stdio: 'inherit' }).status !== 0
})
for (const part of failed) process.stdout.write(`x node ${part.join(' ')}\n`)
process.exitCode = failed.length > 0 ? 1 : 0
