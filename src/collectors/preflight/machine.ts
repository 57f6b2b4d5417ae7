import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { Probe } from './probe.ts'

/** Ours: a run of the largest catalogue writes less than half of this. */
const LEAST_FREE_MB = 500
const FONT =
  /noto\s?sans\s?(cjk|sc|tc)|noto\s?serif\s?(cjk|sc)|notosans(cjk|sc)|source\s?han|sourcehan|wqy|wenquanyi|simsun|simhei|msyh|yahei|pingfang|heiti|songti|stheiti|droidsansfallback/i
const FONT_FOLDERS = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  '/System/Library/Fonts',
  '/Library/Fonts',
  'C:\\Windows\\Fonts',
  join(homedir(), '.fonts'),
  join(homedir(), '.local/share/fonts'),
]
const BROWSERS = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'chrome.exe',
  'msedge.exe',
]
const INSTALLED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** What of this machine the checks rest on. Looks only; starts nothing but the system's own list of fonts. */
export async function probeMachine(
  env: Readonly<Record<string, string | undefined>>,
  now: Date,
  rulesetDate: string,
): Promise<Probe[]> {
  return [
    { id: 'node', state: 'ok', say: 'ok', data: { version: process.versions.node } },
    await temporary(),
    clock(now, rulesetDate),
    await browser(env),
    await font(env),
    // One app's run keeps everything in files.
    { id: 'database', state: 'ok', say: 'unused', data: {} },
  ]
}

async function temporary(): Promise<Probe> {
  const folder = tmpdir()
  try {
    const own = await mkdtemp(join(folder, 'wutong-doctor-'))
    await writeFile(join(own, 'probe'), 'probe')
    await rm(own, { recursive: true, force: true })
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? ''
    return { id: 'temporary', state: 'error', say: 'unwritable', data: { folder, why } }
  }
  const free = await statfs(folder).catch(() => undefined)
  const megabytes = free ? Math.floor((free.bavail * free.bsize) / 2 ** 20) : LEAST_FREE_MB
  return megabytes < LEAST_FREE_MB
    ? {
        id: 'temporary',
        state: 'warning',
        say: 'full',
        data: { folder, free: megabytes, least: LEAST_FREE_MB },
      }
    : { id: 'temporary', state: 'ok', say: 'ok', data: { folder } }
}

/** Without a network only the absurd shows: a clock before the ruleset was made. */
function clock(now: Date, rulesetDate: string): Probe {
  const data = { now: now.toISOString(), ruleset: rulesetDate }
  return now.toISOString().slice(0, 10) < rulesetDate
    ? { id: 'clock', state: 'warning', say: 'early', data }
    : { id: 'clock', state: 'ok', say: 'ok', data }
}

async function browser(env: Readonly<Record<string, string | undefined>>): Promise<Probe> {
  const named = ['CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH'].flatMap(name => env[name] ?? [])
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const places = [
    ...named,
    ...BROWSERS.flatMap(name => onPath.map(folder => join(folder, name))),
    ...INSTALLED,
  ]
  for (const path of places) {
    if (await executable(path)) return { id: 'browser', state: 'ok', say: 'ok', data: { path } }
  }
  return { id: 'browser', state: 'warning', say: 'missing', data: {} }
}

const executable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

async function font(env: Readonly<Record<string, string | undefined>>): Promise<Probe> {
  const name = (await listedFont(env)) ?? (await fontFile(FONT_FOLDERS))
  return name === undefined
    ? { id: 'font', state: 'warning', say: 'missing', data: {} }
    : { id: 'font', state: 'ok', say: 'ok', data: { name } }
}

/** A font that says it covers Chinese, by fontconfig where that is installed. */
async function listedFont(env: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('fc-list', [':lang=zh', 'family'], {
      timeout: 5000,
      maxBuffer: 2 ** 20,
      env: { ...env },
    })
    return stdout.split('\n', 1)[0]?.split(',')[0]?.trim() || undefined
  } catch {
    return undefined
  }
}

/** Three levels deep at most: that is how deep systems put them. */
async function fontFile(folders: readonly string[], depth = 0): Promise<string | undefined> {
  for (const folder of folders) {
    const entries = (await readdir(folder, { withFileTypes: true }).catch(() => [])).slice(0, 2000)
    const file = entries.find(entry => entry.isFile() && FONT.test(entry.name))
    if (file) return file.name
    const below = entries.filter(entry => entry.isDirectory()).map(entry => join(folder, entry.name))
    const found = depth < 3 ? await fontFile(below, depth + 1) : undefined
    if (found) return found
  }
  return undefined
}
