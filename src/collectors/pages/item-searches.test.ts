import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../model/manifest.ts'
import { type PageChannel, visitsOf } from './visits.ts'

const channel: PageChannel = { id: 'h5', entry: new URL('https://x.cn/#/'), bundle: undefined }
const called = (...alsoCalled: string[]) => ({ alsoCalled })
const names = new Map([
  ['A', '甲事项'],
  ['B', '乙事项'],
  ['C', '丙事项'],
  ['D', '丁事项'],
])
const ITEMS = [
  { taskCode: 'A', url: '#/a', ...called('甲1', '甲事项', '甲2', '甲3', '甲4') },
  { taskCode: 'unknown', url: '#/u', ...called('未1') },
  { taskCode: 'B', url: '#/b', ...called('乙1', '甲1') },
  { taskCode: 'C', url: '#/c' },
  { taskCode: 'D', url: '#/d', ...called('丁1') },
]

function searched(more: Partial<Manifest>, pages: Record<string, unknown> = {}, mayType = true) {
  const manifest: Manifest = { wutong: 1, pages: { home: '#/', items: ITEMS, ...pages }, ...more }
  return visitsOf(manifest, channel, { host: undefined, mayType, names }).filter(
    ({ named }) => named === 'search for items',
  )
}

describe('the search for items', () => {
  it('asks for three items the catalogue knows in turn, by three names each, official ones last', () => {
    const [visit, ...more] = searched({}, { search: '#/find' })
    expect(more).toEqual([])
    expect(visit).toEqual({
      role: 'search',
      route: '#/find',
      url: 'https://x.cn/#/find',
      state: 'standard',
      named: 'search for items',
      journey: 'search',
      ask: ['甲1', '乙1', '甲2', '甲3', '甲事项', '乙事项', '丙事项'],
    })
  })

  it('is on the home page where no search page is named, and never more than a look can type', () => {
    const items = ['A', 'B', 'C', 'D'].map(code => ({
      taskCode: code,
      url: '#/',
      ...called(`${code}1`, `${code}2`, `${code}3`, `${code}4`),
    }))
    const [visit] = searched({}, { items })
    expect(visit?.route).toBe('#/')
    expect(visit?.ask).toHaveLength(12)
  })

  it('is left out where nobody may type, the host searches, or the catalogue knows no item', () => {
    expect(searched({}, {}, false)).toEqual([])
    expect(searched({}, { search: 'host' })).toEqual([])
    expect(searched({ app: { kind: 'guest' }, host: { provides: ['search'] } })).toEqual([])
    expect(searched({}, { items: [{ taskCode: 'unknown', url: '#/u' }] })).toEqual([])
    expect(searched({}, { items: undefined })).toEqual([])
  })
})
