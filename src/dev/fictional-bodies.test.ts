import { describe, expect, it } from 'vitest'
import { checkUscc } from '../codes/uscc.ts'
import { BODIES, fictionalCreditCode } from './fictional-bodies.ts'

describe('fictional bodies', () => {
  it.each(Object.entries(BODIES))('%s has a code of its own that the kit finds valid', (_, body) => {
    expect(body.uscc).toMatch(/^1[12]330\d00MB0FAKE/)
    expect(checkUscc(body.uscc)).toEqual({ status: 'valid' })
    expect(Object.values(BODIES).filter(other => other.uscc === body.uscc)).toHaveLength(1)
  })

  it('computes the check digits of the example in the documentation', () => {
    expect(fictionalCreditCode('11', '330000', '2')).toBe('11330000MB0FAKE29C')
  })
})
