import { readdir, stat } from 'node:fs/promises'
import { posix, resolve } from 'node:path'
import { InputError } from '../../model/input-error.ts'
import { fault } from '../input/codes.ts'
import { type JsoncFile, readJsonc } from './jsonc-file.ts'
import { isUniApp, readUniApp, type UniApp } from './uni-app.ts'

/** Where in a project folder the mini-program itself stands, all paths relative to the app's folder. */
export type Project =
  | {
      kind: 'wechat' | 'alipay'
      root: string
      manifest: JsoncFile
      config: JsoncFile | undefined
      uni?: UniApp
    }
  | { kind: 'w3c'; root: string; manifest: JsoncFile }

/** Where uni-app puts its builds: the CLI's, then HBuilderX's. */
const BUILDS = ['dist/build', 'unpackage/dist/build', 'unpackage/dist/dev', 'dist/dev']
const UNI_SOURCES = ['', 'src']

/**
 * Finds the mini-program in a project folder: WeChat (`project.config.json`, `app.json`), Alipay (`mini.project.json`), a build of
 * uni-app, or a W3C MiniApp (`manifest.json`).
 *
 * @param type `channels[].type`, which decides where the folder alone does not
 * @throws InputError of reading; `project-missing`, `project-not-built` (sources only), `project-unknown`
 */
export async function findProject(folder: string, path: string, type: string | undefined): Promise<Project> {
  const project = posix.normalize(path.replaceAll('\\', '/')).replace(/\/+$/, '') || '.'
  if (project.startsWith('/') || project.split('/')[0] === '..') {
    throw fault('path-outside', { file: project }, { path })
  }
  const info = await stat(resolve(folder, project)).catch(() => undefined)
  if (!info?.isDirectory()) throw fault('project-missing', { file: project }, { path: project })
  const names = new Set(await readdir(resolve(folder, project)))
  const within = (...parts: string[]) => posix.join(project, ...parts)

  const uni = await findUniApp(folder, project)
  if (uni) return builtUniApp(folder, project, uni, type)
  if (names.has('project.config.json') && type !== 'alipay-miniprogram') {
    const config = await readJsonc(folder, within('project.config.json'))
    return appIn(folder, within(rootOf(config)), 'wechat', config, project)
  }
  if (names.has('mini.project.json')) {
    const config = await readJsonc(folder, within('mini.project.json'))
    return appIn(folder, within(rootOf(config)), 'alipay', config, project)
  }
  if (names.has('app.json')) {
    const kind = type === 'alipay-miniprogram' || names.has('app.acss') ? 'alipay' : 'wechat'
    return appIn(folder, project, kind, undefined, project)
  }
  for (const root of UNI_SOURCES) {
    const manifest = await optional(folder, within(root, 'manifest.json'))
    if (manifest && Array.isArray(manifest.value.pages)) return { kind: 'w3c', root: within(root), manifest }
  }
  throw fault('project-unknown', { file: project }, { path: project })
}

/** The sources of a uni-app project in a folder, or undefined. */
export async function findUniApp(folder: string, project: string): Promise<UniApp | undefined> {
  for (const root of UNI_SOURCES) {
    const manifest = await optional(folder, posix.join(project, root, 'manifest.json'))
    if (!manifest || !isUniApp(manifest.value)) continue
    return readUniApp(manifest, await optional(folder, posix.join(project, root, 'pages.json')))
  }
  return undefined
}

async function builtUniApp(
  folder: string,
  project: string,
  uni: UniApp,
  type: string | undefined,
): Promise<Project> {
  const alipay = type === 'alipay-miniprogram'
  const target = alipay ? 'mp-alipay' : 'mp-weixin'
  for (const build of BUILDS) {
    const root = posix.join(project, build, target)
    const manifest = await optional(folder, posix.join(root, 'app.json'))
    if (!manifest) continue
    const config = await optional(
      folder,
      posix.join(root, alipay ? 'mini.project.json' : 'project.config.json'),
    )
    return { kind: alipay ? 'alipay' : 'wechat', root, manifest, config, uni }
  }
  throw fault(
    'project-not-built',
    { file: project },
    { framework: 'uni-app', build: posix.join(project, 'dist/build', target) },
  )
}

async function appIn(
  folder: string,
  root: string,
  kind: 'wechat' | 'alipay',
  config: JsoncFile | undefined,
  project: string,
): Promise<Project> {
  const manifest = await optional(folder, posix.join(root, 'app.json'))
  if (manifest) return { kind, root, manifest, config }
  // Taro and others: the project file is in the sources, what it points to appears with the build.
  throw fault('project-not-built', { file: project }, { framework: kind, build: root })
}

const rootOf = (config: JsoncFile): string => {
  const { miniprogramRoot } = config.value
  return typeof miniprogramRoot === 'string' ? miniprogramRoot : ''
}

/** Undefined when there is no such file; a file that is there and broken still throws. */
async function optional(folder: string, path: string): Promise<JsoncFile | undefined> {
  try {
    return await readJsonc(folder, path)
  } catch (error) {
    if (error instanceof InputError && ['file-missing', 'path-outside', 'not-a-file'].includes(error.code))
      return undefined
    throw error
  }
}
