import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { Words } from '../model/words.ts'
import type { Change, Condition } from './fault-change.ts'

/** `fixtures/apps/<name>/fault.yaml`: the exemplary app with one fault, as a small patch. */
export interface Fault {
  /** Folder name. */
  name: string
  /** The one requirement code it must trip. */
  code: string
  rule: string
  /** Ruleset it is judged under; `national` without it. */
  ruleset: string
  /** Message id that must be among the findings of the rule; for `untested` the reason. */
  message: string
  expect: 'failed' | 'cantTell' | 'untested'
  title: Words
  /** Pointer the finding must carry, with `{slot}`s of the patch; default: where the patch was put. `*` = any. */
  at?: string
  /** What some finding of the rule must say in its data, with `{slot}`s: names of what was spoiled. */
  said?: string
  /** Where the finding stands: on the unit that was patched, or on the whole app. */
  on: 'unit' | 'whole'
  /** Fault and fixture that cannot be had apart; at most five in all. */
  alsoHits: { code: string; reason: string }[]
  /** Codes that cannot be judged any more in consequence; neither failed nor in doubt. */
  alsoUntested: { code: string; reason: string }[]
  edit: Edit
}

/** One of them; a manifest edit may go along with another one, and an items edit with one of pages: there the fault stands then. */
export type Edit = {
  items?: ItemsEdit
  manifest?: ManifestEdit
  document?: DocumentEdit
  project?: ProjectEdit
  statement?: StatementEdit
  pages?: PagesEdit
}

export interface ItemsEdit {
  /** In the export of this channel instead of the catalogue itself; columns by the names in that file. */
  channel?: string
  /** Which rows the fault can be put in; all rows without it. */
  where?: Record<string, Condition>
  /** How many rows at once; 1 without it. */
  count?: number
  /** A second record with the same fields is added, further down, before `set` is applied to it. */
  copy?: true
  /** In field order; each may use what the ones before it made. */
  set?: Record<string, Change>
  /** One of these fields, drawn, is emptied. */
  empty?: string[]
  /** One of these columns, drawn, is left out of the whole catalogue. */
  dropColumn?: string[]
}

export interface ManifestEdit {
  /** JSON pointers, one is drawn. */
  at: string[]
  set?: Change
  delete?: true
  /** Removes every member of the list at `at` whose field holds one drawn value. */
  drop?: { field: string; among: string[] }
  /** What must change along with it. */
  also?: Record<string, Change>
}

export interface DocumentEdit {
  /** Api ids of the manifest. */
  apis: string[]
  /** `parameter` and `response`: those of operations that are written out, not referred to. */
  node?: 'root' | 'info' | 'operation' | 'secured-operation' | 'open-operation' | 'parameter' | 'response'
  /** Instead of `node`: places as `file#/pointer`, one is drawn; the unit is the one of `apis`. */
  at?: string[]
  /** Only nodes whose fields have one of these values. */
  where?: Record<string, unknown[]>
  /** Paths below the node, `/` separated; one is drawn. */
  delete?: string[]
  set?: Record<string, Change>
}

/** One place of a mini-program. */
export interface ProjectEdit {
  /** Channel id of the manifest whose mini-program is patched. */
  channel: string
  /** In the project's folder; `app.json` without it. */
  file?: string
  /** JSON pointers of members that are there, one is drawn. */
  at: string[]
  set?: Change
  delete?: true
  /** The member is added to its list a second time, at the end. */
  copy?: true
  /** The member names a page, whose files are taken away. */
  withoutFiles?: true
}

export interface StatementEdit {
  /** Code of the statement; the fault's own without it. */
  of?: string
  /** Pointers inside the statement, one is drawn; '' is the statement itself. */
  at: string[]
  set?: Change
  delete?: true
  /** A second statement on the same code, further down. */
  copy?: true
  /** What must change along with it, by pointer inside the statement. */
  also?: Record<string, Change>
}

/** A text of one file in the build folder of the channel whose pages are looked at. */
export interface TextEdit {
  /** In that folder. */
  file: string
  /** Exact text that stands there once, or as often as it likes with `all`. */
  from?: string
  to?: string
  all?: true
  /** Instead of `from` and `to`: a text added at the end. */
  append?: string
}

/** A fault of the build; judged with the pages looked at, in environment `local`. */
export interface PagesEdit extends TextEdit {
  /** What must change along with it. */
  also?: TextEdit[]
  /** Pages it shows on, all looked at again: routes of the manifest (every state), or unit keys such as `#/ (reflow)`. */
  routes?: string[]
  /** Further pages it shows on, of which one is drawn and looked at again; `*` stands for every route of the manifest. */
  among?: string[]
}

const FAULT_KEYS = [
  'code',
  'rule',
  'ruleset',
  'message',
  'expect',
  'title',
  'at',
  'said',
  'on',
  'alsoHits',
  'alsoUntested',
  'edit',
]
const APPS = fileURLToPath(new URL('../../fixtures/apps/', import.meta.url))

export const EXEMPLARY = join(APPS, 'exemplary')
/** The second exemplary app: one service inside a host. */
export const GUEST = join(APPS, 'exemplary-guest')

/** Every one-fault app, by name. @throws Error on a malformed file. */
export function loadFaults(): Fault[] {
  return readdirSync(APPS, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(APPS, entry.name, 'fault.yaml')))
    .map(entry => readFault(join(APPS, entry.name)))
    .sort((a, b) => (a.code === b.code ? (a.name < b.name ? -1 : 1) : order(a.code) < order(b.code) ? -1 : 1))
}

/** The fault described in a folder's `fault.yaml`. @throws Error on a malformed file. */
export function readFault(folder: string): Fault {
  const name = basename(folder)
  const raw = parse(readFileSync(join(folder, 'fault.yaml'), 'utf8')) as Partial<Fault>
  for (const key of Object.keys(raw)) {
    if (!FAULT_KEYS.includes(key)) throw new Error(`${name}/fault.yaml: unknown key ${key}`)
  }
  const { code, rule, message, title, edit } = raw
  for (const { code, reason, ...rest } of [...(raw.alsoHits ?? []), ...(raw.alsoUntested ?? [])]) {
    if (!code || !reason || Object.keys(rest).length > 0)
      throw new Error(`${name}/fault.yaml: code and reason are needed`)
  }
  if (title && Object.keys(title).join() !== 'zh,en') throw new Error(`${name}/fault.yaml: title is {zh, en}`)
  if (!code || !rule || !message || !title?.zh || !title.en || !edit) {
    throw new Error(`${name}/fault.yaml: code, rule, message, title {zh, en} and edit are needed`)
  }
  return {
    name,
    ruleset: 'national',
    expect: 'failed',
    on: 'unit',
    alsoHits: [],
    alsoUntested: [],
    ...raw,
    code,
    rule,
    message,
    title,
    edit,
  }
}

/** U1-02 before U1-10 before U2-01. */
function order(code: string): string {
  return code.replace(/\d+/g, digits => digits.padStart(3, '0'))
}
