import { describe, expect, it } from 'vitest'
import { sampleRequirement, sampleRule } from '../testing/sample-rules.ts'
import { coverageOf } from './coverage.ts'

const words = { zh: '原因', en: 'reason' }
const always = () => true

function statuses(...requirements: Parameters<typeof sampleRequirement>[0][]): Record<string, string> {
  const { codes } = coverageOf(
    requirements.map(change => sampleRequirement(change)),
    [sampleRule()],
    always,
  )
  return Object.fromEntries(codes.map(({ code, status }) => [code, status]))
}

describe('coverageOf', () => {
  it('says what stands behind each code', () => {
    expect(
      statuses(
        { code: 'U1-04' },
        { code: 'U1-05' },
        { code: 'U1-06', parts: ['attested'] },
        { code: 'U1-07', parts: ['attested', 'pages'] },
        { code: 'U1-08', parts: ['kit'], provenBy: 'src/x.test.ts' },
        { code: 'U1-09', excused: words },
        { code: 'U1-10', parts: [] },
      ),
    ).toEqual({
      'U1-04': 'automated',
      'U1-05': 'planned',
      'U1-06': 'attested',
      'U1-07': 'planned',
      'U1-08': 'kit',
      'U1-09': 'excused',
      'U1-10': 'none',
    })
  })

  it('counts parts and dimensions, and shows how outcomes are proven', () => {
    const requirements = [
      sampleRequirement({ parts: ['static', 'live'] }),
      sampleRequirement({ code: 'U2-01', dimension: 'U2' }),
    ]
    const table = coverageOf(requirements, [sampleRule({ proof: 'declared' })], always)
    expect(table.codes[0]).toMatchObject({
      proof: ['declared'],
      parts: [
        { part: 'static', rules: ['standards/sample'] },
        { part: 'live', rules: [] },
      ],
    })
    expect(table.parts.find(({ part }) => part === 'static')).toEqual({ part: 'static', total: 2, judged: 1 })
    expect(table.dimensions).toEqual([
      { dimension: 'U1', total: 1, automated: 1 },
      { dimension: 'U2', total: 1, automated: 0 },
    ])
    expect(table.problems).toEqual([])
  })

  it('does not call automated what only reads statements of people', () => {
    const requirement = sampleRequirement({ parts: ['attested', 'live'] })
    const attested = sampleRule({ part: 'attested' })
    const [code] = coverageOf([requirement], [attested], always).codes
    expect(code).toMatchObject({ status: 'attested', parts: [{ rules: [attested.id] }, { rules: [] }] })
    const live = sampleRule({ id: 'standards/other', part: 'live' })
    expect(coverageOf([requirement], [attested, live], always).totals.automated).toBe(1)
  })

  it('does not count deprecated rules', () => {
    expect(
      coverageOf([sampleRequirement()], [sampleRule({ status: 'deprecated' })], always).totals.automated,
    ).toBe(0)
  })

  it('names every gap', () => {
    const excused = Array.from({ length: 6 }, (_, at) =>
      sampleRequirement({ code: `U5-0${at}`, excused: words }),
    )
    const requirements = [
      sampleRequirement({ excused: words }),
      sampleRequirement({ code: 'U1-10', parts: [] }),
      sampleRequirement({ code: 'X-GOV-01', parts: ['kit'], provenBy: 'src/gone.test.ts' }),
      sampleRequirement({ code: 'X-GOV-02', parts: ['kit'] }),
      ...excused,
    ]
    const rules = [sampleRule(), sampleRule({ id: 'standards/lost', code: 'U9-99' })]
    const { problems } = coverageOf(requirements, rules, path => path !== 'src/gone.test.ts')
    expect(problems.map(({ id }) => id)).toEqual([
      'excusedAndJudged',
      'none',
      'kitFileMissing',
      'kitUnproven',
      'tooManyExcused',
      'unknownCode',
    ])
  })
})
