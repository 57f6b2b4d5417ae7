import { writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { makeFolder } from '../engine/folder.ts'
import { InputError } from '../model/input-error.ts'
import type { ReportOptions } from '../model/reporter.ts'
import type { Scorecard } from '../model/scorecard.ts'
import { reporters } from '../reporters/index.ts'
import type { CliIo } from './io.ts'

export const FORMATS: readonly string[] = Object.keys(reporters)

const FILE_NAMES: Record<string, string> = {
  pretty: 'scorecard.txt',
  json: 'scorecard.json',
  sarif: 'scorecard.sarif',
  markdown: 'scorecard.md',
  html: 'scorecard.html',
  junit: 'scorecard.junit.xml',
  csv: 'scorecard.csv',
  github: 'scorecard.github.txt',
  gitlab: 'scorecard.gitlab.json',
  badge: 'scorecard.svg',
}

/** Formats that list every finding, beyond the 200 of a rule that a scorecard keeps. */
const LISTS: readonly string[] = ['csv', 'gitlab']

export const wantsEveryFinding = (plans: readonly FormatPlan[]): boolean =>
  plans.some(({ name }) => LISTS.includes(name))

/** Where each format goes; `undefined` = standard output. */
export interface FormatPlan {
  name: string
  file: string | undefined
}

/** Settled before anything is collected. @throws InputError `usage-format`, `usage-two-on-stdout`. */
export function planFormats(asked: readonly string[], output: string | undefined, cwd: string): FormatPlan[] {
  const plans = (asked.length === 0 ? ['pretty'] : asked).map(text => {
    const [name = '', ...rest] = text.split('=')
    if (!FORMATS.includes(name))
      throw new InputError('usage-format', undefined, { name, allowed: FORMATS.join(' ') })
    const file = rest.join('=')
    if (file) return { name, file: resolve(cwd, file) }
    // With a folder given, only what is read on a terminal stays on the terminal.
    if (output !== undefined && name !== 'pretty')
      return { name, file: join(output, FILE_NAMES[name] ?? `scorecard.${name}`) }
    return { name, file: undefined }
  })
  const onStdout = plans.filter(plan => plan.file === undefined)
  if (onStdout.length > 1) {
    throw new InputError('usage-two-on-stdout', undefined, {
      names: onStdout.map(plan => plan.name).join(' '),
    })
  }
  return plans
}

/** Renders every format asked for. */
export async function writeReports(
  scorecard: Scorecard,
  plans: readonly FormatPlan[],
  options: ReportOptions,
  io: CliIo,
  written: (file: string) => void,
): Promise<void> {
  for (const { name, file } of plans) {
    const load = reporters[name]
    if (!load) continue
    const report = await load()
    const bytes = report(scorecard, file === undefined ? options : { ...options, color: false })
    if (file === undefined) io.stdout(bytes)
    else {
      await save(file, bytes)
      written(file)
    }
  }
}

/** @throws InputError `usage-not-written`. */
export async function save(file: string, bytes: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(file))
  try {
    await writeFile(file, bytes)
  } catch (error) {
    throw new InputError('usage-not-written', undefined, {
      file,
      why: (error as NodeJS.ErrnoException).code ?? '',
    })
  }
}
