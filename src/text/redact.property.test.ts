import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor } from './redact.ts'
import { secretSpans, secretsAcrossLines, secretsInLines } from './secrets.ts'
import { type Span, sensitiveRuns } from './sensitive-runs.ts'

/** One seed: the same cases on every machine. */
const RUNS = { numRuns: 2000, seed: 2026 }

/** Pieces that are hidden, next to pieces that look like them and words around them. */
const piece = fc.oneof(
  fc.constantFrom('13800138000', '11010519491231002X', '4111111111111111', 'tel13900139000', '138****8000'),
  fc.constantFrom(
    '11330000MB0FAKE10F2002099001000',
    '9223372036854775807',
    '0571-00000031',
    '2026-11-24',
    '120.139123456',
  ),
  fc.constantFrom(
    '电话',
    '\n',
    '\t',
    '"',
    "'",
    '\\',
    '\\n',
    ' ',
    ',',
    ':',
    '{',
    '}',
    '[',
    ']',
    '-',
    '*',
    '***',
    'password',
    'token',
  ),
  fc.constantFrom('password: hunter22', 'token=abc12345', 'secret', '⟦', 'eyJ', '://a:hunter22@b'),
  fc.string({ maxLength: 6 }),
)
const text = fc.array(piece, { maxLength: 8 }).map(parts => parts.join(''))
const key = fc.oneof(fc.constantFrom('a', 'b', 'password', 'token', 'example', 'link_way', '__proto__'), text)
const { tree } = fc.letrec(tie => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.constantFrom(13800138000, -13800138000, null, true, 1.5),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('tree')), { maxLength: 4 }).map(pairs =>
      pairs.reduce((object, [name, value]) => {
        Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true })
        return object
      }, {}),
    ),
  ),
}))

/** Pieces that bind across the end of a line, or would if a pattern reached beyond it. */
const across = fc.constantFrom(
  '\n',
  '\r\n',
  'secret:\n  type: string\n  example: hunter22\n',
  'token: {"example": "abcd1234x"}',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----',
  '\nAAAABBBBCCCCDDDDEEEE',
  'password=password=password=',
  'secret: "password: x1234567"',
  'Bearer abcdef0123456789',
  '://a:',
  'eyJhbGciOi1.eyJzdWIiOiJ.c2lnbmF0',
  'AKIAABCDEFGHABCDEFGH',
  '-13800138000',
  '138-0013-8000',
  '密码：',
)
const lines = fc.array(fc.oneof(piece, across), { maxLength: 30 }).map(parts => parts.join(''))

/** As the redactor's second round sees a text: everything anew. */
const found = (source: string): string[] => places([...secretSpans(source), ...sensitiveRuns(source)])

function places(spans: readonly Span[], shift = 0): string[] {
  return spans.map(({ start, end, kind, state }) => `${kind} ${state} ${start + shift} ${end + shift}`).sort()
}

describe('redaction of anything', () => {
  it('finds in a text what it finds in its lines, so that lines without anything need one look only', () => {
    fc.assert(
      fc.property(lines, source => {
        const byLine: string[] = []
        let at = 0
        for (const line of source.split(/(?<=\n)/)) {
          byLine.push(...places([...secretsInLines(line), ...sensitiveRuns(line)], at))
          at += line.length
        }
        expect([...places(secretsAcrossLines(source)), ...byLine].sort()).toEqual(found(source))
      }),
      RUNS,
    )
  })

  it('leaves nothing that a look at the whole text would still find', () => {
    fc.assert(
      fc.property(lines, source => {
        const shown = createRedactor().text(source)
        // Negative amounts in JSON stay; keys glued to keys may need more rounds than there are.
        fc.pre(!/-13800138000|password=password=/.test(source))
        expect(found(shown)).toEqual([])
      }),
      RUNS,
    )
  })

  it('never misses by the quick look what the full walk would hide', () => {
    fc.assert(
      fc.property(tree, value => {
        const redactor = createRedactor()
        const hidden = redactor.value(value)
        if (hidden !== value) expect(redactor.line(JSON.stringify(value))).toBe(true)
      }),
      RUNS,
    )
  })

  it('leaves JSON that parses, and nothing to hide the second time', () => {
    fc.assert(
      fc.property(tree, value => {
        const redactor = createRedactor()
        const once = redactor.text(JSON.stringify({ value }))
        expect(() => JSON.parse(once)).not.toThrow()
        expect(redactor.text(once)).toBe(once)
        const hidden = redactor.value(value)
        expect(redactor.value(hidden)).toEqual(hidden)
      }),
      RUNS,
    )
  })

  it('keeps the number of lines', () => {
    fc.assert(
      fc.property(text, source => {
        expect(createRedactor().text(source).split('\n')).toHaveLength(source.split('\n').length)
      }),
      RUNS,
    )
  })
})
