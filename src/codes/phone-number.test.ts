import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reachOf } from './phone-number.ts'

describe('reachOf', () => {
  it.each([
    ['0571-87000000', ['057187000000']],
    ['(0571)87000000', ['057187000000']],
    ['０５７１－８７００００００', ['057187000000']],
    ['057187000000', ['057187000000']],
    ['0826 261 0000', ['08262610000']],
    ['0571-8700 0000转801', ['057187000000']],
    ['0571-87000000-801', ['057187000000']],
    ['010-87000000、010-87000001', ['01087000000', '01087000001']],
    ['12345转3', ['12345']],
    ['0571-12345', ['12345']],
    ['400-000-1234', ['4000001234']],
    ['4008001234', ['4008001234']],
    ['96871', ['96871']],
    ['+86 571 87000000 或 12345', ['87000000', '12345']],
    ['电话:13800000000(张科长)', ['13800000000']],
    ['窗口 0571—87000000', ['057187000000']],
  ])('dials %s', (text, numbers) => {
    expect(reachOf(text).dialable).toEqual(numbers)
  })

  it.each(['057', '123456', '0571-123', '11111111111', '20260101123456'])('cannot dial %s', text => {
    expect(reachOf(text)).toMatchObject({ dialable: [], digitsOnly: true })
  })

  it('tells addresses, hidden numbers and local numbers apart', () => {
    expect(reachOf('https://m.example.cn/complaints')).toMatchObject({ online: true, digitsOnly: false })
    expect(reachOf('138****0000')).toMatchObject({ hidden: true, dialable: [] })
    expect(reachOf('⟦mobile:1:11:valid⟧')).toMatchObject({ hidden: true, dialable: [] })
    expect(reachOf('87000000')).toMatchObject({ localOnly: true, dialable: ['87000000'] })
    expect(reachOf('0571-87000000')).toMatchObject({ localOnly: false })
  })

  it('is quick on hostile text and changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), text => {
        expect(reachOf(text)).toEqual(reachOf(text))
      }),
    )
    const started = performance.now()
    reachOf('0571- '.repeat(100_000))
    reachOf('1'.repeat(1_000_000))
    expect(performance.now() - started).toBeLessThan(500)
  })
})
