import { describe, expect, it } from 'vitest'
import type { Unit } from '../../model/evidence.ts'
import { steadily } from './steady.ts'

/** Looks at a page that fails in turn as told; `null` = it did not come. */
async function looked(
  ...turns: (string[] | null)[]
): Promise<{ data: Record<string, unknown>; looks: number }> {
  let looks = 0
  const unit = await steadily(
    async () => {
      const failing = turns[looks++]
      if (failing === undefined) throw new Error('looked too often')
      return failing === null
        ? ({ key: '#/', status: 'missing', required: true } as Unit)
        : ({ key: '#/', status: 'judged', required: true, data: { failing } } as Unit)
    },
    async ({ data }) => new Set((data as { failing: string[] }).failing),
  )
  return { data: (unit.data ?? {}) as Record<string, unknown>, looks }
}

describe('steadily', () => {
  it('looks once at a page that does not fail, and at one that does not come', async () => {
    expect(await looked([])).toEqual({ data: { failing: [] }, looks: 1 })
    expect((await looked(null)).looks).toBe(1)
  })

  it('keeps what fails twice', async () => {
    expect((await looked(['a'], ['a'])).data).toEqual({ failing: ['a'], looks: 2 })
  })

  it('drops what failed once', async () => {
    expect((await looked(['a', 'b'], ['a'])).data).toEqual({ failing: ['a'], looks: 2 })
    expect((await looked(['a'], [])).data).toEqual({ failing: [], looks: 2 })
  })

  it('does not count what came only at the second look', async () => {
    expect((await looked(['a'], ['a', 'b'])).data).toEqual({ failing: ['a'], looks: 2 })
  })

  it('decides by a third look where two differ', async () => {
    expect((await looked(['a'], ['b'], ['b'])).data).toEqual({ failing: ['b'], looks: 3 })
    expect((await looked(['a', 'x'], ['b'], ['c'])).data).toEqual({
      failing: ['b'],
      looks: 3,
      unsteady: true,
    })
  })

  it('keeps the page as it came where it does not come again', async () => {
    expect((await looked(['a'], null)).data).toMatchObject({ failing: ['a'], looks: 1 })
  })
})
