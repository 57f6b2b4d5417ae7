import { spawn } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

/** One file of an app as a scenario describes it; a bare text is its content. */
type FileSpec =
  | string
  | { base64: string }
  /** `before`, then `text` repeated, then `after`. */
  | { repeat: string; times: number; before?: string; after?: string }
  | { folder: true }
  | { link: string }

interface Expected {
  exit: number
  /** Fragments; an empty text means: nothing at all. */
  stdout?: string[] | ''
  stderr?: string[] | ''
  lacks?: string[]
  /** JSON pointer into standard output -> value. */
  json?: Record<string, unknown>
  /** Seconds it may take at most. */
  within?: number
}
interface Step extends Expected {
  run: string[]
}
interface Scenario extends Partial<Step> {
  name: string
  /** `exemplary`: start from a copy of that app. */
  app?: string
  files?: Record<string, FileSpec>
  /** Texts replaced in files of the app. */
  replace?: Record<string, [from: string, to: string][]>
  steps?: Step[]
}

const FOLDER = 'fixtures/scenarios'
const BIN = resolve('bin/wutong.js')
const LONGEST_MS = 60_000

for (const file of readdirSync(FOLDER).filter(name => name.endsWith('.yaml'))) {
  describe.concurrent(file, () => {
    const scenarios = parse(readFileSync(join(FOLDER, file), 'utf8')) as Scenario[]
    it.each(scenarios)('$name', { timeout: 3 * LONGEST_MS }, async scenario => {
      const folder = mkdtempSync(join(tmpdir(), 'wutong-scenario-'))
      try {
        lay(scenario, folder)
        for (const step of scenario.steps ?? [scenario as Step]) await play(step, folder)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })
  })
}

function lay(scenario: Scenario, folder: string): void {
  if (scenario.app) cpSync(join('fixtures/apps', scenario.app), folder, { recursive: true })
  for (const [name, spec] of Object.entries(scenario.files ?? {})) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    if (typeof spec === 'string') writeFileSync(path, spec)
    else if ('base64' in spec) writeFileSync(path, Buffer.from(spec.base64, 'base64'))
    else if ('repeat' in spec) {
      writeFileSync(path, (spec.before ?? '') + spec.repeat.repeat(spec.times) + (spec.after ?? ''))
    } else if ('link' in spec) symlinkSync(spec.link, path)
    else mkdirSync(path)
  }
  for (const [name, changes] of Object.entries(scenario.replace ?? {})) {
    let text = readFileSync(join(folder, name), 'utf8')
    for (const [from, to] of changes) {
      if (!text.includes(from)) throw new Error(`${name} does not hold ${from}`)
      text = text.replaceAll(from, to)
    }
    writeFileSync(join(folder, name), text)
  }
}

async function play(step: Step, folder: string): Promise<void> {
  const started = performance.now()
  const { exit, stdout, stderr } = await run(step.run, folder)
  const both = `${stdout}\n${stderr}`
  expect(both).not.toMatch(/^\s+at .*[:(]\d+:\d+\)?$|node:internal/m)
  // Whatever names hold, the terminal must not be steered by them.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there
  expect(both).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  expect({ exit, stderr }).toEqual({ exit: step.exit, stderr: expect.any(String) })
  if (step.stdout === '') expect(stdout).toBe('')
  else for (const fragment of step.stdout ?? []) expect(stdout).toContain(fragment)
  if (step.stderr === '') expect(stderr).toBe('')
  else for (const fragment of step.stderr ?? []) expect(stderr).toContain(fragment)
  for (const fragment of step.lacks ?? []) expect(both).not.toContain(fragment)
  if (step.json) {
    const value = JSON.parse(stdout) as unknown
    for (const [pointer, expected] of Object.entries(step.json)) {
      expect({ pointer, value: at(value, pointer) }).toEqual({ pointer, value: expected })
    }
  }
  if (step.within !== undefined) expect((performance.now() - started) / 1000).toBeLessThan(step.within)
}

function run(argv: string[], cwd: string): Promise<{ exit: number | null; stdout: string; stderr: string }> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [BIN, ...argv], {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd, LANG: 'zh_CN.UTF-8' },
      timeout: LONGEST_MS,
    })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', failed)
    child.on('close', exit =>
      done({
        exit,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
      }),
    )
  })
}

/** The value at a pointer; `/list/@code=U1-08/outcome` picks the member of a list whose `code` is U1-08. */
function at(value: unknown, pointer: string): unknown {
  let node = value
  for (const part of pointer.split('/').slice(1)) {
    const [, field, wanted] = /^@(\w+)=(.*)$/.exec(part) ?? []
    node =
      field !== undefined
        ? (node as Record<string, unknown>[]).find(member => member[field] === wanted)
        : (node as Record<string, unknown> | undefined)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  return node
}
