import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CodeWatch } from '../../../model/page-codes.ts'
import { Contexts } from '../contexts.ts'
import { launchBrowser, type RunningBrowser } from '../launch.ts'
import { lookAt, type Sight } from '../look.ts'

const code = (name: string) =>
  `<svg class="qr" id="${name}" width="200" height="200"><rect width="10" height="10"/></svg>`
const PAGES: Record<string, string> = {
  '/codes': `${code('minute')}${code('stays')}${code('countdown')}
    <canvas id="qrcode" width="180" height="180"></canvas><svg id="logo" width="150" height="150"></svg>
    <script>
      const move = name => document.querySelector('#' + name + ' rect').setAttribute('x', Math.random())
      setInterval(move, 60_000, 'minute')
      setInterval(move, 600_000, 'stays')
      // Tells the time by the date, once a second, as countdowns do.
      const end = Date.now() + 30_000
      const tick = () => { if (new Date().getTime() >= end) move('countdown'); else setTimeout(tick, 1000) }
      tick()
      const draw = () => document.querySelector('canvas').getContext('2d').fillRect(Math.random() * 100, 0, 20, 20)
      draw(); setInterval(draw, 50_000)
    </script>`,
  '/expires': `${code('stays')}<p></p><script>setTimeout(() => { document.querySelector('p').textContent = '二维码已失效，点击刷新' }, 30_000)</script>`,
  '/leaves': `${code('stays')}<script>setTimeout(() => { location.href = '/none' }, 20_000)</script>`,
  '/none': '<p>请先登录</p>',
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
  const sight: Sight = { role: 'licence', url: base + path, state: 'standard', asides: ['code-watch'] }
  const options = { allows: () => true, loadMs: 20_000, settleMs: 3000 }
  const looked = await contexts.within(undefined, tabs => lookAt(tabs, sight, options))
  if ('missing' in looked) throw new Error(looked.detail)
  return looked.capture.codeWatch as CodeWatch
}

test('sees codes change without waiting for it, and which stay the same', async () => {
  const { codes, seconds } = await watch('/codes')
  expect(seconds).toBe(65)
  const after = Object.fromEntries(codes.map(({ element, changedAfter }) => [element.selector, changedAfter]))
  expect(after).toMatchObject({ '#stays': null, '#logo': null })
  // What the look itself took has passed as well.
  expect(after['#minute']).toBeLessThanOrEqual(60)
  expect(after['#countdown']).toBeLessThanOrEqual(30)
  expect(after['#qrcode']).toBeLessThanOrEqual(60)
  expect(codes.filter(({ named }) => !named).map(({ element }) => element.selector)).toEqual(['#logo'])
}, 90_000)

test('says when the page calls its code expired', async () => {
  const { codes, expiredAfter } = await watch('/expires')
  expect(codes[0]?.changedAfter).toBeNull()
  expect(expiredAfter).toBeLessThanOrEqual(30)
}, 90_000)

test('a page that leaves takes its code along', async () => {
  expect((await watch('/leaves')).codes[0]?.changedAfter).toBeLessThanOrEqual(30)
}, 90_000)
