import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { EvidenceFile, Statement } from '../model/attestation.ts'
import type { CollectContext, Collector, EvidenceSink } from '../model/collector.ts'
import type { Unit } from '../model/evidence.ts'
import { InputError, type Place } from '../model/input-error.ts'
import { isObject } from '../text/json-tree.ts'
import { createLocator } from '../text/positions.ts'
import { fault, missReasonOf } from './input/codes.ts'
import { locateFile } from './input/locate-file.ts'
import { shapeFaults } from './input/shape.ts'
import { LARGEST, type ParsedFile, readParsed } from './input/structured.ts'

/** Key of the unit that stands for a file that cannot be read as a whole. */
const WHOLE = 'attestations'
/** Ours: a scanned report may be large, a disk image is no evidence. */
const LARGEST_EVIDENCE = 256 * 1024 * 1024
const SIZES = { largest: { yaml: LARGEST.manifest, json: LARGEST.manifest }, duplicates: true }

/** One entry of an attestations file: the statement, or why it cannot be read. */
export interface ReadStatement {
  /** Its code, numbered where it is not the first; `statement:3` where it names none. */
  key: string
  /** Index in the file. */
  index: number
  at: Place
  statement?: Statement
  error?: InputError
}
export interface ReadAttestations extends Omit<ParsedFile, 'value'> {
  statements: ReadStatement[]
}

/**
 * Reads an attestations file inside a folder. An entry of the wrong shape spoils itself only.
 * @throws InputError when the file cannot be read, is no map or has no list of statements.
 */
export async function readAttestations(folder: string, path: string): Promise<ReadAttestations> {
  const { value, ...read } = await readParsed(folder, path, SIZES)
  const file = read.path
  if (!isObject(value)) throw fault('not-a-map', { file, line: 1, column: 1 }, {})
  const bare = withoutBlanks(value)
  const errors = shapeFaults({ file, text: read.text, format: read.format, value: bare }, 'attestation')
  const spoiled = new Map<number, InputError>()
  for (const error of errors) {
    const index = /^\/statements\/(\d+)(?:\/|$)/.exec(error.place?.pointer ?? '')?.[1]
    if (index === undefined) throw error
    if (!spoiled.has(Number(index))) spoiled.set(Number(index), error)
  }
  const locator = createLocator(read.text, read.format)
  const keys = new Map<string, number>()
  const statements = (bare as { statements: Statement[] }).statements.map(
    (statement, index): ReadStatement => {
      const key = keyOf(statement, index, keys)
      const at = { file, ...locator.locate(`/statements/${index}`) }
      const error = spoiled.get(index)
      return { key, index, at, ...(error ? { error } : { statement }) }
    },
  )
  return { ...read, statements }
}

/** Statements of named persons, one unit each, with what became of their evidence files; those are hashed, never copied. */
export const attestationsCollector: Collector = {
  kinds: ['attestations'],
  async collect(context: CollectContext, sink: EvidenceSink): Promise<void> {
    const path = context.manifest.attestations
    if (path === undefined) {
      sink.record('attestations', { status: 'notProvided' })
      return
    }
    let read: ReadAttestations
    try {
      read = await readAttestations(context.folder, path)
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      const at = { file: context.manifestFile, pointer: '/attestations' }
      await sink.unit('attestations', missing(WHOLE, error, at))
      sink.record('attestations', { status: 'missing', reason: error.code })
      return
    }
    const { sha256, bytes, format, text, statements } = read
    await sink.source({ path: read.path, sha256, bytes, format }, text)
    for (const { key, at, statement, error } of statements) {
      if (error) await sink.unit('attestations', missing(key, error, at))
      else if (statement) {
        const data = await withEvidence(statement, context.folder)
        await sink.unit('attestations', { key, status: 'judged', required: true, at, data })
      }
    }
    sink.record('attestations', { status: 'present' })
  },
}

/** The statement with the state of each evidence file. */
export async function withEvidence(statement: Statement, folder: string): Promise<Statement> {
  if (!statement.evidence) return statement
  const evidence: EvidenceFile[] = []
  for (const one of statement.evidence) {
    const found = one.file === undefined ? undefined : await hashOf(folder, one.file)
    const state = found === undefined ? 'unread' : found === plainHash(one.sha256) ? 'same' : 'changed'
    evidence.push({ ...one, state })
  }
  return { ...statement, evidence }
}

/** Lower-case hex sha256 of a file's bytes inside the folder; undefined where it cannot be read there. */
export async function hashOf(folder: string, path: string): Promise<string | undefined> {
  try {
    const { full } = await locateFile(folder, path, LARGEST_EVIDENCE)
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(full)) hash.update(chunk as Buffer)
    return hash.digest('hex')
  } catch {
    // Missing, outside, a folder, too large, no right to read: nobody can hold it against its hash.
    return undefined
  }
}

function plainHash(stated: string | undefined): string | undefined {
  return stated
    ?.trim()
    .replace(/^sha256:/i, '')
    .toLowerCase()
}

function keyOf(statement: unknown, index: number, keys: Map<string, number>): string {
  const code = isObject(statement) && typeof statement.code === 'string' ? statement.code.trim() : ''
  const about = isObject(statement) && typeof statement.finding === 'string' ? statement.finding : ''
  // What is said of one finding is no statement on the duty.
  const of = about === '' ? '' : `@${about.trim().slice(0, 16)}`
  const name = code === '' ? `statement:${index + 1}` : `${code.slice(0, 60)}${of}`
  const count = (keys.get(name) ?? 0) + 1
  keys.set(name, count)
  return count === 1 ? name : `${name}#${count}`
}

/** A copy without members that say nothing (null, ''), as an unfilled form leaves them. Depth is bounded by the reader. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks)
  if (!isObject(value)) return value
  // fromEntries defines own properties, also for a key called `__proto__`.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== '')
      .map(([key, member]) => [key, withoutBlanks(member)]),
  )
}

function missing(key: string, error: InputError, at: Place): Unit {
  return {
    key,
    status: 'missing',
    required: true,
    reason: missReasonOf(error.code),
    detail: { code: error.code, data: { ...error.data } },
    at: error.place ?? at,
  }
}
