import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { walkByKeyboard } from './keyboard.ts'
import { launchBrowser, type RunningBrowser } from './launch.ts'
import { readPage } from './readers.ts'

let running: RunningBrowser
let page: Page

beforeAll(async () => {
  running = await launchBrowser(undefined, ['127.0.0.1'])
  page = await running.browser.newPage()
}, 90_000)
afterAll(async () => {
  await running?.close()
})

async function walked(body: string) {
  await page.setContent(`<!DOCTYPE html><html lang="zh-CN">${body}`)
  const { words } = await readPage(page)
  return walkByKeyboard(page, words)
}
const AGAIN = '<button id="a" onblur="setTimeout(() => this.focus(), 5)">确定</button>'

describe('walkByKeyboard', { timeout: 40_000 }, () => {
  it('does not walk where nothing listens', async () => {
    expect(await walked('<button>甲</button><button>乙</button>')).toBeUndefined()
  })

  it('gets through a page that merely listens', async () => {
    const fact = await walked('<input onblur="1"><a href="#/">首页</a><button>提交</button>')
    expect(fact).toMatchObject({ focusable: 3, trap: null })
  })

  it('names what does not let go', async () => {
    const fact = await walked(`${AGAIN}<button id="b">取消</button>`)
    expect(fact?.trap?.within.map(({ selector }) => selector)).toEqual(['#a'])
    expect(fact?.trap?.keys).toEqual(['Tab', 'Shift+Tab', 'Escape'])
  })

  it('sees what takes the focus back only after the next keys', async () => {
    const late = AGAIN.replace('5)', '25)')
    const others = ['b', 'c', 'd', 'e'].map(id => `<button id="${id}">${id}</button>`).join('')
    for (const body of [
      `${late}${others}`,
      `${others}${late}`,
      `<a href="#/">甲</a>${late}<a href="#/2">乙</a>`,
    ]) {
      const fact = await walked(body)
      expect(fact?.trap?.within.map(({ selector }) => selector)).toContain('#a')
    }
  })

  it('takes the way out the page itself names', async () => {
    const trap = AGAIN.replace('this.focus()', 'window.out || this.focus()')
    const fact = await walked(
      `<script>addEventListener('keydown', event => { if (event.ctrlKey && event.key === 'm') window.out = true })</script>
       <p>按 Ctrl+M 离开</p>${trap}<button id="b">取消</button><a href="#/">首页</a><a href="#/2">办事</a>`,
    )
    expect(fact?.trap).toBeNull()
  })

  it('lets a dialog keep the focus', async () => {
    const fact = await walked(`<div role="dialog">${AGAIN}</div><button id="b">取消</button>`)
    expect(fact?.trap).toBeNull()
  })
})
