import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SmallSite, startSmallSite } from '../../testing/small-site.ts'
import { fetchText } from './fetch-text.ts'

let site: SmallSite
beforeAll(async () => {
  site = await startSmallSite({
    '/robots.txt': 'User-agent: *',
    '/moved.txt': { status: 302, headers: { location: '/robots.txt' } },
    '/loop.txt': { status: 302, headers: { location: '/loop.txt' } },
    '/away.txt': { status: 302, headers: { location: 'http://elsewhere.invalid/robots.txt' } },
    '/large.txt': 'x'.repeat(5000),
  })
})
afterAll(() => site.close())

const fetched = (path: string, address = `${site.origin}${path}`) =>
  fetchText(address, { timeoutMs: 2000, bytes: 1000, redirects: 3, allows: host => host === site.host })

describe('fetchText', () => {
  it.each([
    ['/robots.txt', { status: 200, text: 'User-agent: *' }],
    ['/moved.txt', { status: 200, text: 'User-agent: *' }],
    ['/nowhere.txt', { status: 404, text: '' }],
    ['/loop.txt', { failed: 'redirects' }],
    ['/away.txt', { failed: 'refused' }],
    ['/large.txt', { failed: 'too-large' }],
  ])('%s', async (path, expected) => {
    expect(await fetched(path)).toEqual(expected)
  })

  it('asks no host that is not allowed, and no other scheme', async () => {
    expect(await fetched('', 'http://elsewhere.invalid/')).toEqual({ failed: 'refused' })
    expect(await fetched('', 'file:///etc/passwd')).toEqual({ failed: 'refused' })
    expect(await fetched('', 'no address')).toEqual({ failed: 'refused' })
  })
})
