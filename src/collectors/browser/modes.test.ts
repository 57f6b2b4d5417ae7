import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HostProfile } from '../../model/host-profile.ts'
import type { PageCapture } from '../../model/page.ts'
import { loadLibrary } from '../../rules/load.ts'
import { startModeSite } from '../../testing/mode-site.ts'
import { Contexts } from './contexts.ts'
import { launchBrowser, type RunningBrowser } from './launch.ts'
import { lookAt, type Sight } from './look.ts'

let running: RunningBrowser
let site: Awaited<ReturnType<typeof startModeSite>>
let contexts: Contexts
let hosts: HostProfile[]

beforeAll(async () => {
  hosts = (await loadLibrary()).hosts
  site = await startModeSite()
  running = await launchBrowser(undefined, ['127.0.0.1'])
  contexts = new Contexts(running.browser)
}, 120_000)
afterAll(async () => {
  await contexts?.close()
  await running?.close()
  await site?.close()
})

async function seen(path: string, more: Partial<Sight>, hostId?: string): Promise<PageCapture> {
  const host = hosts.find(({ id }) => id === hostId)
  const looked = await contexts.within(undefined, tabs =>
    lookAt(
      tabs,
      { role: 'home', url: `${site.origin}${path}`, state: 'elder', ...more },
      { allows: host => host === site.host, loadMs: 60_000, settleMs: 3000, ...(host ? { host } : {}) },
    ),
  )
  if ('missing' in looked) throw new Error(`${path}: ${looked.missing} ${looked.detail}`)
  return looked.capture
}

const sizes = ({ mode }: PageCapture) => mode?.glances.map(({ moment, textSize }) => [moment, textSize])

describe('hosts and modes', { timeout: 120_000 }, () => {
  it('sees a page follow its host, and keeps names of what it called, never values', async () => {
    const page = await seen('/follows', { journey: 'elder-host' }, 'zheliban')
    expect(sizes(page)).toEqual([
      ['before', 16],
      ['while-open', 22],
      ['reloaded', 22],
    ])
    expect(page.bridge).toMatchObject({ host: 'zheliban', listens: ['visibilitychange'], pinned: false })
    expect(page.bridge?.calls).toContainEqual({ method: 'ZWJSBridge.setTitle', fields: ['title'], count: 1 })
    expect(JSON.stringify(page.bridge)).not.toContain('张三')
  })

  it('tells a page that reads the mode once from one that never does', async () => {
    expect(sizes(await seen('/once', { journey: 'elder-host' }, 'zheliban'))).toEqual([
      ['before', 16],
      ['while-open', 16],
      ['reloaded', 22],
    ])
    const ignoring = await seen('/ignores', { journey: 'elder-host' }, 'zheliban')
    expect(sizes(ignoring)?.map(([, size]) => size)).toEqual([16, 16, 16])
    expect(ignoring.bridge).toEqual({ host: 'zheliban', calls: [], listens: [], pinned: false })
  })

  it('enlarges text as WeChat does, unless the page forbids it', async () => {
    const plain = await seen('/ignores', { journey: 'elder-host' }, 'wechat')
    expect(sizes(plain)?.map(([, size]) => size)).toEqual([16, 22.4, 22.4])
    const pinned = await seen('/pins', { journey: 'elder-host' }, 'wechat')
    expect(sizes(pinned)?.map(([, size]) => size)).toEqual([16, 16, 16])
    expect(pinned.bridge?.pinned).toBe(true)
  })

  it('finds the switch by its name, passes over what only speaks of it, and counts in dp', async () => {
    const page = await seen('/switch', { journey: 'elder-switch' })
    expect(page.mode).toMatchObject({ reached: 'switch', by: '关怀版' })
    expect(sizes(page)).toEqual([
      ['before', 16],
      ['while-open', 22],
    ])
    expect(sizes(await seen('/scaled', { journey: 'elder-switch' }))).toEqual([
      ['before', 16],
      ['while-open', 22],
    ])
  })

  it('leaves a page without a switch alone', async () => {
    await expect(seen('/ignores', { journey: 'elder-switch' })).rejects.toThrow('not-found')
  })

  it('searches, and tells answers from what was there before', async () => {
    const { search } = await seen('/search', {
      state: 'standard',
      journey: 'search',
      ask: ['长辈版', '亲情版'],
    })
    const fresh = search?.asked.map(({ query, answers }) => [
      query,
      answers.filter(answer => answer.fresh).map(({ text }) => text),
    ])
    expect(fresh).toEqual([
      ['长辈版', ['大字大按钮版']],
      ['亲情版', []],
    ])
  })

  it('says which queries it could not type', async () => {
    const ask = ['甲', '乙', '丙']
    const { search } = await seen('/search-once', { state: 'standard', journey: 'search', ask })
    expect(search?.asked.map(({ query }) => query)).toEqual(['甲'])
    expect(search?.unasked).toEqual(['乙', '丙'])
    const nowhere = await seen('/ignores', { state: 'standard', journey: 'search', ask })
    expect(nowhere.search).toEqual({ field: null, asked: [], unasked: ask })
    const many = Array.from({ length: 13 }, (_, at) => `词${at}`)
    const all = await seen('/search', { state: 'standard', journey: 'search', ask: many })
    expect(all.search?.asked).toHaveLength(12)
    expect(all.search?.unasked).toEqual(['词12'])
  })
})
