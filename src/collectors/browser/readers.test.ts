import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, type RunningBrowser } from './launch.ts'
import { readPage } from './readers.ts'

let running: RunningBrowser
let page: Page

beforeAll(async () => {
  running = await launchBrowser(undefined, ['127.0.0.1'])
  page = await running.browser.newPage()
  await page.setViewport({ width: 390, height: 844, isMobile: true })
}, 90_000)
afterAll(async () => {
  await running?.close()
})

const HEAD =
  '<!DOCTYPE html><html lang="zh-CN"><meta name="viewport" content="width=device-width"><style>body{margin:0}</style>'
async function read(body: string) {
  await page.setContent(HEAD + body)
  return readPage(page)
}

describe('layers', { timeout: 40_000 }, () => {
  it('sees none on a plain page, and no mark on a card', async () => {
    const { layers } = await read(
      '<div style="position:relative"><p>正文</p><i style="position:absolute;z-index:2;right:0">新</i></div>',
    )
    expect(layers).toEqual([])
  })

  it('tells bars, floats, masks and dialogs apart, outermost only', async () => {
    const { layers } = await read(`<p>正文</p>
      <nav style="position:fixed;bottom:0;left:0;right:0;height:50px"><a href="#/">首页</a></nav>
      <div style="position:fixed;right:10px;bottom:80px;width:60px;height:60px"><a href="#/ad">活动</a></div>
      <div style="position:fixed;inset:0;background:#0008"></div>
      <div style="position:fixed;left:45px;top:300px;width:300px;height:200px;background:#fff"><h2>温馨提示</h2>
        <p style="position:fixed">内</p><button>我知道了</button></div>`)
    expect(layers.map(({ kind, name, modal }) => [kind, name, modal])).toEqual([
      ['bar', '首页', false],
      ['float', '活动', false],
      ['mask', '', false],
      ['dialog', '温馨提示', true],
    ])
    expect(layers[3]).toMatchObject({ left: 45, top: 300, width: 300, height: 200 })
    expect(layers[3]?.controls.map(({ name }) => name)).toEqual(['我知道了'])
  })

  it('sees dialogs by element and role, and those that are shut not at all', async () => {
    const { layers } = await read(
      '<dialog open><p>公告</p></dialog><div role="dialog" aria-label="登录"><input></div><dialog>不见</dialog>',
    )
    expect(layers.map(({ kind, name }) => [kind, name])).toEqual([
      ['dialog', '公告'],
      ['dialog', '登录'],
    ])
  })

  it('does not take the container of a single-page app for a window', async () => {
    const { layers } = await read(
      '<div style="position:absolute;inset:0;z-index:1"><h1>办事</h1><p>正文</p><div style="position:fixed;right:0;bottom:90px;width:60px;height:60px">客服</div></div>',
    )
    expect(layers.map(({ kind, name }) => [kind, name])).toEqual([['float', '客服']])
  })

  it('measures what a finger hits, not what is drawn', async () => {
    const { layers } =
      await read(`<style>.close{position:absolute;right:20px;top:20px;width:20px;height:20px;cursor:pointer}
      .wide::after{content:"";position:absolute;inset:-12px}</style>
      <div style="position:fixed;left:45px;top:300px;width:300px;height:200px;background:#fff">优惠
      <i class="close wide"></i><i class="close" style="right:120px"></i></div>`)
    const [wide, small] = layers[0]?.controls ?? []
    expect(wide).toMatchObject({ hint: 'close wide', width: 44, height: 44 })
    expect(small?.width).toBeLessThan(24)
  })
})

describe('targets', { timeout: 40_000 }, () => {
  const STYLE = `<style>
    button,a,label,input{box-sizing:border-box;padding:0;border:0;margin:0}
    div{height:90px;width:390px;display:flex;align-items:center;justify-content:center}
    .small{width:24px;height:24px;display:block}
    .hot{position:relative}
    .hot::after{content:"";position:absolute;top:50%;left:50%;transform:translate(-50%,-50%);min-width:44px;min-height:44px;width:100%;height:100%}
    .inset::before{content:"";position:absolute;inset:-8px;border:2px solid transparent}
    .deaf::after{pointer-events:none}
    .shut{overflow:hidden}
  </style>`
  /** What the browser itself hits: the extent of the element about its middle. */
  const hit = (id: string) =>
    page.evaluate(name => {
      const element = document.getElementById(name) as HTMLElement
      element.scrollIntoView({ block: 'center' })
      const box = element.getBoundingClientRect()
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
      const far = (stepX: number, stepY: number) => {
        let away = 0
        while (away < 200) {
          const found = document.elementFromPoint(x + stepX * away, y + stepY * away)
          if (found === null || !(element.contains(found) || found.closest('label')?.contains(element))) break
          away++
        }
        return away
      }
      return { width: far(-1, 0) + far(1, 0), height: far(0, -1) + far(0, 1) }
    }, id)

  it('are as large as what a tap hits', async () => {
    const { targets } = await read(`${STYLE}
      <div><button id="plain" class="small">甲</button></div>
      <div><button id="hot" class="small hot">乙</button></div>
      <div><button id="inset" class="small hot inset" style="border:3px solid">丙</button></div>
      <div><button id="deaf" class="small hot deaf">丁</button></div>
      <div><button id="shut" class="small hot shut">戊</button></div>
      <div><p class="shut" style="width:34px;height:30px;display:flex;justify-content:center;align-items:center">
        <button id="clipped" class="small hot" style="flex:none">己</button></p></div>
      <section style="height:80px;overflow:hidden"><section style="height:80px;overflow-y:auto">
        <div></div><div><button id="below" class="small hot">庚</button></div></section></section>
      <div><a id="child" href="#/" class="small hot deaf"><i style="position:absolute;inset:-9px"></i></a></div>
      <div><label class="small hot"><input id="boxed" type="checkbox" class="small"></label></div>`)
    expect(targets.map(({ element }) => element.selector)).toHaveLength(9)
    for (const { element, width, height } of targets) {
      const real = await hit(element.selector.slice(1))
      expect(Math.abs(width - real.width), `${element.selector} ${width} ${real.width}`).toBeLessThanOrEqual(
        2,
      )
      expect(
        Math.abs(height - real.height),
        `${element.selector} ${height} ${real.height}`,
      ).toBeLessThanOrEqual(2)
    }
  })

  it('are not what is merely read out, and count with the row they stand for', async () => {
    const { targets } = await read(`${STYLE}
      <i tabindex="0" role="img" aria-label="提示">!</i><i tabindex="0" id="tapped">!</i>
      <p aria-expanded="false" style="height:60px;margin:0">搜索<img role="button" id="opens" alt="展开" style="width:20px;height:20px"></p>
      <p aria-expanded="false" style="height:60px;margin:0">搜索<button id="one" class="small">甲</button><button class="small">乙</button></p>
      <form role="combobox" aria-expanded="false" style="height:60px"><button id="camera" class="small">拍照</button></form>`)
    const found = new Map(targets.map(({ element, height }) => [element.selector, height]))
    expect(found.has('#tapped')).toBe(true)
    expect(targets).toHaveLength(5)
    expect(found.get('#camera')).toBe(24)
    expect(found.get('#opens')).toBe(60)
    expect(found.get('#one')).toBe(24)
  })

  it('in running text are links that look like text', async () => {
    const { targets } = await read(`${STYLE}<p>详见<a href="#/1">指南</a>,</p>
      <p>详见<a href="#/2" style="display:inline-block">指南</a></p>
      <p>共三条<a href="#/3" style="display:inline-block;background:#06c">查看</a></p>
      <p><a href="#/4" style="display:inline-block">指南</a></p>`)
    expect(targets.map(({ inline }) => inline)).toEqual([true, true, false, false])
  })
})

describe('images and media', { timeout: 40_000 }, () => {
  it('says what stands for a picture and what stands near it', async () => {
    const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='
    const { images } =
      await read(`<div class="row"><label>图形验证码</label><img id="captcha" src="${pixel}" width="80" height="30"></div>
      <img alt="" src="${pixel}" width="9" height="9"><a href="#/x"><svg width="20" height="20"><title>设置</title></svg></a>
      <b style="display:block;width:20px;height:20px;background:url(${pixel})"></b><p style="background:url(${pixel})">字</p>`)
    expect(
      images.map(({ kind, alt, name, decorative, tapped }) => [kind, alt, name, decorative, tapped]),
    ).toEqual([
      ['img', null, '', false, false],
      ['img', '', '', true, false],
      ['svg', null, '设置', false, true],
      ['background', null, '', false, false],
    ])
    expect(images[0]).toMatchObject({
      path: 'data:',
      width: 80,
      naturalWidth: 1,
      near: '图形验证码',
      hint: 'captcha',
    })
  })

  it('says how media play and what stands beside them', async () => {
    const { media } =
      await read(`<figure><video autoplay muted controls width="100" height="80"><track kind="captions" srclang="zh"></video>
      <figcaption>办事指南视频</figcaption><a href="/guide.txt">文字稿</a><button>暂停</button></figure><audio src="data:," loop></audio>`)
    expect(media).toMatchObject([
      {
        kind: 'video',
        autoplay: true,
        muted: true,
        controls: true,
        shown: true,
        tracks: [{ kind: 'captions', lang: 'zh' }],
        description: '办事指南视频',
        links: [{ text: '文字稿' }],
        buttons: ['暂停'],
      },
      { kind: 'audio', autoplay: false, loop: true, shown: false, duration: null },
    ])
  })
})

describe('what aids are told', { timeout: 40_000 }, () => {
  it('puts a stated name beside the text a person sees', async () => {
    const { assist } =
      await read(`<style>.aside{position:absolute;width:1px;height:1px;overflow:hidden}</style>
      <a href="#/" aria-label="首页">返回<span class="aside">看不见</span><span aria-hidden="true">首页</span></a>
      <button aria-label="搜索"><i style="font-family:iconfont">x</i></button><button>提交</button>
      <a href="#/x" aria-label="甲 乙"><b style="display:block">甲</b><b style="display:block">乙</b></a>`)
    expect(assist.named.map(({ visible, name }) => [visible, name])).toEqual([
      ['返回首页', '首页'],
      ['甲 乙', '甲 乙'],
    ])
  })

  it('keeps text apart by its stated language', async () => {
    const { assist } = await read(
      '<p>办事指南</p><p lang="en">Guide <b>to services</b></p><code>x = 1</code>',
    )
    expect(assist.languages.map(({ stated, text }) => [stated, text])).toEqual([
      ['zh-CN', '办事指南'],
      ['en', 'Guide to services'],
    ])
  })

  it('sees how a field is marked and what is said about it', async () => {
    const { assist } = await read(`<style>.must::before{content:"*"}</style>
      <div><label class="must" for="a">姓名</label><input id="a" required></div>
      <div class="row error"><label for="b">电话</label><input id="b" aria-invalid="true"><span>号码少一位</span></div>
      <div class="field-error"><label for="c">地址</label><input id="c"></div>`)
    expect(assist.fieldStates).toMatchObject([
      { label: '姓名 *', required: true, wrong: 'no' },
      { label: '电话', required: false, wrong: 'stated', message: '号码少一位' },
      { label: '地址', wrong: 'styled', message: '' },
    ])
  })

  it('finds headers without a cell and frames the Tab key passes over', async () => {
    const { assist } = await read(`<table><tr><th>材料</th><th>份数</th></tr><tr><td>申请表</td></tr></table>
      <table><tr><th>日期</th><th>上午</th></tr><tr><th>周一</th><td>8:30</td></tr></table>
      <iframe title="地图" tabindex="-1" srcdoc="<a href='/'>到窗口</a>"></iframe>`)
    expect([assist.headers, assist.emptyHeaders.map(({ text }) => text)]).toEqual([5, ['份数']])
    expect(assist.skippedFrames).toMatchObject([{ name: '地图', focusable: 1 }])
  })
})

describe('frames', { timeout: 40_000 }, () => {
  it('sees parts that others fill, and no text that was put in later', async () => {
    const { frames } = await read(`<p>原<ins>新增的文字</ins></p>
      <iframe src="https://pos.example.cn/a" width="300" height="90" style="border:0"></iframe>
      <ins class="adsbygoogle" style="display:block;width:300px;height:60px"></ins>
      <iframe src="about:blank" width="1" height="1" style="border:0"></iframe><iframe hidden src="https://x.cn/"></iframe>`)
    expect(frames.map(({ kind, host, width }) => [kind, host, width])).toEqual([
      ['iframe', 'pos.example.cn', 300],
      ['ins', '', 300],
    ])
    expect(frames[1]?.element.component).toMatch(/ins\.adsbygoogle$/)
  })
})
