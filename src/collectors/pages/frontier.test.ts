import { describe, expect, it } from 'vitest'
import { type Candidate, Frontier } from './frontier.ts'

const page = (path: string): Candidate => ({ address: `https://m.example.cn/${path}`, from: 'link' })
const items = Array.from({ length: 40 }, (_, at) => page(`items/${1000 + at}`))

function filled(seed: number, list: readonly Candidate[]): Frontier {
  const frontier = new Frontier(seed)
  for (const one of list) frontier.add(one)
  return frontier
}
const addresses = (list: readonly Candidate[]) => list.map(({ address }) => address)

describe('Frontier', () => {
  it('draws three of a shape that all look alike, and each page of other shapes', () => {
    const frontier = filled(1, [...items, page('about'), page('help')])
    const drawn = frontier.draw(100)
    expect(drawn.filter(({ address }) => address.includes('/items/'))).toHaveLength(3)
    expect(addresses(drawn)).toEqual(
      expect.arrayContaining(['https://m.example.cn/about', 'https://m.example.cn/help']),
    )
    expect(frontier.draw(1)).toEqual([])
    expect(frontier.left(false)).toHaveLength(37)
    expect(new Set(frontier.left(false).map(({ reason }) => reason))).toEqual(new Set(['not-drawn']))
  })

  it('draws more where a shape shows several templates, up to a bound', () => {
    const frontier = filled(1, items)
    const first = frontier.draw(3)
    for (const [at, { address }] of first.entries()) frontier.looked(address, `template ${at}`)
    expect(frontier.draw(100)).toHaveLength(6)
    for (const { address } of items.slice(0, 9)) frontier.looked(address, address)
    expect(frontier.draw(100)).toHaveLength(3)
  })

  it('takes the least seen shape first', () => {
    const frontier = filled(1, [...items, page('about')])
    const [first, second] = frontier.draw(2)
    expect([first?.address.includes('items'), second?.address.includes('items')].sort()).toEqual([
      false,
      true,
    ])
  })

  it('draws the same for the same seed, whatever the order of coming in, and others for another', () => {
    const drawn = (seed: number, list: readonly Candidate[]) => addresses(filled(seed, list).draw(3))
    expect(drawn(7, items)).toEqual(drawn(7, items.toReversed()))
    expect(drawn(7, items)).not.toEqual(drawn(8, items))
  })

  it('lists what is barred or beyond the limit of pages, each once, and nothing that is looked at anyway', () => {
    const frontier = new Frontier(1)
    frontier.know('https://m.example.cn/home')
    frontier.add(page('home'))
    frontier.add(page('logout'), 'unsafe-link')
    frontier.add(page('logout'), 'unsafe-link')
    frontier.add(page('about'))
    expect(frontier.left(true)).toEqual([
      { candidate: page('about'), reason: 'page-limit' },
      { candidate: page('logout'), reason: 'unsafe-link' },
    ])
  })
})
