import { describe, expect, it } from 'vitest'
import { joinPath, parseReference } from './reference.ts'

describe('parseReference', () => {
  it('takes a path and a fragment apart, relative to the file it stands in', () => {
    expect(parseReference('../schemas/item.yaml#/Item', 'paths/items.yaml')).toEqual({
      kind: 'file',
      file: 'schemas/item.yaml',
      fragment: '/Item',
    })
    expect(parseReference('#/components/schemas/A', 'a/b.yaml')).toEqual({
      kind: 'file',
      file: 'a/b.yaml',
      fragment: '/components/schemas/A',
    })
    expect(parseReference('./b.json', 'api.json')).toEqual({ kind: 'file', file: 'b.json', fragment: '' })
  })

  it('decodes percent-encodings in both parts, once', () => {
    expect(parseReference('%E4%BA%8B%E9%A1%B9.yaml#/a%20b~1c', 'api.yaml')).toEqual({
      kind: 'file',
      file: '事项.yaml',
      fragment: '/a b~1c',
    })
    expect(parseReference('a%2525.yaml', 'api.yaml')).toEqual({
      kind: 'file',
      file: 'a%25.yaml',
      fragment: '',
    })
  })

  it.each([
    ['https://example.cn/a.yaml', 'remote'],
    ['//example.cn/a.yaml', 'remote'],
    ['urn:example:a', 'remote'],
    ['file:///etc/passwd', 'outside'],
    ['C:\\api.yaml', 'outside'],
    ['/etc/passwd', 'outside'],
    ['../../a.yaml', 'outside'],
    ['%2e%2e/%2e%2e/a.yaml', 'outside'],
    ['a%zz.yaml', 'malformed'],
    ['a%00.yaml', 'malformed'],
  ])('%s is %s', (ref, kind) => {
    expect(parseReference(ref, 'paths/items.yaml')).toEqual({ kind })
  })
})

describe('joinPath', () => {
  it('may come back after going up, but not start above the top', () => {
    expect(joinPath('a/b/c.yaml', '../../d.yaml')).toBe('d.yaml')
    expect(joinPath('a/c.yaml', '../../a/d.yaml')).toBeUndefined()
  })
})
