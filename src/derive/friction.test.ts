import { expect, test } from 'vitest'
import type { PageCapture } from '../model/page.ts'
import { formFriction, median, ServiceWays } from './friction.ts'

const element = { selector: 'a', component: 'a' }
const page = (role: string, path: string, links: string[], fields: PageCapture['fields'] = []) =>
  ({
    role,
    finalUrl: `https://x.cn${path}`,
    links: links.map(link => ({ element, href: `https://x.cn${link}`, text: '' })),
    fields,
  }) as unknown as PageCapture
const field = (type: string, filled = false) =>
  ({ element, type, name: '', label: '', filled, required: false }) as PageCapture['fields'][number]

const A = '11330000MB0FAKE29C2002099013000'
const B = '11330000MB0FAKE29C2002099018000'

test('counts taps, screens and the form behind the item', () => {
  const ways = new ServiceWays()
  const item = page('item', `/item?code=${A}`, ['/apply/1'])
  for (const one of [
    page('home', '/', ['/list?from=home']),
    page('found', '/list', [`/item?code=${A}`]),
    item,
  ])
    ways.add(one, ['apply'])
  ways.add(
    page('apply', '/apply/1', ['/'], [field('text'), field('tel', true), field('file'), field('checkbox')]),
    ['apply'],
  )
  expect(ways.to(item)).toEqual({ taps: 2, screens: 4, form: { typed: 1, uploads: 1, prefilled: 0.5 } })
  // The page of another item has the same path and another code.
  expect(ways.to(page('item', `/item?code=${B}`, []))).toBeUndefined()
})

test('circles end', () => {
  const ways = new ServiceWays()
  ways.add(page('home', '/', ['/', '/a']), [])
  ways.add(page('found', '/a', ['/', '/a']), [])
  expect(ways.to(page('item', '/b', []))).toBeUndefined()
})

test('a form without fields leaves nothing to type; the middle of none is none', () => {
  expect(formFriction([])).toEqual({ typed: 0, uploads: 0, prefilled: 1 })
  expect([median([]), median([3, 1, 2, 9])]).toEqual([undefined, 2])
})
