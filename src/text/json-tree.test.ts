import { describe, expect, it } from 'vitest'
import { anchorsIn, fragmentAt, nodeAt, pointerTo } from './json-tree.ts'

describe('nodeAt', () => {
  const tree = JSON.parse('{"a/b":{"~":[10,{"x":1}]},"":{"y":2},"__proto__":{"z":3}}') as unknown

  it('follows escaped keys, empty keys and list places', () => {
    expect(nodeAt(tree, '/a~1b/~0/1/x')).toEqual({ node: 1 })
    expect(nodeAt(tree, '//y')).toEqual({ node: 2 })
    expect(nodeAt(tree, '')).toEqual({ node: tree })
    expect(nodeAt(tree, pointerTo(pointerTo('', 'a/b'), '~'))).toEqual({ node: [10, { x: 1 }] })
  })

  it('sees own properties only', () => {
    expect(nodeAt(tree, '/__proto__/z')).toEqual({ node: 3 })
    expect(nodeAt(tree, '/constructor')).toBeUndefined()
    expect(nodeAt(tree, '/a~1b/~0/length')).toBeUndefined()
    expect(nodeAt(tree, '/a~1b/~0/01')).toBeUndefined()
    expect(nodeAt(tree, '/a~1b/~0/0/x')).toBeUndefined()
  })
})

describe('anchors', () => {
  const tree = { $defs: { A: { $anchor: 'here', type: 'string' }, B: { $anchor: 'here' } } }

  it('names the first place of an anchor and is used for fragments only where allowed', () => {
    expect(anchorsIn(tree).get('here')).toBe('/$defs/A')
    expect(fragmentAt(tree, 'here', true)).toEqual({ node: tree.$defs.A, pointer: '/$defs/A' })
    expect(fragmentAt(tree, 'here', false)).toBeUndefined()
    expect(fragmentAt(tree, 'there', true)).toBeUndefined()
  })

  it('walks 20,000 levels and cycles without a stack', () => {
    const deep: Record<string, unknown> = {}
    let at = deep
    for (let level = 0; level < 20_000; level++) at = at.x = {} as Record<string, unknown>
    at.$anchor = 'bottom'
    at.back = deep
    expect(anchorsIn(deep).get('bottom')?.length).toBe(40_000)
  })
})
