import { describe, expect, it } from 'vitest'
import { isUnsafe, linkedPage, pageAddress, routeOf, routeShape } from './address.ts'

const address = (url: string) => pageAddress(new URL(url))

describe('pageAddress', () => {
  it.each([
    ['https://m.example.cn/', 'https://m.example.cn/'],
    ['https://m.example.cn/a/', 'https://m.example.cn/a'],
    ['https://m.example.cn/a?utm_source=x&b=2&a=1&t=99', 'https://m.example.cn/a?a=1&b=2'],
    ['https://m.example.cn/a#top', 'https://m.example.cn/a'],
    ['https://m.example.cn/#/items/1/', 'https://m.example.cn/#/items/1'],
    ['https://m.example.cn/#!/items?from=home&q=x', 'https://m.example.cn/#!/items?q=x'],
  ])('%s is %s', (url, expected) => {
    expect(address(url)).toBe(expected)
  })
})

describe('routeShape', () => {
  it('is one for pages that differ in identifiers, and another for other routes', () => {
    const shape = (url: string) => routeShape(address(url))
    expect(shape('https://m.example.cn/#/items/11330000MB0FAKE29C2002099013000')).toBe('/#/items/:id')
    expect(shape('https://m.example.cn/#/items/7')).toBe('/#/items/:id')
    expect(shape('https://m.example.cn/guide?code=1')).toBe(shape('https://m.example.cn/guide?code=2'))
    expect(shape('https://m.example.cn/guide?code=1')).not.toBe(shape('https://m.example.cn/guide'))
    expect(shape('https://m.example.cn/#/about')).toBe('/#/about')
  })
})

describe('linkedPage', () => {
  const entry = new URL('https://m.example.cn/#/')
  it.each([
    ['https://m.example.cn/#/items', true],
    ['https://other.example.cn/', false],
    ['https://m.example.cn/form.PDF', false],
    ['tel:12345', false],
    ['javascript:void 0', false],
    ['no address at all:', false],
  ])('%s: %s', (href, page) => {
    expect(linkedPage(href, entry) !== undefined).toBe(page)
  })
})

it.each([
  ['https://m.example.cn/logout', '', true],
  ['https://m.example.cn/me', '退出登录', true],
  ['https://m.example.cn/#/%E6%B3%A8%E9%94%80', '', true],
  ['https://m.example.cn/%E0%A4%A', '首页', false],
  ['https://m.example.cn/items', '办理退休', false],
])('isUnsafe(%s, %s): %s', (url, text, unsafe) => {
  expect(isUnsafe(new URL(url), text)).toBe(unsafe)
})

it('routeOf writes what a manifest would', () => {
  const entry = new URL('https://m.example.cn/app/#/')
  expect(routeOf('https://m.example.cn/app/#/items/1', entry)).toBe('#/items/1')
  expect(routeOf('https://m.example.cn/help?x=1', entry)).toBe('/help?x=1')
  expect(routeOf('https://other.example.cn/', entry)).toBe('https://other.example.cn/')
})
