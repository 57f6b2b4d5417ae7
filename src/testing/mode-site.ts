import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const STYLE = 'p,a,button{font-size:16px} .elder p,.elder a,.elder button{font-size:22px}'
const BODY =
  '<main><h1>标题</h1><p>办理社会保障卡申领须携带有效身份证件</p><a href="/help">长辈版使用说明和注意事项汇总</a></main>'
const APPLY = 'const set = on => document.body.classList.toggle("elder", on);'
const READ = 'const read = () => ZWJSBridge.getUiStyle().then(({ uiStyle }) => set(uiStyle === "elder"));'

/** Scripts of pages that treat the modes of their host each in one way. */
const PAGES: Record<string, string> = {
  '/follows': `${APPLY}${READ} ZWJSBridge.onReady(read); ZWJSBridge.setTitle({ title: "张三的申请" }); document.addEventListener("visibilitychange", () => { if (!document.hidden) read() })`,
  '/once': `${APPLY}${READ} read()`,
  '/ignores': '',
  '/pins':
    'document.addEventListener("WeixinJSBridgeReady", () => WeixinJSBridge.invoke("setFontSizeCallback", { fontSize: 0 }, () => {}))',
  '/switch': `${APPLY} const b = document.createElement("button"); b.textContent = "关怀版"; b.onclick = () => set(true); document.querySelector("main").append(b)`,
  '/search':
    'document.querySelector("main").innerHTML = `<input placeholder="搜索服务"><button onclick="go()">搜索</button><ul id="r"></ul><a href="/always">常见问题</a>`; window.go = () => { const q = document.querySelector("input").value; document.querySelector("#r").innerHTML = q === "长辈版" ? `<li><a href="/elder">大字大按钮版</a></li>` : "<li>没有找到 " + q + "</li>" }',
  '/search-once':
    'document.querySelector("main").innerHTML = `<input placeholder="搜索服务">`; document.querySelector("input").onchange = event => event.target.replaceWith("没有找到")',
}

/** A web server on loopback whose pages have a standard and an elder version, or ought to. */
export async function startModeSite(): Promise<{ origin: string; host: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    response.setHeader('content-type', 'text/html; charset=utf-8')
    const scaled = path === '/scaled'
    const viewport = scaled ? 'width=1170' : 'width=device-width'
    const style = scaled ? 'p{font-size:48px} .elder p{font-size:66px}' : STYLE
    const script = scaled ? PAGES['/switch'] : PAGES[path]
    response.end(
      `<!DOCTYPE html><html lang="zh-CN"><head><title>页</title><meta name="viewport" content="${viewport}"><style>${style}</style></head><body>${BODY}<script>${script ?? ''}</script></body></html>`,
    )
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin: `http://${host}`,
    host,
    close: () =>
      new Promise(done => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
