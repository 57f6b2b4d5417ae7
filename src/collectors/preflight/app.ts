import { readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Collector } from '../../model/collector.ts'
import { InputError, InputErrorList } from '../../model/input-error.ts'
import type { Manifest } from '../../model/manifest.ts'
import { isObject } from '../../text/json-tree.ts'
import { locateFile } from '../input/locate-file.ts'
import { LARGEST } from '../input/structured.ts'
import { listsCollector } from '../lists.ts'
import { type ReadManifest, readManifest } from '../manifest.ts'
import { miniProgramCollector } from '../mini-program/collector.ts'
import { documentsCollector } from '../openapi/documents.ts'
import type { Probe, ProbeId } from './probe.ts'

const MOST_REFERENCES = 200

/** What stands in an app's folder that a check would stumble over before it judges anything. */
export async function probeApp(
  path: string,
  context: {
    cwd: string
    env: Readonly<Record<string, string | undefined>>
    now: Date
    listsFolder: string
    /** The app was named: then its absence is an error, else a hint. */
    named: boolean
  },
): Promise<{ probes: Probe[]; read?: ReadManifest }> {
  let read: ReadManifest
  try {
    read = await readManifest(path, context.cwd)
  } catch (error) {
    if (error instanceof InputErrorList)
      return { probes: error.errors.map(one => unreadable('manifest', one)) }
    if (!(error instanceof InputError)) throw error
    if (error.code === 'manifest-missing' && !context.named) {
      return { probes: [{ id: 'manifest', state: 'warning', say: 'missing', data: {} }] }
    }
    return { probes: [unreadable('manifest', error)] }
  }
  const { manifest, folder, file } = read
  const probes: Probe[] = [
    { id: 'manifest', state: 'ok', say: 'ok', data: { file } },
    await schema(read),
    await ignored(folder),
    ...credentials(manifest, context.env),
    ...authorization(manifest, context.now),
    ...(await readable('lists', listsCollector, read, context.listsFolder)),
    ...(await readable('documents', documentsCollector, read, context.listsFolder)),
    ...(await readable('projects', miniProgramCollector, read, context.listsFolder)),
    ...(await catalogue(read)),
  ]
  return { probes, read }
}

function unreadable(id: ProbeId, error: InputError): Probe {
  const { file, line, column } = error.place ?? {}
  return {
    id,
    state: 'error',
    say: 'unreadable',
    data: { ...error.data },
    input: {
      code: error.code,
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    },
  }
}

/** The schema an editor is pointed at by the first line is git-ignored, so a fresh clone lacks it. */
async function schema({ text, folder, file }: ReadManifest): Promise<Probe> {
  const named = /^#\s*yaml-language-server:\s*\$schema=(\S+)/m.exec(text.slice(0, 2000))?.[1]
  if (named === undefined) return { id: 'schema', state: 'warning', say: 'unnamed', data: { file } }
  if (/^[a-z]+:/i.test(named)) return { id: 'schema', state: 'ok', say: 'ok', data: { file: named } }
  const there = await stat(resolve(folder, named)).catch(() => undefined)
  return there
    ? { id: 'schema', state: 'ok', say: 'ok', data: { file: named } }
    : { id: 'schema', state: 'warning', say: 'missing', data: { file: named } }
}

/** Evidence may hold what should not be published: in a git repository `.wutong/` is ignored, by its own file or by the owner's. */
async function ignored(folder: string): Promise<Probe> {
  const text = (file: string) => readFile(file, 'utf8').catch(() => '')
  const own = (await text(join(folder, '.wutong', '.gitignore'))).trim() === '*'
  let repository = false
  let stated = own
  for (let at = folder; ; at = dirname(at)) {
    stated ||= /^\/?(\*\*\/)?\.wutong\/?\s*$/m.test(await text(join(at, '.gitignore')))
    repository = (await stat(join(at, '.git')).catch(() => undefined)) !== undefined
    if (repository || dirname(at) === at) break
  }
  if (!repository) return { id: 'ignored', state: 'ok', say: 'noRepository', data: {} }
  return stated
    ? { id: 'ignored', state: 'ok', say: 'ok', data: {} }
    : { id: 'ignored', state: 'warning', say: 'open', data: {} }
}

/** `env:NAME` anywhere in the manifest: is NAME set? Values are neither read nor shown. */
function credentials(manifest: Manifest, env: Readonly<Record<string, string | undefined>>): Probe[] {
  const names = new Set<string>()
  const open: unknown[] = [manifest]
  while (open.length > 0 && names.size < MOST_REFERENCES) {
    const value = open.pop()
    if (typeof value === 'string') {
      const name = /^env:([A-Za-z_][A-Za-z0-9_]{0,99})$/.exec(value)?.[1]
      if (name) names.add(name)
    } else if (Array.isArray(value)) open.push(...value)
    else if (isObject(value)) open.push(...Object.values(value))
  }
  if (names.size === 0) return [{ id: 'credentials', state: 'ok', say: 'none', data: {} }]
  return [...names].sort().map(name => ({
    id: 'credentials' as const,
    state: env[name] ? ('ok' as const) : ('warning' as const),
    say: env[name] ? 'set' : 'unset',
    data: { name },
  }))
}

/** An authorisation out of date allows nothing: better known before the night of the run. */
function authorization({ authorization = [] }: Manifest, now: Date): Probe[] {
  const today = now.toISOString().slice(0, 10)
  return authorization.flatMap((one): Probe[] => {
    const { validTo, environment } = one
    if (typeof validTo !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(validTo)) return []
    const data = { environment: typeof environment === 'string' ? environment : '', until: validTo }
    return [
      validTo < today
        ? { id: 'authorization', state: 'warning', say: 'expired', data }
        : { id: 'authorization', state: 'ok', say: 'ok', data },
    ]
  })
}

/** Runs a collector as `check` would and keeps only what could and could not be read. */
async function readable(
  id: 'lists' | 'documents' | 'projects',
  collector: Collector,
  { manifest, folder, file }: ReadManifest,
  listsFolder: string,
): Promise<Probe[]> {
  const probes: Probe[] = []
  await collector.collect(
    { folder, manifestFile: file, manifest, environment: null, listsFolder },
    {
      unit: (_kind, unit) => {
        if (unit.status === 'judged')
          return void probes.push({ id, state: 'ok', say: 'ok', data: { name: unit.key } })
        const { detail, at } = unit
        const error = new InputError(detail?.code ?? '', at, { ...detail?.data })
        probes.push(unreadable(id, error))
      },
      source: () => {},
      record: () => {},
    },
  )
  return probes
}

/** The table is there; its rows are read by `check` alone, they may be many. */
async function catalogue({ manifest, folder }: ReadManifest): Promise<Probe[]> {
  const source = manifest.catalogue && 'source' in manifest.catalogue ? manifest.catalogue.source : undefined
  if (source === undefined) return []
  try {
    const { path, bytes } = await locateFile(folder, source, Number.MAX_SAFE_INTEGER)
    const heavy = /\.ya?ml$/i.test(path) && bytes > LARGEST.yaml
    return [
      heavy
        ? {
            id: 'catalogue',
            state: 'warning',
            say: 'heavy',
            data: { path, size: Math.ceil(bytes / 2 ** 20) },
          }
        : { id: 'catalogue', state: 'ok', say: 'ok', data: { name: path } },
    ]
  } catch (error) {
    if (error instanceof InputError) return [unreadable('catalogue', error)]
    throw error
  }
}
