import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageCapture } from '../../model/page.ts'
import { Contexts } from './contexts.ts'
import { launchBrowser, type RunningBrowser } from './launch.ts'
import { lookAt, type Sight } from './look.ts'

const PHONE = '13900139000'
const PAGES: Record<string, string> = {
  '/plain': '<p>咨询电话：0571-00000079</p><p>实施编码 11330000MB0FAKE29C2002099018000</p>',
  '/leaky': `<dl><dt>姓名</dt><dd>张示例</dd><dt>联系电话</dt><dd>${PHONE}</dd></dl><p>证号：1101**********002X</p>
    <script>localStorage.setItem('user_${PHONE}', 'x'); console.log('user', '${PHONE}');
    fetch('/list?mobile=${PHONE}'); fetch('http://count.invalid/c', {method: 'POST', body: 'm=${PHONE}'}).catch(() => {});
    navigator.geolocation.getCurrentPosition(() => {}, () => {});
    history.replaceState(null, '', '?ticket=ST-8a7b6c5d4e3f2a1b0c#/home?access_token=abcdefgh12345678')</script>`,
  '/consent': `<p id="p">办事</p><div class="mask" style="position:fixed;inset:0;background:#fff"><p>请阅读《隐私政策》</p>
    <label><input type="checkbox" id="box">我已阅读并同意《隐私政策》</label>
    <div class="row"><span onclick="done('no')">暂不使用</span><span onclick="box.checked && done('yes')">同意并继续</span></div></div>
    <script>const done = say => { localStorage.setItem('say', say); document.querySelector('.mask').remove(); p.textContent = say };
    if (localStorage.getItem('say') === 'yes') done('yes')</script>`,
  '/asks': `<div class="mask" style="position:fixed;inset:0;background:#fff"><p>请阅读《隐私政策》</p>
    <div class="row"><span onclick="agree()">同意并继续</span></div></div><form role="search" onsubmit="ask(); return false"><input type="search" id="q"></form>
    <script>const ask = () => navigator.mediaDevices.getUserMedia({audio: true}).catch(() => {});
    const agree = () => { document.querySelector('.mask').remove(); ask() }</script>`,
  '/find': `<form role="search" onsubmit="out.innerHTML = q.value; return false"><input type="search" id="q"></form><div id="out"></div>`,
}

let running: RunningBrowser
let server: Server
let contexts: Contexts
let origin = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    const body = PAGES[new URL(request.url ?? '/', 'http://x').pathname] ?? ''
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('content-security-policy', "default-src 'unsafe-inline' 'self' http://count.invalid")
    response.end(
      `<!DOCTYPE html><html lang="zh-CN"><title>页</title><body><main>${body}</main></body></html>`,
    )
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  running = await launchBrowser(undefined, ['127.0.0.1'])
  contexts = new Contexts(running.browser)
}, 90_000)
afterAll(async () => {
  await running?.close()
  server?.close()
})

async function seen(path: string, sight: Partial<Sight> = {}): Promise<PageCapture> {
  const host = new URL(origin).host
  const looked = await contexts.within(undefined, tabs =>
    lookAt(
      tabs,
      { role: 'home', url: `${origin}${path}`, state: 'standard', ...sight },
      { allows: asked => asked === host, loadMs: 10_000, settleMs: 3000 },
    ),
  )
  if ('missing' in looked) throw new Error(`${path}: ${looked.missing} ${looked.detail}`)
  return looked.capture
}

describe('what a page lets slip', { timeout: 60_000 }, () => {
  it('is nothing where there is only what is public', async () => {
    expect(await seen('/plain')).toMatchObject({ shown: [], traces: [], asked: [], passwords: [] })
  })

  it('is told by place and name, never by value', async () => {
    const page = await seen('/leaky')
    const places = page.traces.map(({ place, name, kind }) => `${place} ${name} ${kind}`)
    expect(places).toEqual([
      'address access_token opaque',
      'address ticket opaque',
      'body (body) mobile',
      'console log mobile',
      'request mobile mobile',
      'storage user_* mobile',
    ])
    expect(page.shown.map(({ kind, visible, length }) => `${kind} ${visible}/${length}`)).toEqual([
      'name 3/3',
      'mobile 11/11',
      'citizen-id 8/18',
    ])
    expect(page.asked).toEqual([{ permission: 'geolocation', tapped: false }])
    expect(page.csp).toEqual(["default-src 'unsafe-inline' 'self' http://count.invalid"])
    const told = JSON.stringify([page.traces, page.shown, page.asked])
    expect(told).not.toContain(PHONE)
    expect(told).not.toContain('8a7b6c5d')
  })

  it('tells what is asked for by itself, or on an answer to the layer, from what a tap asks for', async () => {
    const sight = { role: 'search', journey: 'search', ask: ['适老版'] }
    const permission = 'camera-microphone'
    expect((await seen('/asks', sight)).asked).toEqual([
      { permission, tapped: false },
      { permission, tapped: true },
    ])
  })

  it('is seen as a newcomer sees it, refused on a fresh page, agreed to where the page is looked at', async () => {
    const page = await seen('/consent', {
      asides: ['first-run'],
      onward: [
        { role: 'search', url: `${origin}/find` },
        { role: 'item', url: `${origin}/consent` },
      ],
    })
    expect(page.words).toBe('yes')
    expect(page.firstRun).toMatchObject({
      layer: {
        agree: '同意并继续',
        refuse: '暂不使用',
        policy: true,
        boxes: [{ label: '我已阅读并同意《隐私政策》', ticked: false }],
      },
      refused: [
        { role: 'search', loaded: true, layer: false },
        { role: 'item', loaded: true, layer: true },
      ],
    })
  })

  it('markup typed into a search field is seen to run', async () => {
    expect(await seen('/find')).not.toHaveProperty('probe')
    expect((await seen('/find', { asides: ['markup-probe'] })).probe).toEqual({ ran: true, element: true })
  })
})
