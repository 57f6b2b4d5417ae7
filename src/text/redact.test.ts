import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { createRedactor } from './redact.ts'

// The standard's own specimen number; no person has it.
const SPECIMEN = '11010519491231002X'
const MOBILE = '13800138001'
const CARD = '4111111111111111'
/** Put together here so that no scanner of repositories takes this file for a leak. */
const PEM = ['BEGIN', 'END']
  .map(word => `-----${word} PRIVATE KEY-----`)
  .join(`\n${'A'.repeat(64)}\n${'b'.repeat(32)}==\n`)
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJleGFtcGxlIn0', 'c2lnbmF0dXJl'].join('.')
const AKID = `AKIA${'ABCDEFGH'.repeat(2)}`

const redacted = (text: string): string => createRedactor().text(text)

describe('tokens', () => {
  it('carry kind, number, length and state', () => {
    expect(redacted(`身份证${SPECIMEN},电话 ${MOBILE}。`)).toBe(
      '身份证⟦citizen-id:0:18:valid⟧,电话 ⟦mobile:1:11:valid⟧。',
    )
    expect(redacted('110105194912310021')).toBe('⟦citizen-id:1:18:invalid⟧')
    expect(redacted(CARD)).toBe('⟦bank-card:1:16:valid⟧')
    expect(redacted('110105491231002')).toBe('⟦citizen-id:1:15:valid⟧')
  })

  it('number values by first appearance, per kind and over all calls, whatever the writing', () => {
    const redactor = createRedactor()
    expect(redactor.text(`${MOBILE} 13900139000`)).toBe('⟦mobile:1:11:valid⟧ ⟦mobile:2:11:valid⟧')
    expect(redactor.text('139-0013-9000 +86 13800138001 8613900139000 １３８００１３８００１')).toBe(
      '⟦mobile:2:13:valid⟧ +86 ⟦mobile:1:11:valid⟧ ⟦mobile:2:13:valid⟧ ⟦mobile:1:11:valid⟧',
    )
    expect(redactor.text(SPECIMEN.toLowerCase())).toBe('⟦citizen-id:0:18:valid⟧')
    expect(redactor.text(`110105 19491231 002X`)).toBe('⟦citizen-id:0:20:valid⟧')
    expect(redactor.value({ n: 13800138001 })).toEqual({ n: '⟦mobile:1:11:valid⟧' })
    expect(redactor.count).toEqual({ 'citizen-id': 2, mobile: 7, 'bank-card': 0, secret: 0 })
  })

  it('keep that a value came masked', () => {
    expect(redacted('138****8000 / 110***********002X / 4111********1111')).toBe(
      '⟦mobile:1:11:masked⟧ / ⟦citizen-id:1:18:masked⟧ / ⟦bank-card:1:16:masked⟧',
    )
    expect(redacted('**重要** *** 1*2 ****')).toBe('**重要** *** 1*2 ****')
  })

  it('are left alone when they come again', () => {
    const once = redacted(`密码: abc123456\nphone: ${MOBILE}\n`)
    expect(redacted(once)).toBe(once)
    expect(once).not.toContain('abc123456')
  })
})

describe('what is public stays', () => {
  it.each([
    ['credit code', '11430000006122244L 12441500196720244T 11330000MB0FAKE29C'],
    ['implementation code', '11330000MB0FAKE10F2002099001000'],
    ['handling-item code', '11330000MB0FAKE10F200209900200004'],
    ['local item code', '511A0149700000-511602000000-000-11511301008778255F-1-00'],
    ['region, date, batch', '330100 2026-11-24 20261124 2026-11-01T02:00:00+08:00 20261101'],
    ['landlines and hotline', '0571-00000031 12345 400-810-0000 010-12345678 (0571)87654321'],
    ['filing numbers', '浙ICP备00000000号-1X 浙公网安备33010002000001号'],
    [
      'integer limits',
      '9223372036854775807 -9223372036854775808 2147483647 9007199254740991 18446744073709551615',
    ],
    ['times in milliseconds', '1617171717171 1732400000000'],
    ['coordinates', '120.13912345678 30.15912345678'],
    [
      'identifiers of systems',
      '4431152073643597824 3946653276082720768 a3bb189e-8bf9-3888-9912-ace4e6543002',
    ],
    ['versions and hashes', '2.3.1 sha256:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['mail of offices', 'bgt@example.gov.cn'],
    [
      'references to secrets',
      'secret: env:WT_P1\npassword: $DB_PASSWORD\ntoken: $.data.token\nsecret: file:./key.pem',
    ],
    ['schema words', 'password: string\ntoken: required\n"secret": "string"\nformat: password'],
    ['words about passwords', '密码：至少八位，含数字\ntoken: 用户登录后的令牌'],
    ['paths and types', '/oauth/token:\n  post:\n    default: application/x-www-form-urlencoded\n'],
  ])('%s', (_name, text) => {
    const redactor = createRedactor()
    expect(redactor.text(text)).toBe(text)
    expect(redactor.value({ text })).toEqual({ text })
  })

  it('phones under fields that are public by nature', () => {
    const item = {
      link_way: `0571-12345 ${MOBILE}`,
      handle_flow: `拨打${MOBILE}`,
      dept_code: '11430000006122244L',
    }
    expect(createRedactor().value(item)).toEqual({ ...item, handle_flow: '拨打⟦mobile:1:11:valid⟧' })
    expect(createRedactor().value(item, { publicFields: new Set(['handle_flow', 'link_way']) })).toBe(item)
  })
})

describe('secrets', () => {
  it.each([
    ['a web token', `see ${JWT} here`, 'see ⟦secret:1:57:valid⟧ here'],
    ['an access key', `id ${AKID}`, 'id ⟦secret:1:20:valid⟧'],
    [
      'a password in a URL',
      'jdbc://root:hunter22@db.example.cn/x',
      'jdbc://root:⟦secret:1:8:valid⟧@db.example.cn/x',
    ],
    [
      'a bearer header',
      'Authorization: Bearer abcdef0123456789',
      'Authorization: Bearer ⟦secret:1:16:valid⟧',
    ],
    [
      'a query',
      'https://h5.example.cn/?access_token=abc12345&x=1',
      'https://h5.example.cn/?access_token=⟦secret:1:8:valid⟧&x=1',
    ],
    ['a property', 'db.password=changeme', 'db.password=⟦secret:1:8:valid⟧'],
    ['a password that begins like a reference', 'pwd: $ecret@1', 'pwd: ⟦secret:1:8:valid⟧'],
    ['JSON', '{"appSecret": "0123456789abcdef"}', '{"appSecret": "⟦secret:1:16:valid⟧"}'],
    [
      'JSON inside JSON',
      '{"body":"{\\"pwd\\":\\"hunter22\\"}"}',
      '{"body":"{\\"pwd\\":\\"⟦secret:1:8:valid⟧\\"}"}',
    ],
    [
      'an example of a schema',
      'token:\n  type: string\n  example: abc12345\nother:\n  example: abc12345\n',
      'token:\n  type: string\n  example: ⟦secret:1:8:valid⟧\nother:\n  example: abc12345\n',
    ],
  ])('%s', (_name, text, expected) => {
    expect(redacted(text)).toBe(expected)
  })

  it('under keys of data, through example and lists', () => {
    const data = {
      appSecret: 'abcdef',
      properties: { token: { type: 'string', example: 'abc12345' } },
      passwords: [],
      pwd: ['hunter22'],
    }
    expect(createRedactor().value(data)).toEqual({
      appSecret: '⟦secret:1:6:valid⟧',
      properties: { token: { type: 'string', example: '⟦secret:2:8:valid⟧' } },
      passwords: [],
      pwd: ['⟦secret:3:8:valid⟧'],
    })
  })

  it('private keys keep their number of lines, and one number raw, indented and escaped', () => {
    const yaml = `key: |\n  ${PEM.replaceAll('\n', '\n  ')}\nnext: 1\n`
    const redactor = createRedactor()
    const text = redactor.text(yaml)
    expect(text.split('\n')).toHaveLength(yaml.split('\n').length)
    expect(text).not.toContain('AAAA')
    expect(parseYaml(text)).toMatchObject({ next: 1 })
    const token = /⟦[^⟧]+⟧/.exec(text)?.[0]
    expect(redactor.text(JSON.stringify({ key: PEM }))).toBe(`{"key":"${token}"}`)
    expect(redactor.value({ key: PEM }).key.trim()).toBe(token)
  })

  it('a private key without its end is hidden as far as it goes', () => {
    const text = redacted(PEM.replace(/-----END.*/, 'name: kept'))
    expect(text).not.toContain('AAAA')
    expect(text).toContain('name: kept')
    expect(text).toContain(':invalid⟧')
  })
})

describe('form', () => {
  it('JSON still parses, bare numbers become strings, negative amounts stay', () => {
    const json = `{"a": ${MOBILE}, "b": [${CARD}, "call, ${MOBILE}, please"], "c": -13800138001, "d": "\\"${MOBILE}"}`
    expect(JSON.parse(redacted(json))).toEqual({
      a: '⟦mobile:1:11:valid⟧',
      b: ['⟦bank-card:1:16:valid⟧', 'call, ⟦mobile:1:11:valid⟧, please'],
      c: -13800138001,
      d: '"⟦mobile:1:11:valid⟧',
    })
    expect(redacted(`[${MOBILE}]\n`)).toBe('["⟦mobile:1:11:valid⟧"]\n')
  })

  it('YAML still parses in block, flow and key position', () => {
    const yaml = `a: ${MOBILE}\nb: {phone: ${MOBILE}, id: "${SPECIMEN}"}\n${MOBILE}: x\nc:\n  - ${CARD}\n  - 拨打 ${MOBILE}, 谢谢\n`
    const text = redacted(yaml)
    expect(parseYaml(text)).toEqual({
      a: '⟦mobile:1:11:valid⟧',
      b: { phone: '⟦mobile:1:11:valid⟧', id: '⟦citizen-id:0:18:valid⟧' },
      '⟦mobile:1:11:valid⟧': 'x',
      c: ['⟦bank-card:1:16:valid⟧', '拨打 ⟦mobile:1:11:valid⟧, 谢谢'],
    })
    expect(text.split('\n')).toHaveLength(yaml.split('\n').length)
  })

  it('sees through escapes of lines', () => {
    const line = JSON.stringify({ key: 'x', data: { text: `电话\n${MOBILE}\t${SPECIMEN}` } })
    expect(createRedactor().line(line)).toBe(true)
    expect(JSON.parse(redacted(line)).data.text).toBe('电话\n⟦mobile:1:11:valid⟧\t⟦citizen-id:0:18:valid⟧')
  })
})

describe('data', () => {
  it('is returned as it came when nothing is to hide, and shared where it did not change', () => {
    const clean = { a: { b: [1, 'x', null, true] } }
    expect(createRedactor().value(clean)).toBe(clean)
    const mixed = Object.freeze({ clean, phones: Object.freeze([MOBILE]) })
    const hidden = createRedactor().value(mixed)
    expect(hidden).toEqual({ clean, phones: ['⟦mobile:1:11:valid⟧'] })
    expect(hidden.clean).toBe(clean)
    expect(mixed.phones[0]).toBe(MOBILE)
  })

  it('keeps a key named __proto__ a key, and hides what stands in keys', () => {
    const hostile = JSON.parse(`{"__proto__": {"x": "${MOBILE}"}, "${SPECIMEN}": 1}`)
    const hidden = createRedactor().value(hostile)
    expect(JSON.stringify(hidden)).toBe(
      '{"__proto__":{"x":"⟦mobile:1:11:valid⟧"},"⟦citizen-id:0:18:valid⟧":1}',
    )
    expect(Object.getPrototypeOf(hidden)).toBe(Object.prototype)
    expect(({} as { x?: string }).x).toBeUndefined()
  })

  it('may be 20,000 levels deep, shared many times over, or cyclic', () => {
    let deep: unknown = MOBILE
    for (let level = 0; level < 20_000; level++) deep = level % 2 ? [deep] : { deep }
    let inner: unknown = createRedactor().value(deep)
    while (typeof inner === 'object') inner = Object.values(inner as object)[0]
    expect(inner).toBe('⟦mobile:1:11:valid⟧')

    let shared: unknown = [MOBILE]
    for (let level = 0; level < 60; level++) shared = [shared, shared]
    const redactor = createRedactor()
    const [left, right] = redactor.value(shared) as unknown[]
    expect(left).toBe(right)
    expect(redactor.count.mobile).toBe(1)

    const cyclic: { self?: unknown; phone: string } = { phone: MOBILE }
    cyclic.self = cyclic
    const turned = createRedactor().value(cyclic)
    expect(turned.self).toBe(turned)
    expect(turned.phone).toBe('⟦mobile:1:11:valid⟧')
  })
})

describe('hostile text', () => {
  it.each([
    ['digits', '1'.repeat(1_000_000)],
    ['stars', `1${'*'.repeat(500_000)} `.repeat(2)],
    ['starred digits', '1***'.repeat(200_000)],
    ['grouped digits', '138 '.repeat(200_000)],
    ['starts of web tokens', 'eyJ'.repeat(300_000)],
    ['halves of web tokens', 'eyJaaaaaaa.'.repeat(100_000)],
    ['starts of private keys', '-----BEGIN PRIVATE KEY-----\n'.repeat(30_000)],
    ['a private key that never ends', `-----BEGIN PRIVATE KEY-----${'\\n'.repeat(300_000)}`],
    ['keys that refer', 'password=env:'.repeat(100_000)],
    ['keys and words', 'password=中'.repeat(100_000)],
    ['keys without values', 'password="'.repeat(100_000)],
    ['keys and colons', 'token:\n'.repeat(100_000)],
    ['URLs', '://a:'.repeat(200_000)],
    ['headers', 'bearer '.repeat(150_000)],
    ['escapes', '\\'.repeat(1_000_000)],
  ])('%s take linear time', (_name, text) => {
    const started = performance.now()
    createRedactor().text(text)
    createRedactor().line(text)
    // A quadratic pattern needs minutes on these; the bound is wide for a busy machine.
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

it('numbers a published specimen 0, so that examples made of it can be told from real-looking ones', () => {
  const redactor = createRedactor()
  expect(redactor.text(`13900139000 ${SPECIMEN} 13800138000`)).toBe(
    '⟦mobile:1:11:valid⟧ ⟦citizen-id:0:18:valid⟧ ⟦mobile:0:11:valid⟧',
  )
})

it('takes linear time where nearly every line holds something', () => {
  const started = performance.now()
  const text = createRedactor().text('phone: 13900139000\n\n'.repeat(60_000))
  expect(text.startsWith('phone: ⟦mobile:1:11:valid⟧\n\nphone:')).toBe(true)
  expect(text).not.toContain('139')
  expect(performance.now() - started).toBeLessThan(5_000)
})
