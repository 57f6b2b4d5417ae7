import { expect, it } from 'vitest'
import { observe, shippedRule } from '../../testing/observe.ts'
import check from './pages-declared.ts'

const rule = shippedRule('apps/mini-program-pages')
const page = (path: string, index: number, exists: boolean | null = true) => ({
  path,
  pointer: `/pages/${index}`,
  exists,
})
const said = async (...packages: Record<string, unknown>[]) =>
  (await observe(rule, check, { evidence: { packages } })).said

it('says every page that is missing or listed again, once each', async () => {
  const pages = [page('a', 0), page('b', 1, false), page('b', 2, false), page('a', 3), page('c', 4, null)]
  expect(await said({ pages })).toEqual([
    'failure pageMissing /pages/1',
    'failure pageTwice /pages/2',
    'failure pageTwice /pages/3',
    'doubt memberUnclear /pages/4',
  ])
})

it('does not call a tab undeclared while pages were not seen whole', async () => {
  const tabs = [{ page: 'z', pointer: '/tabBar/list/0/pagePath' }]
  expect(await said({ pages: [page('a', 0)], tabs })).toEqual([
    'failure tabUndeclared /tabBar/list/0/pagePath',
  ])
  expect(await said({ pages: [page('a', 0)], tabs, odd: ['/pages/5000'] })).toEqual([
    'doubt memberUnclear /pages/5000',
  ])
})

it('needs pages of the main package: subpackages alone open nothing', async () => {
  expect(await said({ pages: [{ path: 's/a', pointer: '/subpackages/0/pages/0', exists: true }] })).toEqual([
    'failure noPages /pages',
  ])
})

it('asks of a W3C manifest what it has to state itself', async () => {
  expect(
    await said({ kind: 'w3c', appid: false, version: { name: '1.0' }, pages: [page('a', 0)] }),
  ).toHaveLength(3)
  expect(
    await said({ kind: 'w3c', name: 'x', version: { name: '1.0', code: 1 }, pages: [page('a', 0)] }),
  ).toEqual([])
})

it('takes five thousand pages of hostile names in linear time', async () => {
  const names = ['__proto__', 'constructor', 'toString', '']
  const pages = Array.from({ length: 5000 }, (_, index) => page(names[index] ?? `p${index}`, index))
  const tabs = Array.from({ length: 1000 }, (_, index) => ({
    page: `q${index}`,
    pointer: `/tabBar/list/${index}`,
  }))
  const started = performance.now()
  const { said: found, examined } = await observe(rule, check, { evidence: { packages: [{ pages, tabs }] } })
  expect(found).toHaveLength(1000)
  expect(examined).toBe(5000)
  expect(performance.now() - started).toBeLessThan(3000)
})
