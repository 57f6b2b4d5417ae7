import { expect, it } from 'vitest'
import type { PageCapture } from '../model/page.ts'
import { offersOf, sayingsOf, withoutInnocent } from './page-sayings.ts'

const ref = (selector: string) => ({ selector, component: 'x' })
const page = {
  targets: [
    { element: ref('#a'), name: '签到' },
    { element: ref('#b'), name: '' },
  ],
  links: [
    { element: ref('#a'), text: '签到', href: '#/' },
    { element: ref('#c'), text: '首页', href: '#/' },
  ],
  texts: [
    { element: ref('#a>span'), text: '签到' },
    { element: ref('#p'), text: '说明' },
  ],
} as unknown as PageCapture

it('names each offer once, and a text inside an offer not again', () => {
  expect(offersOf(page).map(({ text }) => text)).toEqual(['签到', '首页'])
  expect(sayingsOf(page).map(({ element, text }) => [element.selector, text])).toEqual([
    ['#a', '签到'],
    ['#c', '首页'],
    ['#p', '说明'],
  ])
})

it('blanks the longest innocent words first and keeps places', () => {
  const left = withoutInnocent('预约签到取号 签到', ['签到取号', '预约签到取号'])
  expect([left.length, left.indexOf('签到')]).toEqual([9, 7])
  expect(withoutInnocent('签到', [])).toBe('签到')
})
