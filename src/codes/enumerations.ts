import type { CodeAnswer } from '../model/code-answer.ts'
import type { Tier } from '../model/vocabulary.ts'
import { alphabetFault, lengthOf } from './alphabet.ts'

/** 事项类型, dossier ID-7 (general knowledge, in use everywhere): two digits and the name. */
export const TASK_TYPES: ReadonlyMap<string, string> = new Map([
  ['01', '行政许可'],
  ['02', '行政处罚'],
  ['03', '行政强制'],
  ['04', '行政征收'],
  ['05', '行政给付'],
  ['06', '行政检查'],
  ['07', '行政确认'],
  ['08', '行政奖励'],
  ['09', '行政裁决'],
  ['10', '其他行政权力'],
  ['20', '公共服务'],
])

/** Types a person applies for (依申请): 许可、给付、奖励、确认、裁决、其他. */
export const ON_APPLICATION: ReadonlySet<string> = new Set(['01', '05', '07', '08', '09', '10'])

/** 行使层级 (general knowledge): digit and the tier of the app's vocabulary it corresponds to. */
export const LEVELS: ReadonlyMap<string, Tier> = new Map<string, Tier>([
  ['1', 'national'],
  ['2', 'province'],
  ['3', 'city'],
  ['4', 'county'],
  ['5', 'township'],
  ['6', 'village'],
])

/** Tiers of an app, widest first. `department` = an app of a ministry. */
const TIERS: readonly Tier[] = ['national', 'department', 'province', 'city', 'county', 'township', 'village']

const TYPE_BY_NAME: ReadonlyMap<string, string> = new Map([...TASK_TYPES].map(([code, name]) => [name, code]))
const DIGITS = { allowed: '0123456789', label: '0-9' }

/**
 * 事项类型, two digits. `unknown` why `local-extension`: two digits outside the table (provinces extend it, dossier 7.2).
 * `invalid` why: `empty` `leading-zero` (`1` for `01`, hint) `name` (the name for the digits, hint) `length`, those of
 * `alphabetFault`.
 */
export function checkTaskType(text: string): CodeAnswer & { name?: string } {
  if (text === '') return { status: 'invalid', why: 'empty' }
  const name = TASK_TYPES.get(text)
  if (name) return { status: 'valid', name }
  const code = TYPE_BY_NAME.get(text)
  if (code) return { status: 'invalid', why: 'name', found: text, expected: code, hint: code }
  const fault = alphabetFault(text.slice(0, 40), () => DIGITS)
  if (fault) return fault
  if (/^\d$/.test(text)) {
    const padded = `0${text}`
    const answer = { status: 'invalid', why: 'leading-zero', found: text, expected: padded } as const
    return TASK_TYPES.has(padded) ? { ...answer, hint: padded } : answer
  }
  if (/^\d{2}$/.test(text)) return { status: 'unknown', why: 'local-extension' }
  return { status: 'invalid', why: 'length', found: String(lengthOf(text)), expected: '2' }
}

/**
 * 行使层级: one digit 1..6, several separated by a comma, semicolon, 、 ^ | or space (the field is multi-value).
 * `invalid` why: `empty` `level` (at = place of the value in the list, found, expected 1-6).
 */
export function checkLevels(text: string): CodeAnswer & { tiers?: Tier[] } {
  if (text.trim() === '') return { status: 'invalid', why: 'empty' }
  const tiers: Tier[] = []
  for (const [index, value] of text
    .slice(0, 200)
    .split(/[,，;；、^| ]+/)
    .entries()) {
    const tier = LEVELS.get(value)
    if (!tier) return { status: 'invalid', why: 'level', at: index + 1, found: value, expected: '1-6' }
    tiers.push(tier)
  }
  return { status: 'valid', tiers }
}

/** A tier of the manifest. `invalid` why: `empty` `tier` (found, expected). */
export function checkTier(text: string): CodeAnswer {
  if (text === '') return { status: 'invalid', why: 'empty' }
  if ((TIERS as readonly string[]).includes(text)) return { status: 'valid' }
  return { status: 'invalid', why: 'tier', found: text.slice(0, 40), expected: TIERS.join(' ') }
}

/**
 * 办件类型 by its name: `instant` 即办件, `promise` 承诺件. Undefined for anything else: the digits that stand for them were not
 * read in any source, so a number is not translated here.
 */
export function caseKind(text: string): 'instant' | 'promise' | undefined {
  const name = text.trim()
  if (name === '即办件' || name === '即办') return 'instant'
  return name === '承诺件' || name === '承诺' ? 'promise' : undefined
}
