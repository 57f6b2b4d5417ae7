import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installKit } from './in-page/kit.ts'
import { launchBrowser, type RunningBrowser } from './launch.ts'
import { type TakenShot, takeShot } from './shot.ts'

let running: RunningBrowser
let page: Page
beforeAll(async () => {
  running = await launchBrowser(undefined, [])
  page = await running.browser.newPage()
  await page.setViewport({ width: 390, height: 844, deviceScaleFactor: 3, isMobile: true, hasTouch: true })
}, 90_000)
afterAll(() => running?.close())

/** Two people of no such number: pages about them differ in nothing else. */
const PEOPLE = [
  { id: '110105194912310020', phone: '13800138001', card: '6222021234567890128', name: '李小明' },
  { id: '330102198803074518', phone: '15967194427', card: '6217856100012345671', name: '王建国' },
] as const
type Person = (typeof PEOPLE)[number]

const NOBODY = { role: 'found', title: '页', headings: [], texts: [] }

async function shown(body: string, facts: object = NOBODY): Promise<TakenShot> {
  await page.goto('about:blank')
  await page.setContent(
    `<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width, initial-scale=1"><title>页</title><body style="margin:0;font:18px/2 sans-serif"><h1 id="title">标题</h1>${body}</body></html>`,
  )
  await page.evaluate(installKit)
  const shot = await takeShot(page, { ...NOBODY, ...facts })
  if (!shot) throw new Error('no picture')
  return shot
}

const bytes = ({ image }: TakenShot) => Buffer.from(image).toString('base64')

/** Pixels, as the frame header of the JPEG says. */
function widthOf(image: Uint8Array): number {
  const data = Buffer.from(image)
  let at = 2
  while (data[at + 1] !== 0xc0 && data[at + 1] !== 0xc2) at += 2 + data.readUInt16BE(at + 2)
  return data.readUInt16BE(at + 7)
}

const PLACES: [string, (person: Person) => string][] = [
  ['a paragraph', ({ id, phone }) => `<p>证件号码 ${id}，电话 ${phone}</p>`],
  ['parts of a line', ({ id }) => `<p>${id.slice(0, 6)}<b>${id.slice(6, 14)}</b><i>${id.slice(14)}</i></p>`],
  [
    'boxes of a digit each',
    ({ phone }) =>
      `<div style="display:flex">${[...phone].map(digit => `<div style="width:30px">${digit}</div>`).join('')}</div>`,
  ],
  ['a field', ({ card }) => `<input aria-label="备注" value="${card}"><textarea>${card}</textarea>`],
  ['a hint', ({ phone }) => `<input aria-label="电话" placeholder="${phone}">`],
  ['a choice', ({ phone }) => `<select aria-label="电话"><option>${phone}</option></select>`],
  ['a button made of a field', ({ phone }) => `<input type="button" value="拨打 ${phone}">`],
  ['a drawing', ({ id }) => `<svg width="300" height="40"><text y="24">${id}</text></svg>`],
  [
    'letters cut out of a background',
    ({ id }) =>
      `<p style="background:linear-gradient(#f00,#00f);background-clip:text;color:transparent"><span>${id}</span></p>`,
  ],
  ['shadows', ({ id }) => `<p style="text-shadow:3px 9px 0 red">${id}</p>`],
  [
    'words of a style sheet',
    ({ phone }) =>
      `<style>.p::before{content:attr(data-phone)}</style><p class="p" data-phone="${phone}"></p>`,
  ],
  [
    'an open shadow root',
    ({ id }) =>
      `<x-open></x-open><script>customElements.get('x-open')||customElements.define('x-open',class extends HTMLElement{connectedCallback(){this.attachShadow({mode:'open'}).innerHTML='<p>${id}</p>'}})</script>`,
  ],
  [
    'a closed shadow root',
    ({ id }) =>
      `<x-shut style="display:block"></x-shut><script>customElements.get('x-shut')||customElements.define('x-shut',class extends HTMLElement{connectedCallback(){this.attachShadow({mode:'closed'}).innerHTML='<p>${id}</p>'}})</script>`,
  ],
  ['a frame', ({ id }) => `<iframe title="证照" width="300" height="100" srcdoc="<p>${id}</p>"></iframe>`],
  [
    'a code drawn on a canvas',
    ({ id }) =>
      `<canvas width="120" height="120"></canvas><script>{const c=document.querySelector('canvas').getContext('2d');for(const [i,d] of [...'${id}'].entries())c.fillRect(i*6,0,5,+d*12)}</script>`,
  ],
  [
    'a picture of a code',
    ({ id }) =>
      `<img class="qrcode" alt="" width="100" height="100" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'><text y='30' font-size='9'>${id}</text></svg>">`,
  ],
  [
    'a code as a background',
    ({ id }) =>
      `<div style="width:100px;height:100px;background:url(&quot;data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'><text y='30' font-size='9'>${id}</text></svg>&quot;)"></div>`,
  ],
  ['a name beside its label', ({ name }) => `<dl><dt>姓名</dt><dd>${name}</dd></dl><p>姓名：${name}</p>`],
  ['a name in a field', ({ name }) => `<label>姓名 <input value="${name}"></label>`],
  ['a top layer', ({ id }) => `<dialog id="d"><p>${id}</p></dialog><script>d.showModal()</script>`],
]

describe('a picture of a page', { timeout: 60_000 }, () => {
  it.each(PLACES)('shows nobody’s data in %s', async (_place, body) => {
    const [one, two] = [await shown(body(PEOPLE[0])), await shown(body(PEOPLE[1]))]
    expect(one.painted).toBeGreaterThan(0)
    expect(bytes(two) === bytes(one)).toBe(true)
    expect(two.boxes).toEqual(one.boxes)
  })

  it('shows what is nobody’s', async () => {
    const [one, two] = [await shown('<p>实施编码 0100</p>'), await shown('<p>实施编码 0200</p>')]
    expect(one.painted).toBe(0)
    expect(bytes(two)).not.toBe(bytes(one))
    expect(bytes(await shown('<p>实施编码 0100</p>'))).toBe(bytes(one))
  })

  it('shows no picture on a page of somebody’s papers', async () => {
    const licence = (person: Person) =>
      `<img alt="" width="200" height="60" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='200' height='60'><text y='30'>${person.id}</text></svg>"><svg width="200" height="40"><path d="M0 0h${person.phone.slice(-2)}v9z"/></svg>`
    const facts = { role: 'licence' }
    const [one, two] = [await shown(licence(PEOPLE[0]), facts), await shown(licence(PEOPLE[1]), facts)]
    expect(bytes(two) === bytes(one)).toBe(true)
  })

  it('is thrown away when data came while it was taken', async () => {
    // The first picture makes the page draw itself again.
    const late = (person: Person) =>
      `<p id="late">稍候</p><script>addEventListener('resize',()=>{late.textContent='${person.id}'},{once:true})</script>`
    const [one, two] = [await shown(late(PEOPLE[0])), await shown(late(PEOPLE[1]))]
    expect(one.painted).toBe(1)
    expect(bytes(two) === bytes(one)).toBe(true)
  })

  it('is none of a page that goes on showing data', async () => {
    const body = `<p id="late">稍候</p><script>setInterval(()=>{late.append(Object.assign(document.createElement('p'),{textContent:'${PEOPLE[0].id}'}))},1)</script>`
    await expect(shown(body)).rejects.toThrow('no picture')
  })

  it('leaves the page as it was', async () => {
    await shown(`<p style="color:red">${PEOPLE[0].id}</p><input value="${PEOPLE[0].phone}">`)
    const left = await page.evaluate(() => [
      document.querySelector('p')?.outerHTML,
      document.querySelector('input')?.getAttribute('style'),
      document.adoptedStyleSheets.length,
      CSS.highlights.size,
    ])
    expect(left).toEqual([`<p style="color:red">${PEOPLE[0].id}</p>`, null, 0, 0])
  })

  it('knows where the elements stand that the facts name, and how much of the page it shows', async () => {
    const texts = [{ element: { selector: '#title' } }, { element: { selector: '#deep' } }]
    const shot = await shown('<div style="height:9000px"></div><p id="deep">深</p>', { texts })
    expect(shot).toMatchObject({ width: 390, height: 6000, whole: false })
    expect(Object.keys(shot.boxes)).toEqual(['#title'])
    expect((await shown('<p>短</p>')).whole).toBe(true)
  })

  it('is sharp enough to read, and leaves the page the phone it was', async () => {
    const shot = await shown('<p>字</p>')
    expect(widthOf(shot.image)).toBe(585)
    expect(shot.width).toBe(390)
    expect(await page.evaluate(() => [devicePixelRatio, screen.width])).toEqual([3, 390])
  })

  it('counts in dp on a page drawn wider than the screen', async () => {
    await page.goto('about:blank')
    await page.setContent('<!doctype html><title>页</title><h1 id="title" style="margin:100px 0">题</h1>')
    await page.evaluate(installKit)
    const shot = await takeShot(page, {
      ...NOBODY,
      headings: [{ element: { selector: '#title', component: 'h1' }, level: 1, text: '题' }],
    })
    expect(shot?.width).toBe(390)
    expect(shot?.boxes['#title']?.[1]).toBeCloseTo((100 * 390) / 980, 0)
  })

  it('is not taken of a page too large to be looked through', async () => {
    await page.setContent(`<p>${'长'.repeat(410_000)}</p>`)
    await page.evaluate(installKit)
    expect(await takeShot(page, NOBODY)).toBeUndefined()
  })
})
