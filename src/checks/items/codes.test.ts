import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { observe, shippedRule } from '../../testing/observe.ts'
import basicCode from './basic-code.ts'
import handlingItemCode from './handling-item-code.ts'
import implementationCode from './implementation-code.ts'

const [basicRule, codeRule, handlingRule] = [
  shippedRule('standards/basic-code'),
  shippedRule('standards/implementation-code'),
  shippedRule('standards/handling-item-code'),
]
/** Published codes of public bodies (GB 32100 vectors) and a fictional one. */
const BODIES = [
  '11430000006122244L',
  '11330105002500287C',
  '12441500196720244T',
  '11370800MB28559184',
  '11330000MB0FAKE29C',
]
const sound = fc
  .tuple(
    fc.constantFrom(...BODIES),
    fc.integer({ min: 1, max: 6 }),
    fc.constantFrom('00', '33'),
    fc.integer({ min: 0, max: 9_999_999_999 }),
  )
  .map(([body, level, prefix, rest]) => {
    const catalog_code = `${prefix}${String(rest).padStart(10, '0')}`
    return { task_code: `${body}${level}${catalog_code}`, catalog_code }
  })

async function failuresOf(item: Record<string, string>): Promise<Record<string, string[]>> {
  const evidence = { items: [item] }
  const [basic, code, handling] = await Promise.all([
    observe(basicRule, basicCode, { evidence }),
    observe(codeRule, implementationCode, { evidence }),
    observe(handlingRule, handlingItemCode, { evidence }),
  ])
  const failures = (one: typeof basic) =>
    one.findings.filter(({ kind }) => kind === 'failure').map(({ messageId }) => messageId)
  return { basic: failures(basic), code: failures(code), handling: failures(handling) }
}

describe('the three code rules together', () => {
  it('find nothing in sound codes', async () => {
    await fc.assert(
      fc.asyncProperty(sound, fc.integer({ min: 0, max: 99 }), async (item, sequence) => {
        const task_handle_item = `${item.task_code}${String(sequence).padStart(2, '0')}`
        expect(await failuresOf({ ...item, task_handle_item })).toEqual({ basic: [], code: [], handling: [] })
      }),
    )
  })

  it('charge a letter O anywhere in the implementation code to that code alone', async () => {
    await fc.assert(
      fc.asyncProperty(sound, fc.integer({ min: 0, max: 30 }), async (item, at) => {
        const task_code = `${item.task_code.slice(0, at)}O${item.task_code.slice(at + 1)}`
        const task_handle_item = `${item.task_code}01`
        const found = await failuresOf({ ...item, task_code, task_handle_item })
        expect(found).toEqual({ basic: [], code: [expect.any(String)], handling: [] })
        const wanted = at < 18 ? 'organisationCharacter' : at === 18 ? 'level' : 'basicCharacter'
        expect(found.code).toEqual([wanted])
      }),
    )
  })

  it('charge a faulty basic code to the basic code alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        sound,
        fc.constantFrom('short', 'letter', 'other province'),
        fc.integer({ min: 2, max: 11 }),
        async (item, fault, at) => {
          const code = item.catalog_code
          const catalog_code =
            fault === 'short'
              ? code.slice(0, at)
              : fault === 'letter'
                ? `${code.slice(0, at)}X${code.slice(at + 1)}`
                : `44${code.slice(2)}`
          const found = await failuresOf({ ...item, catalog_code, task_handle_item: `${item.task_code}01` })
          expect(found).toEqual({ basic: [expect.any(String)], code: [], handling: [] })
        },
      ),
    )
  })

  it('charge any other length of the implementation code to its length alone', async () => {
    await fc.assert(
      fc.asyncProperty(sound, fc.integer({ min: 1, max: 40 }), async (item, length) => {
        fc.pre(length !== 31)
        const task_code = item.task_code.padEnd(40, '0').slice(0, length)
        const found = await failuresOf({ ...item, task_code, task_handle_item: `${item.task_code}01` })
        expect(found).toEqual({ basic: [], code: ['length'], handling: [] })
      }),
    )
  })

  it('point at the very character inside the body of a local layout', async () => {
    const code = '511A0149700000-511602000000-000-11330000MB0FAKE29c-1-00'
    const { findings } = await observe(codeRule, implementationCode, {
      evidence: { items: [{ task_code: code }] },
    })
    const at = Number(findings.find(({ messageId }) => messageId === 'organisationCharacter')?.data.at)
    expect(code[at - 1]).toBe('c')
  })

  it('take 100,000 characters without stalling', async () => {
    const long = '1'.repeat(100_000)
    expect(await failuresOf({ task_code: long, catalog_code: long, task_handle_item: long })).toEqual({
      basic: ['length'],
      code: ['length'],
      handling: [],
    })
  })
})
