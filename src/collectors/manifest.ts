import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { CollectContext, Collector, EvidenceSink } from '../model/collector.ts'
import type { SourceText } from '../model/evidence.ts'
import { InputError, InputErrorList, type Place } from '../model/input-error.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Target } from '../model/target.ts'
import type { AppKind, Audience, Tier } from '../model/vocabulary.ts'
import { isObject } from '../text/json-tree.ts'
import { createLocator, type Locator } from '../text/positions.ts'
import { fault } from './input/codes.ts'
import { shapeFaults } from './input/shape.ts'
import { formatOf, LARGEST, type ParsedFile, readParsed } from './input/structured.ts'
import { readText } from './input/text-file.ts'

const NAMES = ['wutong.yaml', 'wutong.yml', 'wutong.json']
const SIZES = { largest: { yaml: LARGEST.manifest, json: LARGEST.manifest }, duplicates: true }

export interface ReadManifest {
  manifest: Manifest
  /** Absolute folder of the manifest. */
  folder: string
  /** The manifest's path relative to `folder`. */
  file: string
  /** Normalised. */
  text: string
  source: Omit<SourceText, 'kept'>
  locate: Locator['locate']
}

/**
 * Reads an app's manifest. Keys without a value count as not stated. Secrets stay references (`env:NAME`).
 *
 * @param path a `wutong.yaml`, or a folder holding one; relative to `cwd`
 * @throws InputError when it cannot be read; InputErrorList with every fault of its shape.
 */
export async function readManifest(path: string, cwd: string = process.cwd()): Promise<ReadManifest> {
  const { folder, file, shown } = await findManifest(path, cwd)
  let read: ParsedFile
  try {
    read = await readParsed(folder, file, SIZES)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    throw new InputError(error.code, { ...error.place, file: shown }, error.data)
  }
  const { text, format, sha256, bytes } = read
  if (!isObject(read.value)) {
    const place = { file: shown, ...createLocator(text, format).locate('') }
    const colon = fullWidthColon(text, shown)
    throw colon ? fault('yaml-fullwidth-colon', colon, {}) : fault('not-a-map', place, {})
  }
  const value = withoutNulls(read.value)
  const faults = shapeFaults({ file: shown, text, format, value }, 'manifest')
  if (faults.length > 0) throw new InputErrorList(faults)
  return {
    manifest: value as unknown as Manifest,
    folder,
    file,
    text,
    source: { path: file, sha256, bytes, format },
    locate: createLocator(text, format).locate,
  }
}

async function findManifest(
  path: string,
  cwd: string,
): Promise<{ folder: string; file: string; shown: string }> {
  const full = resolve(cwd, path)
  const shown = path.replaceAll('\\', '/')
  const info = await stat(full).catch(() => undefined)
  if (!info) throw fault('app-missing', { file: shown }, { path: shown })
  if (!info.isDirectory()) return { folder: dirname(full), file: basename(full), shown }
  for (const name of NAMES) {
    if (await stat(join(full, name)).catch(() => undefined)) {
      return { folder: full, file: name, shown: `${shown.replace(/\/+$/, '')}/${name}` }
    }
  }
  throw fault('manifest-missing', { file: shown }, { path: shown })
}

/** `键：值` with a full-width colon is text, not a key. */
function fullWidthColon(text: string, file: string): Place | undefined {
  const lines = text.split('\n')
  const line = lines.findIndex(one => /^\s*["']?[\w.-]{1,60}["']?：/.test(one))
  return line < 0 ? undefined : { file, line: line + 1, column: (lines[line] as string).indexOf('：') + 1 }
}

/** A copy without members that are null: `owner:` with nothing behind it states nothing. Depth is bounded by the reader. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isObject(value)) return value
  // fromEntries defines own properties, also for a key called `__proto__`.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([key, member]) => [key, withoutNulls(member)]),
  )
}

const TIERS: readonly Tier[] = ['national', 'department', 'province', 'city', 'county', 'township', 'village']
const KINDS: readonly AppKind[] = ['host', 'guest', 'standalone']
const AUDIENCES: readonly Audience[] = ['public', 'staff']

/** Who the app says it is. Values outside the vocabulary are null here; rules judge them in the manifest itself. */
export function targetOf(manifest: Manifest, environment: string | null): Target {
  const { app = {}, host } = manifest
  const channels = (manifest.channels ?? []).flatMap(({ container, type }) => [container, type])
  return {
    id: app.id ?? null,
    name: app.name ?? null,
    kind: oneOf(KINDS, app.kind),
    tier: oneOf(TIERS, app.tier),
    region: app.region !== undefined && /^\d{6}$/.test(app.region) ? app.region : null,
    audience: oneOf(AUDIENCES, app.audience),
    channels: sorted(channels.filter(name => name !== undefined)),
    hostProvides: sorted(host?.provides ?? []),
    hostPack: host?.pack ?? null,
    environment,
    fictional: manifest.fictional === true,
  }
}

function oneOf<T extends string>(known: readonly T[], value: string | undefined): T | null {
  return known.find(one => one === value) ?? null
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort()

/** The manifest itself as one unit, `manifest`. */
export const manifestCollector: Collector = {
  kinds: ['manifest'],
  async collect(context: CollectContext, sink: EvidenceSink): Promise<void> {
    const { text, sha256, bytes, path } = await readText(
      context.folder,
      context.manifestFile,
      LARGEST.manifest,
    )
    await sink.source({ path, sha256, bytes, format: formatOf(text, path) }, text)
    await sink.unit('manifest', {
      key: 'manifest',
      status: 'judged',
      required: true,
      // No line: pointers of findings count from the whole text.
      at: { file: path },
      data: context.manifest,
    })
    sink.record('manifest', { status: 'present' })
  },
}
