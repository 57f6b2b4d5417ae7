import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server on loopback whose pages misbehave, each in one way; `/good` does not. */
export async function startBadSite(): Promise<{
  origin: string
  host: string
  asked: string[]
  close(): Promise<void>
}> {
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    asked.push(path)
    const html = (body: string, head = '') => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(
        `<!DOCTYPE html><html lang="zh-CN"><head><meta name="viewport" content="width=device-width"><title>页</title>${head}</head><body><main><h1>标题</h1>${body}</main></body></html>`,
      )
    }
    const script = (code: string, body = '<p>正文</p>') => html(`${body}<script>${code}</script>`)
    const pages: Record<string, () => void> = {
      '/good': () => html('<p>办理社会保障卡</p><a href="/good">首页</a>'),
      '/never': () => {},
      '/half': () => {
        response.setHeader('content-type', 'text/html')
        response.write('<!DOCTYPE html><title>页</title><p>一半')
      },
      '/cut': () => {
        response.setHeader('content-length', '1000')
        response.write('<p>')
        request.socket.destroy()
      },
      '/loop': () => {
        response.writeHead(302, { location: '/loop' })
        response.end()
      },
      '/elsewhere': () => {
        response.writeHead(302, { location: 'http://elsewhere.invalid/' })
        response.end()
      },
      '/xml': () => {
        response.setHeader('content-type', 'application/xml')
        response.end('<math lang="en">x</math>')
      },
      '/download': () => {
        response.writeHead(200, {
          'content-type': 'application/octet-stream',
          'content-disposition': 'attachment',
        })
        response.end('x')
      },
      '/popup': () => script('for (let i = 0; i < 5; i++) open("/good")'),
      '/dialogs': () => script('alert("您好"); confirm("确定?"); prompt("姓名?")'),
      '/leave': () => script('onbeforeunload = e => { e.preventDefault(); return "x" }'),
      '/spin': () => script('setTimeout(() => { for (;;); }, 0)'),
      '/restless': () => script('setInterval(() => document.body.append(document.createElement("p")), 20)'),
      '/chatter': () =>
        script('setInterval(() => { for (let i = 0; i < 200; i++) console.error("x".repeat(1000)) }, 5)'),
      '/huge': () =>
        script(
          'const f = document.createDocumentFragment(); for (let i = 0; i < 60000; i++) { const p = document.createElement("p"); p.textContent = "行" + i; f.append(p) } document.body.append(f)',
        ),
      '/outside': () =>
        html(
          '<img alt="" src="http://outside.invalid/a.png"><script>new WebSocket("ws://outside.invalid/"); navigator.sendBeacon("http://outside.invalid/b"); fetch("http://outside.invalid/c").catch(() => {})</script>',
        ),
      '/many': () => script('for (let i = 0; i < 900; i++) fetch("/good?" + i).catch(() => {})'),
      '/gbk': () => {
        response.setHeader('content-type', 'text/html; charset=gbk')
        // 标题 and 社保 in GBK.
        response.end(
          Buffer.concat([
            Buffer.from('<!DOCTYPE html><html lang="zh-CN"><title>'),
            Buffer.from([0xb1, 0xea, 0xcc, 0xe2]),
            Buffer.from('</title><p>'),
            Buffer.from([0xc9, 0xe7, 0xb1, 0xa3]),
          ]),
        )
      },
      '/chance': () => script('document.title = "n" + Math.random()'),
      '/unscaled': () => {
        response.setHeader('content-type', 'text/html; charset=utf-8')
        response.end('<!DOCTYPE html><html lang="zh-CN"><title>页</title><p style="font-size:49px">大字')
      },
      '/gone': () => {
        response.statusCode = 410
        html('<p>下线</p>')
      },
      '/socket': () => script('new WebSocket("ws://" + location.search.slice(1) + "/")'),
      '/worker': () =>
        script('navigator.serviceWorker && navigator.serviceWorker.register("/sw.js").catch(() => {})'),
    }
    const serve = pages[path]
    if (serve) serve()
    else {
      response.statusCode = 404
      response.end('no')
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin: `http://${host}`,
    host,
    asked,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
