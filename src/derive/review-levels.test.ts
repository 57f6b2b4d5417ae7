import { expect, it } from 'vitest'
import type { PageCapture } from '../model/page.ts'
import { levelLists } from './review-levels.ts'

const KNOWN = new Set(['非常满意', '满意'])
const element = { selector: '#x', component: 'x' }
const page = (part: Partial<PageCapture>) =>
  levelLists({ fields: [], targets: [], texts: [], ...part } as unknown as PageCapture, KNOWN)
const radio = (name: string, label: string) =>
  ({ element, type: 'radio', name, label, filled: false, required: false }) as PageCapture['fields'][number]
const target = (name: string) => ({ element, name }) as PageCapture['targets'][number]

it.each([
  ['非常满意（5 星）', '非常满意', 5],
  ['满意 四颗星', '满意', 4],
  ['★★★★☆ 满意', '满意', 4],
  ['满意[ 推荐 ]', '满意', undefined],
  ['满意', '满意', undefined],
])('reads %s', (label, name, stars) => {
  expect(page({ targets: [target(label)] })[0]?.[0]).toMatchObject({ name, stars })
})

it('keeps the questions of a page apart, and leaves out what is no review', () => {
  const fields = [radio('a', '非常满意'), radio('b', '满意'), radio('a', '满意'), radio('sex', '男')]
  expect(page({ fields, targets: [target('满意')] }).map(list => list.map(({ name }) => name))).toEqual([
    ['非常满意', '满意'],
    ['满意'],
  ])
})

it('says a level once where it stands twice, and nothing where there is none', () => {
  expect(page({ targets: [target('满意'), target('满意'), target('提交')] })[0]).toHaveLength(2)
  expect(page({ targets: [target('提交')] })).toEqual([])
})

it('is linear on a label of brackets', () => {
  const started = performance.now()
  expect(page({ targets: [target('（'.repeat(60_000))] })).toEqual([])
  expect(performance.now() - started).toBeLessThan(1500)
})
