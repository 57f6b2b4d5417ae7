import type { BundleHead } from '../../model/evidence.ts'

const KINDS = new Set([
  'manifest',
  'items',
  'documents',
  'lists',
  'pages',
  'exchanges',
  'transcripts',
  'transport',
  'packages',
  'attestations',
])
const STATES = new Set(['present', 'missing', 'notProvided', 'declaredNone'])

/** First thing that is wrong with the shape of a bundle head somebody handed in, or undefined. */
export function bundleShapeFault(head: unknown): { pointer: string; why: string } | undefined {
  const bundle = head as Partial<BundleHead> | null
  if (typeof bundle !== 'object' || bundle === null) return { pointer: '', why: 'object' }
  if (bundle.schemaVersion !== 1) return { pointer: '/schemaVersion', why: '1' }
  for (const field of ['id', 'asOf', 'startedAt', 'finishedAt', 'sha256', 'manifestPath'] as const) {
    if (typeof bundle[field] !== 'string') return { pointer: `/${field}`, why: 'string' }
  }
  if (typeof bundle.seed !== 'number') return { pointer: '/seed', why: 'number' }
  if (typeof bundle.target !== 'object' || bundle.target === null)
    return { pointer: '/target', why: 'object' }
  if (!Array.isArray(bundle.target.channels)) return { pointer: '/target/channels', why: 'array' }
  if (!Array.isArray(bundle.target.hostProvides)) return { pointer: '/target/hostProvides', why: 'array' }
  if (!Array.isArray(bundle.plan?.kinds)) return { pointer: '/plan/kinds', why: 'array' }
  if (!Array.isArray(bundle.records)) return { pointer: '/records', why: 'array' }
  for (const [index, record] of bundle.records.entries()) {
    if (!KINDS.has(record?.kind)) return { pointer: `/records/${index}/kind`, why: [...KINDS].join(' | ') }
    if (!STATES.has(record.status))
      return { pointer: `/records/${index}/status`, why: [...STATES].join(' | ') }
    if (typeof record.units?.planned !== 'number')
      return { pointer: `/records/${index}/units`, why: 'object' }
  }
  if (!Array.isArray(bundle.sources)) return { pointer: '/sources', why: 'array' }
  for (const [index, source] of bundle.sources.entries()) {
    if (typeof source?.path !== 'string') return { pointer: `/sources/${index}/path`, why: 'string' }
  }
  if (typeof bundle.unitsSha256 !== 'object' || bundle.unitsSha256 === null)
    return { pointer: '/unitsSha256', why: 'object' }
  return undefined
}
