import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BundleHead, Unit } from '../../model/evidence.ts'
import { createRedactor } from '../../text/redact.ts'
import { HandOver } from './hand-over.ts'
import { openBundle } from './reader.ts'
import { BundleWriter } from './writer.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wutong-hand-over-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const target: BundleHead['target'] = {
  id: 'app',
  name: '示例',
  kind: 'host',
  tier: 'province',
  region: '330000',
  audience: 'public',
  channels: [],
  hostProvides: [],
  hostPack: null,
  environment: null,
  fictional: true,
}

/** Writes documents and one text, and reads them both ways. */
async function bothWays(values: unknown[], text: string) {
  const handOver = new HandOver()
  const writer = new BundleWriter(folder, createRedactor(), handOver)
  writer.record('documents', { status: 'present' })
  for (const [index, data] of values.entries())
    writer.unit('documents', { key: `${index}`, status: 'judged', required: true, data: { tree: data } })
  writer.source({ path: 'api.json', sha256: '0'.repeat(64), bytes: text.length, format: 'json' }, text)
  const asOf = '2026-11-24T00:00:00.000Z'
  await writer.finish({
    tool: { name: 'wutong', version: '0' },
    asOf,
    startedAt: asOf,
    finishedAt: asOf,
    seed: 1,
    target,
    manifestPath: 'wutong.yaml',
    plan: { kinds: ['documents'] },
  })
  const seen = async (given?: HandOver) => {
    const reader = await openBundle(folder, given)
    return {
      units: await Array.fromAsync(reader.units('documents')),
      text: await reader.sourceText('api.json'),
    }
  }
  return { handed: await seen(handOver), read: await seen() }
}

/** Keys in order, own members of any name, and -0 told from 0: what `toStrictEqual` alone does not see. */
function exactly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(exactly)
  if (value === null || typeof value !== 'object') return Object.is(value, -0) ? 'minus zero' : value
  return Object.entries(value).map(([key, member]) => [key, exactly(member)])
}

const leaves = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '13812345678',
    'password: hunter2hunter2',
    13812345678,
    -0,
    Number.POSITIVE_INFINITY,
    Number.NaN,
    undefined,
  ),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)
const { anyTree } = fc.letrec(tie => ({
  anyTree: fc.oneof(
    { maxDepth: 4 },
    leaves,
    fc.array(tie('anyTree'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('__proto__', '7', 'token', '13812345678')),
      tie('anyTree'),
      { maxKeys: 4 },
    ),
  ),
}))

describe('what a run hands over', () => {
  it('is what reading its bundle gives, for any tree and text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyTree, { maxLength: 3 }),
        fc.string({ unit: 'binary' }),
        async (values, text) => {
          const { handed, read } = await bothWays(values, text)
          expect(exactly(handed)).toEqual(exactly(read))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('keeps apart what YAML shares', async () => {
    const shared = { phone: '13812345678' }
    const { handed, read } = await bothWays([{ a: shared, b: shared }], '')
    expect(handed).toEqual(read)
    const data = handed.units[0]?.data as { tree: { a: object; b: object } } | undefined
    expect(data?.tree.a).toBeDefined()
    expect(data?.tree.a).not.toBe(data?.tree.b)
  })

  it('is the very tree, not a copy, where JSON gives it back', () => {
    const unit: Unit = { key: 'a', status: 'judged', required: true, data: JSON.parse('{"a": [1, "x"]}') }
    const { value, json } = createRedactor().tree(unit)
    const handOver = new HandOver()
    handOver.addUnit(value, JSON.stringify(value), json)
    expect(handOver.units('documents')?.[0]).toBe(unit)
  })

  it('is nothing where documents exceed the bound, and the bundle is read', () => {
    const handOver = new HandOver()
    const line = '"x"'.padEnd(13 << 20)
    for (let count = 0; count < 2; count++)
      handOver.addUnit({ key: 'a', status: 'judged', required: true, data: null }, line, true)
    expect(handOver.units('documents')).toBeUndefined()
    expect(handOver.units('items')).toBeUndefined()
  })
})
