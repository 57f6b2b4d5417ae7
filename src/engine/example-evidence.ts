import type { Statement } from '../model/attestation.ts'
import type { ApiDocument, EvidenceKind, EvidenceRecord, ReferenceList, Unit } from '../model/evidence.ts'
import type { MiniProgram } from '../model/mini-program.ts'
import type { PageCapture } from '../model/page.ts'
import type { RuleExample } from '../model/rule.ts'
import type { Target } from '../model/target.ts'
import type { AppKind, Audience, Tier } from '../model/vocabulary.ts'
import { isObject } from '../text/json-tree.ts'
import type { EvidenceInput } from './evidence-input.ts'

/** When an example does not say: the time its evidence is judged at. */
export const EXAMPLE_AS_OF = '2026-11-23T00:00:00.000Z'

/** Who an example is about when it shows no manifest: a public provincial app of Zhejiang standing alone. */
const SAMPLE: Target = {
  id: 'sample',
  name: '示例应用',
  kind: 'standalone',
  tier: 'province',
  region: '330000',
  audience: 'public',
  channels: [],
  hostProvides: [],
  hostPack: null,
  environment: null,
  fictional: true,
}

const KINDS: Record<string, readonly string[]> = {
  kind: ['host', 'guest', 'standalone'] satisfies AppKind[],
  audience: ['public', 'staff'] satisfies Audience[],
  tier: ['national', 'department', 'province', 'city', 'county', 'township', 'village'] satisfies Tier[],
}

/** What an example's page leaves unsaid. */
const BLANK_PAGE: PageCapture = {
  role: 'home',
  state: 'standard',
  url: '#/',
  finalUrl: '#/',
  template: '0000000000000000',
  title: '示例',
  lang: 'zh-CN',
  viewport: 'width=device-width, initial-scale=1',
  scale: 1,
  size: { width: 390, height: 844, scrollWidth: 390 },
  texts: [],
  targets: [],
  words: '',
  links: [],
  fields: [],
  headings: [],
  layers: [],
  images: [],
  media: [],
  frames: [],
  assist: { named: [], languages: [], skippedFrames: [], fieldStates: [], headers: 0, emptyHeaders: [] },
  axe: [],
  axeExamined: [],
  requests: [],
  consoleErrors: 0,
  dialogs: [],
  storageKeys: [],
  cut: [],
  shown: [],
  traces: [],
  asked: [],
  passwords: [],
  csp: [],
}

/**
 * The evidence of an example as judging takes it, deep-frozen so that a check that touches it is caught.
 * With a manifest the target is what that manifest states (not stated = null); `target` in the example decides last.
 */
export function exampleEvidence(example: RuleExample): EvidenceInput {
  const { manifest, items, channelItems, documents, lists, packages, pages, fields, attestations } =
    example.evidence
  const units = new Map<EvidenceKind, Unit[]>()
  if (manifest) units.set('manifest', [unit('manifest', manifest)])
  if (items)
    units.set(
      'items',
      items.map((item, index) => unit(itemKey(item, index), item)),
    )
  if (channelItems) {
    const shown = Object.entries(channelItems).flatMap(([channel, here]) =>
      here.map((item, index) => ({ ...unit(`${channel}:${itemKey(item, index)}`, item), channel })),
    )
    units.set('channel-items', shown)
  }
  if (documents) {
    units.set(
      'documents',
      documents.map(documentOf).map(document => unit(document.api, document, document.root)),
    )
  }
  if (lists)
    units.set(
      'lists',
      lists.map(listOf).map(list => unit(list.id, list)),
    )
  if (packages)
    units.set(
      'packages',
      packages.map(packageOf).map(program => unit(program.channel, program, program.file)),
    )
  if (attestations) units.set('attestations', statementUnits(attestations.map(statementOf)))
  if (pages)
    units.set(
      'pages',
      pages.map(page => ({ ...BLANK_PAGE, ...page })).map(page => unit(page.url, page, page.url)),
    )
  const evidence = {
    target: { ...targetOf(manifest), ...example.target } as Target,
    asOf: example.asOf ?? EXAMPLE_AS_OF,
    records: [...units].map(([kind, here]): EvidenceRecord => {
      const units = { planned: here.length, judged: here.length, missing: 0, notSampled: 0 }
      return { kind, status: 'present', units, ...(kind === 'items' && fields ? { fields } : {}) }
    }),
  }
  deepFreeze(evidence)
  deepFreeze([...units.values()])
  return { ...evidence, units: kind => units.get(kind) ?? [] }
}

function unit(key: string, data: unknown, file?: string): Unit {
  return { key, status: 'judged', required: true, ...(file === undefined ? {} : { at: { file } }), data }
}

/** Evidence files of an example are as stated unless it says otherwise. */
function statementOf(given: Record<string, unknown>): Statement {
  const statement = given as Statement
  const { evidence } = statement
  return evidence ? { ...statement, evidence: evidence.map(file => ({ state: 'same', ...file })) } : statement
}

function statementUnits(statements: readonly Statement[]): Unit[] {
  const keys = new Map<string, number>()
  return statements.map((statement, index) => {
    const code = statement.code ?? `statement:${index + 1}`
    const count = (keys.get(code) ?? 0) + 1
    keys.set(code, count)
    return unit(count === 1 ? code : `${code}#${count}`, statement)
  })
}

function itemKey(item: Record<string, unknown>, index: number): string {
  for (const field of ['task_code', 'row_guid']) {
    const value = item[field]
    if (typeof value === 'string' && value !== '') return value
  }
  return `row:${index + 1}`
}

/** An `ApiDocument`, or a bare OpenAPI document, which becomes one of a single file. */
function documentOf(given: Record<string, unknown>, index: number): ApiDocument {
  const api = `api${index + 1}`
  if (isObject(given.files)) {
    const root = Object.keys(given.files)[0] ?? 'openapi.yaml'
    return {
      api,
      version: '3.0.3',
      root,
      gateway: 'plain',
      refFaults: [],
      ...given,
    } as unknown as ApiDocument
  }
  const version = typeof given.openapi === 'string' ? given.openapi : '3.0.3'
  return {
    api,
    version,
    root: 'openapi.yaml',
    files: { 'openapi.yaml': given },
    gateway: 'plain',
    refFaults: [],
  }
}

function listOf(given: Record<string, unknown>): ReferenceList {
  return {
    id: 'list',
    version: '1',
    bundled: false,
    confirmed: false,
    sha256: '0'.repeat(64),
    rows: [],
    ...given,
  } as unknown as ReferenceList
}

function packageOf(given: Record<string, unknown>, index: number): MiniProgram {
  return {
    kind: 'wechat',
    channel: `channel${index + 1}`,
    file: 'mini-program/app.json',
    appid: true,
    pages: [],
    subpackages: [],
    tabs: [],
    permissions: [],
    privateInfos: [],
    plugins: [],
    widgets: [],
    window: { orientation: 'portrait', fullscreen: false, background: '#ffffff' },
    odd: [],
    ...given,
  } as MiniProgram
}

function targetOf(manifest: Record<string, unknown> | undefined): Target {
  if (!manifest) return SAMPLE
  const app = isObject(manifest.app) ? manifest.app : {}
  const text = (key: string) => (typeof app[key] === 'string' ? app[key] : null)
  const known = (key: string) => {
    const value = text(key)
    return value !== null && KINDS[key]?.includes(value) ? value : null
  }
  const host = isObject(manifest.host) ? manifest.host : {}
  const channels = Array.isArray(manifest.channels) ? manifest.channels.filter(isObject) : []
  const named = channels
    .flatMap(({ type, container }) => [type, container])
    .filter(name => typeof name === 'string')
  return {
    id: text('id'),
    name: text('name'),
    kind: known('kind') as AppKind | null,
    tier: known('tier') as Tier | null,
    region: text('region'),
    audience: known('audience') as Audience | null,
    channels: [...new Set(named)].sort(),
    hostProvides: Array.isArray(host.provides) ? host.provides.map(String).sort() : [],
    hostPack: typeof host.pack === 'string' ? host.pack : null,
    environment: null,
    fictional: manifest.fictional === true,
  }
}

/** Freezes a value and all it holds; iterative, because evidence may be nested deeper than the stack. */
export function deepFreeze(value: unknown): void {
  const open = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (next === null || typeof next !== 'object' || Object.isFrozen(next)) continue
    Object.freeze(next)
    for (const child of Object.values(next)) open.push(child)
  }
}
