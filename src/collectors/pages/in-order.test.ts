import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inOrder } from './in-order.ts'

async function run(
  length: number,
  width: number,
  work: (one: number) => Promise<unknown>,
): Promise<unknown[]> {
  const seen: unknown[] = []
  const list = Array.from({ length }, (_, at) => at)
  for await (const [one, answer] of inOrder(list, width, work)) seen.push([one, answer])
  return seen
}

it.each([1, 2, 5])('gives every answer once, in order, never working at more than %i', async width => {
  let active = 0
  let most = 0
  const seen = await run(30, width, async one => {
    most = Math.max(most, ++active)
    await setTimeout((one * 7) % 5)
    active--
    return one * 2
  })
  expect(seen).toEqual(Array.from({ length: 30 }, (_, at) => [at, at * 2]))
  expect(most).toBe(width)
})

it('goes on with the others while the first takes long, up to a bound', async () => {
  const begun: number[] = []
  let release = () => {}
  const first = new Promise<void>(resolve => {
    release = resolve
  })
  const running = run(100, 2, async one => {
    begun.push(one)
    if (one === 0) await first
  })
  await setTimeout(20)
  expect(begun).toEqual(Array.from({ length: 18 }, (_, at) => at))
  release()
  expect(await running).toHaveLength(100)
})

it('a failure is thrown when its turn comes, and by itself', async () => {
  const work = async (one: number) => {
    if (one === 3) throw new Error('planted')
    await setTimeout(5)
    return one
  }
  await expect(run(6, 3, work)).rejects.toThrow('planted')
})

it('nothing to do is nothing given', async () => {
  expect(await run(0, 2, async one => one)).toEqual([])
})
