import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CodeWatch } from '../../../model/page-codes.ts'
import { Contexts } from '../contexts.ts'
import { launchBrowser, type RunningBrowser } from '../launch.ts'
import { lookAt } from '../look.ts'

const CODE = '<svg class="qr" width="200" height="200"><rect width="10" height="10"/></svg>'
const redraw = (ms: number) =>
  `<script>let n = 0; setInterval(() => { document.querySelector('rect').setAttribute('x', ++n) }, ${ms})</script>`
const PAGES: Record<string, string> = {
  '/minute': CODE + redraw(60_000),
  '/still': `${CODE}<svg class="logo" width="150" height="150"></svg>`,
  // Tells the time by the date, once a second, as countdowns do.
  '/countdown': `${CODE}<p>60</p><script>
    const end = Date.now() + 30_000
    const tick = () => { if (Date.now() >= end) document.querySelector('rect').setAttribute('x', 5); else setTimeout(tick, 1000) }
    tick()</script>`,
  '/expires': `${CODE}<p></p><script>setTimeout(() => { document.querySelector('p').textContent = '二维码已失效，点击刷新' }, 30_000)</script>`,
  '/canvas': `<canvas id="qrcode" width="180" height="180"></canvas><script>
    const draw = () => { const c = document.querySelector('canvas').getContext('2d'); c.fillRect(Math.random() * 100, 0, 20, 20) }
    draw(); setInterval(draw, 50_000)</script>`,
  '/none': '<p>请先登录</p>',
  '/leaves': `${CODE}<script>setTimeout(() => { location.href = '/none' }, 20_000)</script>`,
}

let running: RunningBrowser
let contexts: Contexts
let base = ''
const server = createServer((request, response) => {
  const body = PAGES[request.url ?? '']
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(
    `<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width"><title>亮证</title><body>${body ?? ''}</body></html>`,
  )
})

beforeAll(async () => {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  running = await launchBrowser(undefined, ['127.0.0.1'])
  contexts = new Contexts(running.browser)
}, 60_000)
afterAll(async () => {
  await running?.close()
  server.close()
})

async function watch(path: string): Promise<CodeWatch> {
  const sight = { role: 'licence', url: base + path, state: 'standard', journey: 'code-watch' } as const
  const options = { allows: () => true, loadMs: 20_000, settleMs: 3000 }
  const looked = await contexts.within(undefined, tabs => lookAt(tabs, sight, options))
  if ('missing' in looked) throw new Error(looked.detail)
  return looked.capture.codeWatch as CodeWatch
}

test.each([
  ['/minute', 60],
  ['/countdown', 30],
  ['/canvas', 60],
] as const)(
  'sees the code of %s change, without waiting for it',
  async (path, seconds) => {
    const { codes } = await watch(path)
    expect(codes).toHaveLength(1)
    expect(codes[0]).toMatchObject({ named: true, readable: true })
    // What the look itself took has passed as well.
    expect(codes[0]?.changedAfter).toBeGreaterThan(0)
    expect(codes[0]?.changedAfter).toBeLessThanOrEqual(seconds)
  },
  90_000,
)

test('a code that stays, beside a picture that is none', async () => {
  const { codes, seconds } = await watch('/still')
  expect(seconds).toBe(65)
  expect(codes.map(({ named, changedAfter }) => [named, changedAfter])).toEqual([
    [true, null],
    [false, null],
  ])
}, 90_000)

test('says when the page calls its code expired; a page without one has none', async () => {
  const expires = await watch('/expires')
  expect(expires.codes[0]?.changedAfter).toBeNull()
  expect(expires.expiredAfter).toBeLessThanOrEqual(30)
  expect((await watch('/none')).codes).toEqual([])
}, 90_000)

test('a page that leaves takes its code along', async () => {
  expect((await watch('/leaves')).codes[0]?.changedAfter).toBeLessThanOrEqual(30)
}, 90_000)
