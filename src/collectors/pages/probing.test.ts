import { describe, expect, it } from 'vitest'
import type { CollectContext } from '../../model/collector.ts'
import { allowsProbing } from './probing.ts'

const NOON = new Date('2026-11-24T04:00:00Z')
const HOST = 'm.example.cn'

function allowed(given: Record<string, unknown> | undefined, asked = {}, now = NOON): boolean {
  const { probing, environment, pages } = {
    probing: 'negative' as const,
    environment: 'test' as string | null,
    pages: undefined,
    ...asked,
  }
  const manifest = {
    environments: { test: { hosts: [HOST], ...(pages ? { pages } : {}) }, production: { hosts: [HOST] } },
    ...(given
      ? { authorization: [{ environment: 'test', allows: ['active-read', 'negative'], ...given }] }
      : {}),
  } as unknown as CollectContext['manifest']
  return allowsProbing({ manifest, manifestFile: 'wutong.yaml', environment }, probing, HOST, now)
}

describe('allowsProbing', () => {
  it.each<[string, boolean, Record<string, unknown> | undefined, object?]>([
    ['an authorisation in force', true, {}],
    ['none at all', false, undefined],
    ['one of another environment', false, {}, { environment: 'production' }],
    ['no environment', false, {}, { environment: null }],
    ['one of another class', false, { allows: ['active-read'] }],
    ['one that has run out', false, { validTo: '2026-11-23' }],
    ['one on its last day', true, { validTo: '2026-11-24' }],
    ['one not yet in force', false, { validFrom: '2026-11-25' }],
    ['one for other hosts', false, { hosts: ['other.example.cn'] }],
    ['one for this host', true, { hosts: [HOST] }],
    ['one whose window is closed', false, { window: '01:00-05:00+08:00' }],
    ['one whose window is open', true, { window: '11:00-13:00+08:00' }],
    ['a build on this machine', true, undefined, { pages: 'bundle' }],
  ])('%s: %s', (_, expected, given, asked) => {
    expect(allowed(given, asked)).toBe(expected)
  })

  it('counts days as the owner does, in China', () => {
    expect(allowed({ validTo: '2026-11-24' }, {}, new Date('2026-11-24T16:30:00Z'))).toBe(false)
    expect(allowed({ validFrom: '2026-11-25' }, {}, new Date('2026-11-24T16:30:00Z'))).toBe(true)
  })
})
