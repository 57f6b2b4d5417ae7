import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

interface Job {
  script?: string[]
  artifacts?: { when: string; paths: string[] }
  steps?: { run?: string; uses?: string; if?: string; with?: Record<string, string> }[]
}

/** The jobs printed in a README, as written there. */
function jobsOf(readme: string): { gitlab: Job; github: Job } {
  const blocks = [...readFileSync(readme, 'utf8').matchAll(/```yaml\n(.*?)```/gs)].map(
    match => parse(match[1] as string) as Record<string, unknown>,
  )
  const named = (jobs: unknown) => (jobs as Record<string, Job> | undefined)?.['five-unifications']
  const gitlab = named(blocks.find(block => 'five-unifications' in block))
  const github = named(blocks.find(block => 'jobs' in block)?.jobs)
  if (!gitlab || !github) throw new Error(`${readme} shows no such jobs`)
  return { gitlab, github }
}

let app: string
beforeAll(() => {
  app = mkdtempSync(join(tmpdir(), 'wutong-ci-'))
  cpSync('fixtures/apps/exemplary', app, { recursive: true })
  const bin = join(app, 'node_modules', '.bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(
    join(bin, 'wutong'),
    `#!/bin/sh\nexec "${process.execPath}" "${resolve('bin/wutong.js')}" "$@"\n`,
  )
  chmodSync(join(bin, 'wutong'), 0o755)
})
afterAll(() => rmSync(app, { recursive: true, force: true }))

/** Runs one line of a job's script as the runner's shell would, in the app's folder. */
function run(line: string) {
  return spawnSync('sh', ['-ec', line], {
    cwd: app,
    encoding: 'utf8',
    env: {
      ...process.env,
      CI: 'true',
      PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    },
  })
}

describe.each(['README.md', 'README.zh-CN.md'])('the CI jobs in %s', readme => {
  const { gitlab, github } = jobsOf(readme)

  it('run as a GitLab job and leave the artifacts it names', () => {
    for (const line of gitlab.script ?? []) {
      const { status, stdout, stderr } = run(line)
      expect({ status, stderr }).toMatchObject({ status: 0 })
      expect(stdout).toContain('100')
    }
    expect(gitlab.artifacts?.when).toBe('always')
    for (const path of gitlab.artifacts?.paths ?? []) {
      expect(existsSync(join(app, path))).toBe(true)
      rmSync(join(app, path))
    }
  })

  it('run as a GitHub job and upload the file they wrote, also after a failure', () => {
    for (const step of github.steps ?? []) if (step.run) expect(run(step.run).status).toBe(0)
    const upload = github.steps?.find(step => step.uses?.includes('upload-sarif'))
    expect(upload?.if).toBe('always()')
    const sarif = JSON.parse(readFileSync(join(app, upload?.with?.sarif_file as string), 'utf8'))
    expect(sarif.version).toBe('2.1.0')
  })
})
