import { describe, expect, it } from 'vitest'
import type { PageSearch, SearchAnswer } from '../model/page-search.ts'
import { answered, leadsTo, StandingAnswers, saysName } from './search-answers.ts'

const answer = (text: string, href: string | null = null, fresh = true): SearchAnswer => ({
  element: { selector: '#x', component: 'a' },
  text,
  href,
  fresh,
})
const search = (asked: Record<string, SearchAnswer[]>): PageSearch => ({
  field: null,
  asked: Object.entries(asked).map(([query, answers]) => ({ query, answers })),
})
const standingOf = (...searches: PageSearch[]) => {
  const standing = new StandingAnswers()
  for (const one of searches) standing.add(one)
  return standing
}

describe('a name in an answer', () => {
  it.each([
    ['社会保障卡申领', 'whole'],
    ['社会保障卡申领 示例省人社厅（虚构）', 'whole'],
    ['1. 社会保障卡申领|社保', 'whole'],
    ['《社会保障卡申领》办事指南', 'whole'],
    ['【热门】社会保障卡申领', 'whole'],
    ['社会保障卡补领、社会保障卡申领', 'whole'],
    // Another item's name goes on from here.
    ['社会保障卡申领（补领）', 'within'],
    ['社会保障卡申领 (补领)', 'within'],
    ['社会保障卡申领-首次申领', 'within'],
    ['社会保障卡申领 - 首次申领', 'within'],
    ['社会保障卡申领信息变更', 'within'],
    ['关于社会保障卡申领的通知', 'within'],
    ['社会保障卡补领', undefined],
    ['', undefined],
  ])('%j says it %s', (text, how) => {
    expect(saysName(text, '社会保障卡申领')).toBe(how)
  })

  it('may carry brackets of its own, or go on where the text was cut', () => {
    expect(saysName('社会保障卡申领(个人) 社保', '社会保障卡申领（个人）')).toBe('whole')
    const long = '示'.repeat(100)
    expect(saysName(long.slice(0, 80), long)).toBe('whole')
    expect(saysName(long.slice(0, 79), long)).toBeUndefined()
    expect(saysName('甲', '（）')).toBeUndefined()
  })

  it('is looked for in bounded time', () => {
    const started = performance.now()
    saysName('甲'.repeat(200_000), '甲'.repeat(100_000))
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('an address', () => {
  it.each([
    ['https://x.cn/#/items/1?from=search', 'https://x.cn/#/items/1', true],
    ['https://x.cn/detail?x=2&id=7', 'https://x.cn/detail?id=7', true],
    ['https://x.cn/#/detail?id=8', 'https://x.cn/#/detail?id=7', false],
    ['https://x.cn/#/detail', 'https://x.cn/#/detail?id=7', false],
    ['https://y.cn/#/items/1', 'https://x.cn/#/items/1', false],
    ['javascript:void(0)', 'https://x.cn/#/items/1', false],
  ])('%s leads to %s: %s', (href, address, leads) => {
    expect(leadsTo(href, address)).toBe(leads)
  })
})

describe('answers of a run', () => {
  it('that are there whatever is asked are none, counts and queries in addresses aside', () => {
    const tab = (count: number, query: string) => answer(`事项 ${count}`, `https://x.cn/#/search?q=${query}`)
    const one = search({ a: [tab(3, 'a'), answer('甲', 'https://x.cn/#/1', false)] })
    const other = search({ b: [tab(12, 'b')] })
    const [look] = answered(one, standingOf(one, other))
    expect(look?.results.map(({ text }) => text)).toEqual(['甲'])
    expect(look?.aside.map(({ text }) => text)).toEqual(['事项 3'])
  })

  it('to the only query of a run are those that were not there before it', () => {
    const one = search({ a: [answer('首页', '#', false), answer('甲')] })
    const [look] = answered(one, standingOf(one))
    expect(look?.results.map(({ text }) => text)).toEqual(['甲'])
  })

  it('that repeat what was typed are no answers, unless they came before it was typed', () => {
    const one = search({
      社保卡: [answer('社会保障卡申领')],
      社会保障卡申领: [answer('社会保障卡申领'), answer('社保卡')],
      身份证: [answer('身份证'), answer('社保卡'), answer('身份证', 'https://x.cn/#/2')],
    })
    const looks = answered(one, standingOf(one))
    expect(looks.map(({ results }) => results.map(({ text }) => text))).toEqual([
      ['社会保障卡申领'],
      ['社会保障卡申领'],
      ['身份证'],
    ])
    expect(looks[2]?.results[0]?.href).not.toBeNull()
  })
})
