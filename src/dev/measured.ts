import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Measured {
  /** User and system CPU, seconds. */
  cpu: number
  /** Peak resident set, bytes. */
  rss: number
  status: number | null
  stdout: string
}

/** Runs a Node process `runs` times, elsewhere and with further variables if said, and returns the run with the median CPU. */
export function measured(
  args: readonly string[],
  runs = 3,
  { cwd = '.', env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'wutong-measure-'))
  const file = join(folder, 'usage.json')
  const all: Measured[] = []
  for (let run = 0; run < runs; run++) {
    const { stdout, status } = spawnSync(
      process.execPath,
      ['--import', join(import.meta.dirname, 'measure.js'), ...args],
      {
        encoding: 'utf8',
        maxBuffer: 512 << 20,
        cwd,
        env: { ...process.env, ...env, WUTONG_MEASURE: file },
      },
    )
    all.push({ ...(JSON.parse(readFileSync(file, 'utf8')) as { cpu: number; rss: number }), status, stdout })
  }
  rmSync(folder, { recursive: true })
  return all.sort((a, b) => a.cpu - b.cpu)[Math.floor(runs / 2)] as Measured
}
