import { describe, expect, it } from 'vitest'
import type { FetchedText } from '../net/fetch-text.ts'
import { robotsOf, sitemapAddresses, sitemapOf } from './site-files.ts'

const ROBOTS = 'https://m.example.cn/robots.txt'

describe('robotsOf', () => {
  it('heeds what is asked of everyone and of this kit', () => {
    const text =
      'User-agent: *\nDisallow: /me\nCrawl-delay: 2\nSitemap: https://m.example.cn/map.xml\n\nUser-agent: other\nDisallow: /'
    const robots = robotsOf(ROBOTS, { status: 200, text })
    expect(robots.allows('https://m.example.cn/items')).toBe(true)
    expect(robots.allows('https://m.example.cn/me/cases')).toBe(false)
    expect(robots).toMatchObject({ gapMs: 2000, sitemaps: ['https://m.example.cn/map.xml'] })
    const named = robotsOf(ROBOTS, { status: 200, text: `${text}\n\nUser-agent: wutong\nDisallow: /items` })
    expect(named.allows('https://m.example.cn/items')).toBe(false)
  })

  it.each<[string, FetchedText, boolean]>([
    ['no file', { status: 404, text: 'Disallow: /' }, true],
    ['a server that fails', { status: 503, text: '' }, false],
    ['a server out of reach', { failed: 'unreachable' }, false],
    ['a page instead of a file', { status: 200, text: '<!DOCTYPE html><html></html>' }, true],
  ])('%s', (_, answer, allows) => {
    expect(robotsOf(ROBOTS, answer).allows('https://m.example.cn/a')).toBe(allows)
  })
})

describe('sitemaps', () => {
  const map = (...pages: string[]) =>
    `<?xml version="1.0"?><urlset>${pages.map(page => `<url><loc>${page}</loc><lastmod>2026</lastmod></url>`).join('')}</urlset>`

  it('gives addresses, entities read', () => {
    expect(sitemapOf(map('https://m.example.cn/a?x=1&amp;y=2'))).toEqual({
      index: false,
      addresses: ['https://m.example.cn/a?x=1&y=2'],
    })
  })

  it('gives what stands before a fault', () => {
    expect(
      sitemapOf(`${map('https://m.example.cn/a').replace('</urlset>', '')}<url><loc>x</url>`).addresses,
    ).toContain('https://m.example.cn/a')
    expect(sitemapOf('no xml')).toEqual({ index: false, addresses: [] })
  })

  it('follows an index, each file once, loops included', async () => {
    const files: Record<string, string> = {
      '/sitemap.xml':
        '<sitemapindex><sitemap><loc>/one.xml</loc></sitemap><sitemap><loc>/sitemap.xml</loc></sitemap><sitemap><loc>/gone.xml</loc></sitemap></sitemapindex>',
      '/one.xml': map('https://m.example.cn/a', 'https://m.example.cn/b'),
    }
    const asked: string[] = []
    const found = await sitemapAddresses(['/sitemap.xml'], async address => {
      asked.push(address)
      return files[address] === undefined
        ? { status: 404, text: '' }
        : { status: 200, text: files[address] as string }
    })
    expect(found).toEqual(['https://m.example.cn/a', 'https://m.example.cn/b'])
    expect(asked).toEqual(['/sitemap.xml', '/one.xml', '/gone.xml'])
  })
})
