import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageCapture } from '../../model/page.ts'
import { startBadSite } from '../../testing/bad-site.ts'
import { Contexts } from './contexts.ts'
import { launchBrowser, type RunningBrowser } from './launch.ts'
import { lookAt } from './look.ts'

let running: RunningBrowser
let contexts: Contexts
let site: Awaited<ReturnType<typeof startBadSite>>

beforeAll(async () => {
  site = await startBadSite()
  running = await launchBrowser(undefined, ['127.0.0.1'])
  contexts = new Contexts(running.browser)
}, 90_000)
afterAll(async () => {
  await running?.close()
  await site?.close()
})

const look = (path: string, loadMs = 2500) =>
  contexts.within('standard', tabs =>
    lookAt(
      tabs,
      { role: 'found', url: `${site.origin}${path}`, state: 'standard' },
      { allows: host => host === site.host, loadMs, settleMs: 800 },
    ),
  )

async function seen(path: string, loadMs?: number): Promise<PageCapture> {
  const looked = await look(path, loadMs)
  if ('missing' in looked) throw new Error(`${path}: ${looked.missing} ${looked.detail}`)
  return looked.capture
}

describe('lookAt', { timeout: 40_000 }, () => {
  it('sees a well-behaved page', async () => {
    const page = await seen('/good')
    expect(page).toMatchObject({ title: '页', lang: 'zh-CN', scale: 1, consoleErrors: expect.any(Number) })
    expect(page.texts.map(({ text }) => text)).toEqual(['标题', '办理社会保障卡', '首页'])
    expect(page.targets.map(({ name }) => name)).toEqual(['首页'])
    expect(page.axeExamined).toContain('color-contrast')
  })

  it.each([
    ['/never', 'page-timeout'],
    ['/half', 'page-timeout'],
    ['/cut', 'page-unreachable'],
    ['/loop', 'page-redirects'],
    ['/elsewhere', 'host-refused'],
    ['/download', 'page-download'],
    ['/xml', 'page-download'],
    ['/spin', 'page-timeout'],
    ['/gone', 'page-status'],
    ['/nowhere', 'page-status'],
  ])('says why %s could not be looked at', async (path, reason) => {
    expect(await look(path)).toMatchObject({ missing: reason })
  })

  it('dismisses dialogs and says which there were', async () => {
    expect((await seen('/dialogs')).dialogs.map(({ type }) => type)).toEqual(['alert', 'confirm', 'prompt'])
  })

  it.each(['/popup', '/leave', '/restless', '/chatter', '/worker'])('is not held up by %s', async path => {
    expect((await seen(path)).title).toBe('页')
    expect((await running.browser.pages()).length).toBeLessThan(4)
  })

  it('cuts a huge page at its bounds and says so', async () => {
    const page = await seen('/huge', 20_000)
    expect(page.cut).toEqual(expect.arrayContaining(['texts', 'elements', 'axe']))
    expect(page.texts.length).toBe(2000)
  })

  it('refuses every other host, and counts what was refused', async () => {
    const page = await seen('/outside')
    const refused = page.requests.filter(request => request.refused)
    expect(new Set(refused.map(({ host }) => host))).toEqual(new Set(['outside.invalid']))
    expect(refused.length).toBeGreaterThan(1)
  })

  it('lets no web socket through to another host', async () => {
    let reached = 0
    const other = createServer(socket => {
      reached++
      socket.destroy()
    })
    await new Promise<void>(ready => other.listen(0, '127.0.0.2', ready))
    const { port } = other.address() as AddressInfo

    await seen(`/socket?127.0.0.2:${port}`)
    expect(reached).toBe(0)
    other.close()
  })

  it('stops a page that asks without end', async () => {
    const page = await seen('/many')
    expect(site.asked.filter(path => path === '/good').length).toBeLessThan(520)
    expect(page.requests.some(request => request.refused)).toBe(true)
  })

  it('counts in dp on a page that draws itself wider than the screen', async () => {
    const page = await seen('/unscaled')
    expect(page.scale).toBeCloseTo(390 / 980, 2)
    expect(page.texts[0]?.fontSize).toBeCloseTo(49 * (390 / 980), 0)
  })

  it('reads GBK', async () => {
    const page = await seen('/gbk')
    expect([page.title, page.texts[0]?.text]).toEqual(['标题', '社保'])
  })

  it('sees the same chance twice', async () => {
    expect((await seen('/chance')).title).toBe((await seen('/chance')).title)
  })
})
