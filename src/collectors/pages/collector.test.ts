import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CollectContext } from '../../model/collector.ts'
import type { EvidenceRecord, Unit } from '../../model/evidence.ts'
import type { PageCapture } from '../../model/page.ts'
import { type SmallSite, startSmallSite } from '../../testing/small-site.ts'
import { pagesCollector } from './collector.ts'

let site: SmallSite
const html = (body: string) =>
  `<!DOCTYPE html><html lang="zh-CN"><meta name="viewport" content="width=device-width"><title>页</title><main><h1>标题</h1>${body}</main></html>`
const links = (...paths: string[]) => paths.map(path => `<p><a href="${path}">去 ${path}</a></p>`).join('')
const item = (id: number) => `/items/${1000 + id}`

beforeAll(async () => {
  const items = Array.from({ length: 20 }, (_, at) => item(at))
  site = await startSmallSite({
    '/robots.txt': 'User-agent: *\nDisallow: /private',
    '/sitemap.xml': '<urlset><url><loc>{origin}/help</loc></url></urlset>',
    '/': html(links(...items, '/private/a', '/logout', '/about', 'http://elsewhere.invalid/')),
    '/about': html(links('/deep')),
    '/deep': html('<p>更深一层</p>'),
    '/help': html('<p>帮助</p>'),
    ...Object.fromEntries(items.map(path => [path, html('<p>事项</p>')])),
  })
})
afterAll(() => site?.close())

/** What a run over the site gives, with the manifest naming the home page and one that is not there. */
async function collected(options: Partial<CollectContext>) {
  const units: Unit[] = []
  let record: Pick<EvidenceRecord, 'status' | 'reason'> | undefined
  const context: CollectContext = {
    folder: '/',
    manifestFile: 'wutong.yaml',
    manifest: {
      environments: { test: { hosts: [site.host] } },
      channels: [{ id: 'h5', type: 'h5', entry: `${site.origin}/` }],
      pages: { home: '/', privacy: '/nowhere' },
    } as unknown as CollectContext['manifest'],
    environment: 'test',
    parts: new Set(['pages'] as const),
    listsFolder: '/',
    found: [{ url: `${site.origin}${item(3)}`, taskCode: 'CODE' }],
    ...options,
  }
  await pagesCollector.collect(context, {
    unit: (_kind, unit) => void units.push(unit),
    source: () => {},
    record: (_kind, state) => {
      record = state
    },
  })
  const keys = (status: Unit['status']) => units.filter(unit => unit.status === status).map(({ key }) => key)
  const why = Object.fromEntries(units.flatMap(({ key, reason }) => (reason ? [[key, reason]] : [])))
  return { units, record, keys, why }
}

describe('pages collector over a live site', { timeout: 240_000 }, () => {
  it('looks at named pages and at a sample of those it comes across, and lists the rest with why', async () => {
    const { units, record, keys, why } = await collected({})
    expect(record).toEqual({ status: 'present' })
    const seen = keys('judged')
    expect(seen).toEqual(expect.arrayContaining(['/', '/about', '/deep', '/help']))
    expect(seen.filter(key => key.startsWith('/items/'))).toHaveLength(3)
    expect(keys('missing')).toEqual(['/nowhere'])
    expect(why['/nowhere']).toBe('page-status')
    expect(why['/private/a']).toBe('robots-disallowed')
    expect(why['/logout']).toBe('unsafe-link')
    expect(Object.values(why).filter(reason => reason === 'not-drawn')).toHaveLength(17)
    // Named pages are required, others are not.
    expect(units.filter(({ required }) => required).map(({ key }) => key)).toEqual([
      '/',
      '/nowhere',
      '/ (enlarged)',
      '/ (reflow)',
    ])
    expect(site.asked.filter(path => path.startsWith('/private') || path === '/logout')).toEqual([])
  })

  it('draws the same pages again, and stops at the limit', async () => {
    const options = { maxPages: 4, concurrency: 3, seed: 5 }
    const [one, two] = [await collected(options), await collected({ ...options, concurrency: 1 })]
    expect(one.keys('judged')).toEqual(two.keys('judged'))
    // Home and the page that is not there count; the narrow look is of another state.
    expect(one.keys('judged').filter(key => !key.endsWith(')'))).toHaveLength(3)
    expect(Object.values(one.why)).toContain('page-limit')
  })

  it('knows the item a page is for where the catalogue names its address', async () => {
    const { units } = await collected({ maxPages: 30 })
    const found = units.find(({ key }) => key === item(3))
    // It is one of twenty alike, so it may not be drawn; where it is, it is the item's page.
    if (found?.status === 'judged') expect(found.data).toMatchObject({ role: 'item', taskCode: 'CODE' })
    else expect(found).toMatchObject({ status: 'notSampled', reason: 'not-drawn' })
  })

  it('looks again at a page that seems to fail, and opens nothing outside its window', async () => {
    const asked = site.asked.length
    const { units } = await collected({ maxPages: 1, suspect: async () => new Set(['x']) })
    expect(units.find(({ key }) => key === '/')?.data).toMatchObject({
      looks: 2,
    } satisfies Partial<PageCapture>)
    expect(site.asked.slice(asked).filter(path => path === '/').length).toBeGreaterThanOrEqual(4)
    const before = site.asked.length
    const now = new Date()
    const hour = (add: number) => String((now.getUTCHours() + add) % 24).padStart(2, '0')
    const closed = await collected({
      manifest: {
        environments: { test: { hosts: [site.host], window: `${hour(2)}:00-${hour(3)}:00Z` } },
        channels: [{ id: 'h5', type: 'h5', entry: `${site.origin}/` }],
        pages: { home: '/' },
      } as unknown as CollectContext['manifest'],
    })
    expect(closed.record).toEqual({ status: 'missing', reason: 'outside-window' })
    expect(closed.keys('missing')).toEqual([
      '/',
      '/ (elder)',
      '/ (enlarged)',
      '/ (reflow)',
      '/ (largest text)',
    ])
    expect(site.asked.length).toBe(before)
  })
})
