import { hash } from 'node:crypto'
import type { DataFields } from '../model/check.ts'

/** What a fingerprint v1 is made of: never a line, an order or a sentence. */
export interface Identity {
  code: string
  part: string
  messageId: string
  /** Task code, `METHOD /path`, route template; empty for the whole. */
  unit: string
  fields: DataFields
}

/** Fingerprint v1: lower-case hex sha256 over code, part, messageId, unit key and the named identity fields. */
export function fingerprint(identity: Identity): string {
  return digest(
    'v1',
    identity.code,
    identity.part,
    identity.messageId,
    identity.unit,
    ...flat(identity.fields),
  )
}

/** The same without the unit key, over the fields that occurrences of one root cause share; 16 hex digits. */
export function causeId(identity: Omit<Identity, 'unit'>): string {
  return digest('cause1', identity.code, identity.part, identity.messageId, ...flat(identity.fields)).slice(
    0,
    16,
  )
}

function flat(fields: DataFields): string[] {
  return Object.keys(fields)
    .sort()
    .flatMap(name => [name, String(fields[name])])
}

function digest(...parts: string[]): string {
  // Lengths keep ['ab','c'] and ['a','bc'] apart. One call instead of a hash object: there may be a finding an operation.
  return hash('sha256', parts.map(part => `${part.length}:${part}`).join(''), 'hex')
}
