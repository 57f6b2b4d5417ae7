import { posix } from 'node:path'
import { InputError } from '../../model/input-error.ts'
import { isObject } from '../../text/json-tree.ts'
import { readText } from '../input/text-file.ts'
import { readJsonc } from '../mini-program/jsonc-file.ts'

const LARGEST = 2 * 1024 * 1024
const MOST_READ = 30

/** What build files and routers of a repository give away. */
export interface BuildFiles {
  name?: string
  description?: string
  version?: string
  /** A page for browsers is built here. */
  h5: boolean
  android: boolean
  ios: boolean
  harmony: boolean
  /** A generator of API documents is configured: the address it puts the document out at. */
  apiDocs?: string
  router?: 'hash' | 'history'
  /** Routes by what they are for. */
  routes: Partial<Record<RouteUse, string>>
}
export type RouteUse = 'privacy' | 'about' | 'search' | 'complaint' | 'elderHome'

const USES: Record<RouteUse, RegExp> = {
  privacy: /privacy|yinsi/i,
  about: /(^|\/)about(-?us)?(\/|$)/i,
  search: /(^|\/)search(\/|$)/i,
  complaint: /complain|tousu|feedback/i,
  elderHome: /elder|laonian|(^|\/)aged/i,
}

export async function readBuildFiles(folder: string, files: readonly string[]): Promise<BuildFiles> {
  const nearest = (name: RegExp) => files.find(path => name.test(posix.basename(path)))
  const found: BuildFiles = {
    h5: false,
    android: files.some(path => posix.basename(path) === 'AndroidManifest.xml'),
    ios: files.some(path => posix.basename(path) === 'Info.plist'),
    harmony: files.some(path => posix.basename(path) === 'module.json5'),
    routes: {},
  }
  const packageFile = nearest(/^package\.json$/)
  if (packageFile) await readPackage(folder, packageFile, files, found)
  const cordova = files.find(path => path === 'config.xml')
  const widget = cordova ? await textOf(folder, cordova) : ''
  if (/<widget\b/.test(widget)) {
    found.android ||= /<platform\s+name="android"/.test(widget) || !found.ios
    found.version ??= /<widget\b[^>]{0,400}\bversion="([\w.-]{1,30})"/.exec(widget)?.[1] as string
    found.name ??= /<name>([^<]{1,80})<\/name>/.exec(widget)?.[1]?.trim() as string
  }
  await readJava(folder, files, found)
  await readRouters(folder, files, found)
  return found
}

async function readPackage(
  folder: string,
  path: string,
  files: readonly string[],
  found: BuildFiles,
): Promise<void> {
  const value = await jsonOf(folder, path)
  for (const key of ['name', 'description', 'version'] as const) {
    const stated = value[key]
    if (typeof stated === 'string' && stated !== '') found[key] = stated.slice(0, 120)
  }
  const dependencies = { ...asObject(value.dependencies), ...asObject(value.devDependencies) }
  const framework = ['vue', 'react', '@angular/core', 'svelte', 'preact', 'jquery'].some(one =>
    Object.hasOwn(dependencies, one),
  )
  const miniOnly =
    Object.hasOwn(dependencies, '@dcloudio/uni-app') && !Object.hasOwn(dependencies, '@dcloudio/uni-h5')
  const page = files.some(file => /^(public\/)?index\.html$/.test(posix.relative(posix.dirname(path), file)))
  found.h5 = page && framework && !miniOnly
}

async function readJava(folder: string, files: readonly string[], found: BuildFiles): Promise<void> {
  const builds = files
    .filter(path => /^(pom\.xml|build\.gradle(\.kts)?)$/.test(posix.basename(path)))
    .slice(0, MOST_READ)
  for (const path of builds) {
    const text = await textOf(folder, path)
    if (/springdoc|knife4j-openapi3/.test(text)) found.apiDocs ??= '/v3/api-docs'
    else if (/springfox|knife4j|swagger-spring/.test(text)) found.apiDocs ??= '/v2/api-docs'
    const own = text.replace(/<parent>[\s\S]{0,2000}?<\/parent>/, '').slice(0, 4000)
    const version =
      /<version>([\w.-]{1,40})<\/version>/.exec(own)?.[1] ??
      /^version\s*=?\s*['"]([\w.-]{1,40})['"]/m.exec(own)?.[1]
    const name = /<artifactId>([\w.-]{1,80})<\/artifactId>/.exec(own)?.[1]
    const description = /<name>([^<$]{1,120})<\/name>/.exec(own)?.[1]?.trim()
    if (version) found.version ??= version
    if (name) found.name ??= name
    if (description) found.description ??= description
  }
}

async function readRouters(folder: string, files: readonly string[], found: BuildFiles): Promise<void> {
  const routers = files.filter(path =>
    /(^|\/)(router|routes|routing)(\/[\w-]+)*\.[jt]sx?$|(^|\/)(router|routes|main|app)\.[jt]sx?$/i.test(path),
  )
  for (const path of routers.slice(0, MOST_READ)) {
    const text = await textOf(folder, path)
    if (/createWebHashHistory|HashRouter|mode:\s*['"]hash['"]/.test(text)) found.router ??= 'hash'
    else if (/createWebHistory|BrowserRouter|mode:\s*['"]history['"]/.test(text)) found.router ??= 'history'
    for (const [, route] of text.matchAll(/\bpath:\s*['"]([^'"\n]{1,120})['"]/g))
      noteRoute(found.routes, route as string)
  }
}

/** Takes the first route for each use. */
export function noteRoute(routes: BuildFiles['routes'], route: string): void {
  for (const [use, pattern] of Object.entries(USES) as [RouteUse, RegExp][]) {
    if (pattern.test(route)) routes[use] ??= route
  }
}

async function textOf(folder: string, path: string): Promise<string> {
  try {
    return (await readText(folder, path, LARGEST)).text
  } catch (error) {
    if (error instanceof InputError) return ''
    throw error
  }
}

async function jsonOf(folder: string, path: string): Promise<Record<string, unknown>> {
  try {
    return (await readJsonc(folder, path)).value
  } catch (error) {
    if (error instanceof InputError) return {}
    throw error
  }
}

const asObject = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {})
