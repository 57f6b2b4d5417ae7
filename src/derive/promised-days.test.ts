import { expect, it } from 'vitest'
import { promisedDays } from './promised-days.ts'
import { isThirdParty, ownSites, siteOf } from './site.ts'

it.each([
  ['投诉后 15 个工作日内答复', [{ days: 15, working: true }]],
  ['十五个工作日内处理投诉', [{ days: 15, working: true }]],
  ['二十个工作日内处理投诉', [{ days: 20, working: true }]],
  ['投诉30天内答复', [{ days: 30, working: false }]],
  ['投诉热线 2026年3月5日开通', []],
  [`投诉。${'说'.repeat(80)}10个工作日`, []],
])('%s', (text, days) => {
  expect(promisedDays(text, ['投诉'], 60)).toEqual(days)
})

it('takes linear time on hostile text', () => {
  const started = performance.now()
  promisedDays('一'.repeat(20_000), ['一'], 60)
  promisedDays('投诉1 个 '.repeat(4000), ['投诉'], 60)
  expect(performance.now() - started).toBeLessThan(2000)
})

it('knows sites, those of the manifest, and the rest', () => {
  expect(['m.example.cn:8443', 'puser.zjzwfw.gov.cn', 'www.zj.gov.cn', '127.0.0.1:80'].map(siteOf)).toEqual([
    'example.cn',
    'zjzwfw.gov.cn',
    'zj.gov.cn',
    '127.0.0.1',
  ])
  const own = ownSites({
    wutong: 1,
    environments: { test: { hosts: ['m.example.cn'] } },
    apis: [{ base: { test: 'https://api.other.cn/v1' } }],
  } as never)
  expect(isThirdParty('cdn.example.cn', 'https://x.test.cn/', own)).toBe(false)
  expect(isThirdParty('api.other.cn', 'https://x.test.cn/', own)).toBe(false)
  expect(isThirdParty('hm.baidu.com', 'https://x.test.cn/', own)).toBe(true)
})
