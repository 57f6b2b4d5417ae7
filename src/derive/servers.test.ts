import { describe, expect, it } from 'vitest'
import type { ApiDocument } from '../model/evidence.ts'
import { addresses, isLoopback, schemeAndHost } from './servers.ts'

function document(root: unknown, more: Partial<ApiDocument> = {}): ApiDocument {
  return {
    api: 'a',
    version: '3.0.3',
    root: 'a.yaml',
    files: { 'a.yaml': root, ...more.files },
    gateway: 'plain',
    refFaults: [],
    ...more,
  }
}
const places = (one: ApiDocument) => addresses(one).map(({ written, pointer }) => `${written} ${pointer}`)

describe('addresses', () => {
  it('stand at the root, at path items once, at operations, and in security schemes', () => {
    const item = { servers: [{ url: 'https://b' }], get: {}, post: { servers: [{ url: 'https://c' }] } }
    const flows = { clientCredentials: { tokenUrl: 'https://t', scopes: {} } }
    const root = {
      servers: [{ url: 'https://a' }, { url: 7 }, null],
      paths: { '/x': item },
      components: { securitySchemes: { o: { type: 'oauth2', flows }, i: { openIdConnectUrl: 'https://i' } } },
    }
    expect(places(document(root))).toEqual([
      'https://a /servers/0/url',
      'https://b /paths/~1x/servers/0/url',
      'https://c /paths/~1x/post/servers/0/url',
      'https://t /components/securitySchemes/o/flows/clientCredentials/tokenUrl',
      'https://i /components/securitySchemes/i/openIdConnectUrl',
    ])
  })

  it('take every value of their variables, and none where a variable has none', () => {
    const url = 'https://{host}:{port}'
    const variables = { host: { default: 'a', enum: ['a', 'b'] }, port: { default: 443 } }
    const meant = (server: object) => addresses(document({ servers: [server] }))[0]?.meant
    expect(meant({ url, variables })).toEqual(['https://a:443', 'https://b:443'])
    expect(meant({ url, variables: { host: variables.host } })).toEqual([])
    expect(meant({ url: '{__proto__}' })).toEqual([])
    expect(meant({ url: '{a}'.repeat(9), variables: { a: { default: 'x' } } })).toEqual([])
  })

  it('of Swagger 2.0 are those its owner wrote', () => {
    const swagger = (original: object) =>
      places(document({ servers: [{ url: 'http://made-up' }] }, { convertedFrom: 'swagger-2.0', original }))
    expect(swagger({ host: 'a.cn', basePath: '/v1', schemes: ['https', 'http'] })).toEqual([
      'https://a.cn/v1 /schemes/0',
      'http://a.cn/v1 /schemes/1',
    ])
    expect(swagger({ host: 'a.cn' })).toEqual(['//a.cn /host'])
    expect(swagger({ basePath: '/v1' })).toEqual([])
  })
})

describe('schemeAndHost', () => {
  it.each([
    ['HTTPS://User@API.Example.cn:8443/v1?x#y', { scheme: 'https', host: 'api.example.cn:8443' }],
    ['//a.cn', { scheme: '', host: 'a.cn' }],
    ['/v1', undefined],
    ['api.example.cn/v1', undefined],
    ['{scheme}://a.cn', undefined],
    ['https://', undefined],
  ])('of %s', (url, expected) => expect(schemeAndHost(url)).toEqual(expected))

  it.each([
    ['localhost:8080', true],
    ['127.0.0.1', true],
    ['[::1]:80', true],
    ['dev.localhost', true],
    ['127.0.0.1.example.cn', false],
    ['localhost.example.cn', false],
    ['10.0.0.1', false],
  ])('%s is this machine: %s', (host, expected) => expect(isLoopback(host)).toBe(expected))
})
