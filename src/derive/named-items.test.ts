import { describe, expect, it } from 'vitest'
import type { Manifest } from '../model/manifest.ts'
import { colloquialNames, namedItems, searchIsHosts } from './named-items.ts'

const entry = 'https://m.example.cn/app/#/'

describe('items the manifest names', () => {
  it('have a code, an address beside the entry, and each name once', () => {
    const manifest: Manifest = {
      wutong: 1,
      channels: [{ id: 'android' }, { id: 'h5', entry }],
      pages: {
        home: '#/',
        items: [
          { taskCode: ' A ', url: '#/items/A', alsoCalled: ['社保卡', '社保卡 ', '社·保卡', ' ', '办卡'] },
          { taskCode: 'A', url: '#/again' },
          { taskCode: 'B', url: 'host' },
          { taskCode: 'C', url: '../c?id=1', alsoCalled: '社保卡' },
          { url: '#/nameless' },
          'D',
        ],
      },
    }
    expect(namedItems(manifest)).toEqual([
      { code: 'A', address: 'https://m.example.cn/app/#/items/A', called: ['社保卡', '办卡'] },
      { code: 'B', address: undefined, called: [] },
      { code: 'C', address: 'https://m.example.cn/c?id=1', called: [] },
    ])
  })

  it('are none where the list is none, and have no address without an entry', () => {
    expect(namedItems(undefined)).toEqual([])
    expect(namedItems({ wutong: 1, pages: { items: 'host' } })).toEqual([])
    const [item] = namedItems({ wutong: 1, pages: { items: [{ taskCode: 'A', url: '#/a' }] } })
    expect(item).toEqual({ code: 'A', address: undefined, called: [] })
  })

  it('are not called by their official name in other brackets', () => {
    const item = { code: 'A', address: undefined, called: ['社会保障卡申领(个人)', '社保卡'] }
    expect(colloquialNames(item, ['社会保障卡申领（个人）'])).toEqual(['社保卡'])
  })

  it('are searched for by the host only where it says so', () => {
    expect(searchIsHosts({ wutong: 1, pages: { search: 'host' } })).toBe(true)
    expect(searchIsHosts({ wutong: 1, app: { kind: 'guest' }, host: { provides: ['search'] } })).toBe(true)
    expect(searchIsHosts({ wutong: 1, app: { kind: 'host' }, host: { provides: ['search'] } })).toBe(false)
    expect(searchIsHosts({ wutong: 1, app: { kind: 'guest' }, host: { provides: ['login'] } })).toBe(false)
  })
})
