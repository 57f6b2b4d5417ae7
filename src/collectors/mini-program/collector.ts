import { stat } from 'node:fs/promises'
import { posix, resolve } from 'node:path'
import type { CollectContext, Collector, EvidenceSink } from '../../model/collector.ts'
import type { Unit } from '../../model/evidence.ts'
import { InputError } from '../../model/input-error.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { MiniProgram } from '../../model/mini-program.ts'
import { missReasonOf } from '../input/codes.ts'
import { readAppJson } from './app-json.ts'
import type { JsoncFile } from './jsonc-file.ts'
import { lookForPages } from './page-files.ts'
import { findProject, type Project } from './project.ts'
import { readW3c } from './w3c.ts'

type Channel = NonNullable<Manifest['channels']>[number]

/** Reads the mini-program of every channel that names its project folder: one required unit each, keyed by the channel's id. */
export const miniProgramCollector: Collector = {
  kinds: ['packages'],
  async collect(context: CollectContext, sink: EvidenceSink): Promise<void> {
    const named = (context.manifest.channels ?? []).flatMap((channel, index) =>
      typeof channel.project === 'string' ? [{ channel, project: channel.project, index }] : [],
    )
    if (named.length === 0) {
      sink.record('packages', { status: 'notProvided' })
      return
    }
    const keys = new Set<string>()
    let present = false
    let why = ''
    for (const { channel, project, index } of named) {
      const key = freeKey(channel, index, keys)
      try {
        await sink.unit('packages', await readUnit(context, channel, project, key, sink))
        present = true
      } catch (error) {
        if (!(error instanceof InputError)) throw error
        why ||= error.code
        await sink.unit('packages', missing(key, error, context.manifestFile, index))
      }
    }
    sink.record('packages', present ? { status: 'present' } : { status: 'missing', reason: why })
  },
}

async function readUnit(
  context: CollectContext,
  channel: Channel,
  path: string,
  key: string,
  sink: EvidenceSink,
): Promise<Unit<MiniProgram>> {
  const project = await findProject(context.folder, path, channel.type)
  const { manifest } = project
  const program = project.kind === 'w3c' ? readW3c(manifest, key) : readAppJson(manifest, project.kind, key)
  if (project.kind !== 'w3c') await addProject(program, project, context.folder)
  await lookForPages(program, context.folder, project.root)
  await keep(manifest, sink)
  return { key, status: 'judged', required: true, at: { file: manifest.source.path }, data: program }
}

/** What stands beside app.json: the project file, the sitemap, the sources it was built from. */
async function addProject(
  program: MiniProgram,
  { config, uni, manifest, root }: Exclude<Project, { kind: 'w3c' }>,
  folder: string,
): Promise<void> {
  const { appid, appId, projectname } = config?.value ?? {}
  program.appid = [appid, appId].some(
    id => typeof id === 'string' && id !== '' && !/^touristappid$/i.test(id),
  )
  if (typeof projectname === 'string') program.name ??= projectname.slice(0, 300)
  if (uni) {
    program.framework = 'uni-app'
    if (uni.name) program.name = uni.name
    if (uni.version) program.version = uni.version
  }
  const { sitemapLocation } = manifest.value
  if (typeof sitemapLocation === 'string' && sitemapLocation !== '') {
    const file = posix.join(root, sitemapLocation.slice(0, 300))
    const outside = file.split('/')[0] === '..' || file.includes('\0')
    const info = outside ? undefined : await stat(resolve(folder, file)).catch(() => undefined)
    program.sitemap = { file, exists: info?.isFile() ?? false }
  }
}

async function keep({ source, text }: JsoncFile, sink: EvidenceSink): Promise<void> {
  await sink.source(source, text)
}

/** The channel's id, else its place; a second use of one id takes a number. */
function freeKey(channel: Channel, index: number, taken: Set<string>): string {
  const wanted = channel.id || `channel:${index + 1}`
  let key = wanted
  for (let n = 2; taken.has(key); n++) key = `${wanted}#${n}`
  taken.add(key)
  return key
}

function missing(key: string, error: InputError, manifestFile: string, index: number): Unit {
  return {
    key,
    status: 'missing',
    required: true,
    reason: missReasonOf(error.code),
    detail: { code: error.code, data: { ...error.data } },
    at: error.place ?? { file: manifestFile, pointer: `/channels/${index}/project` },
  }
}
