import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A browser that could be started. */
export interface FoundBrowser {
  path: string
  /** `given` by option or environment, `installed` on the machine, `cache` of puppeteer, `packaged` with this kit. */
  origin: 'given' | 'installed' | 'cache' | 'packaged'
  /** Shared libraries the packaged browser brings along; for its LD_LIBRARY_PATH. */
  libraries?: string
}

export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>
  platform: NodeJS.Platform
}

/** Names on PATH, best first; fixed places for the systems that put none there. */
const NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
]
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  linux: ['/opt/google/chrome/chrome', '/opt/apps/cn.google.chrome/files/chrome'],
}
const WINDOWS_PLACES = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
]

/**
 * The browser named by option, else by `WUTONG_BROWSER` or `PUPPETEER_EXECUTABLE_PATH`, else one installed, else one in
 * puppeteer's cache. Undefined when there is none: the caller may then unpack the one that ships with the kit.
 */
export function findBrowser(
  given: string | undefined,
  { env, platform }: Surroundings,
): FoundBrowser | undefined {
  const named = given ?? env.WUTONG_BROWSER ?? env.PUPPETEER_EXECUTABLE_PATH
  if (named) return { path: named, origin: 'given' }
  const installed = [...onPath(env, platform), ...fixedPlaces(env, platform)].find(runs)
  if (installed) return { path: installed, origin: 'installed' }
  const cached = cachedBy(env).find(runs)
  return cached ? { path: cached, origin: 'cache' } : undefined
}

function onPath(env: Surroundings['env'], platform: NodeJS.Platform): string[] {
  if (platform === 'win32') return []
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  return NAMES.flatMap(name => folders.map(folder => join(folder, name)))
}

function fixedPlaces(env: Surroundings['env'], platform: NodeJS.Platform): string[] {
  if (platform !== 'win32') return [...(PLACES[platform] ?? [])]
  const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
    root => root !== undefined,
  )
  return WINDOWS_PLACES.flatMap(place => roots.map(root => `${root}\\${place}`))
}

/** Newest first: `<cache>/chrome/<platform>-<version>/chrome-<platform>/chrome`. */
function cachedBy(env: Surroundings['env']): string[] {
  const cache = env.PUPPETEER_CACHE_DIR ?? join(homedir(), '.cache', 'puppeteer')
  return ['chrome', 'chrome-headless-shell'].flatMap(kind =>
    entries(join(cache, kind))
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .flatMap(version =>
        entries(join(cache, kind, version)).map(inner => join(cache, kind, version, inner, kind)),
      ),
  )
}

function entries(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
