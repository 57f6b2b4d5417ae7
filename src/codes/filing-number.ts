import type { CodeAnswer } from '../model/code-answer.ts'
import { oddName, plainCharacter, visible } from '../text/characters.ts'
import { lengthOf } from './alphabet.ts'
import { PROVINCE_SIGNS } from './provinces.ts'
import { resolveRegion } from './region.ts'

type Invalid = Extract<CodeAnswer, { status: 'invalid' }>

const SITE = new RegExp(`^[${PROVINCE_SIGNS}]ICP备(\\d{8,10})号(?:-\\d{1,4})?$`)
const APP = new RegExp(`^[${PROVINCE_SIGNS}]ICP备(\\d{8,10})号-\\d{1,4}[AXK]$`)
const POLICE = new RegExp(`^[${PROVINCE_SIGNS}]公网安备(\\d{14})号$`)

/** Suffix letters of an app filing (general knowledge, not read): A app, X mini program, K quick app. */
const APP_SUFFIXES: Readonly<Record<string, 'app' | 'mini-program' | 'quick-app'>> = {
  A: 'app',
  X: 'mini-program',
  K: 'quick-app',
}

/** Words that stand where no number is: ours, matched whole. */
const PLACEHOLDERS = new Set(
  (
    '无 暂无 没有 待定 待补 待补充 待填 待填写 待办 未备案 未办理 备案中 办理中 申请中 审核中 在办 某某 示例 样例 测试 备案号 ' +
    'n/a na none null nil undefined tbd todo tba test demo example sample pending placeholder unknown xxx xxxx'
  ).split(' '),
)

/**
 * ICP filing number of a site: `浙ICP备12345678号`, with `-1` for one site of several.
 * `unknown` why `all-zeros`: the form holds and the number says nothing (specimens).
 * `invalid` why: `empty` `placeholder` `icp-licence` (ICP证 is a business licence) `app-suffix` (an app filing where a site's was
 * expected) `form`, or the name of an odd character with `at`; `hint` = the number as meant, when that is well formed.
 */
export function checkIcpFiling(text: string): CodeAnswer {
  if (APP.test(text)) return { status: 'invalid', why: 'app-suffix', found: text.slice(-1), expected: '' }
  return filing(text, SITE, '浙ICP备12345678号')
}

/**
 * Filing number of an app, mini program or quick app (工信部信管〔2023〕105号): the ICP number, `-`, a number and A, X or K.
 * Answers as `checkIcpFiling`; `invalid` why `suffix` where the site's number stands without A, X or K.
 */
export function checkAppFiling(text: string): CodeAnswer & { form?: 'app' | 'mini-program' | 'quick-app' } {
  if (SITE.test(text)) return { status: 'invalid', why: 'suffix', found: text.slice(-1), expected: 'A X K' }
  const answer = filing(text, APP, '浙ICP备12345678号-1A')
  const form = answer.status === 'invalid' ? undefined : APP_SUFFIXES[text.slice(-1)]
  return form ? { ...answer, form } : answer
}

/**
 * Number of a government-app filing (政务移动互联网应用程序备案编号). Its form is not published, so a number is never called
 * valid: `unknown` why `form-not-published`, or `invalid` why `empty` `placeholder` `too-long` (over 100 characters).
 */
export function checkGovernmentFiling(text: string): CodeAnswer {
  const plain = text.trim()
  if (plain === '') return { status: 'invalid', why: 'empty' }
  if (isPlaceholder(plain)) return { status: 'invalid', why: 'placeholder', found: plain.slice(0, 40) }
  const length = lengthOf(plain)
  if (length > 100) return { status: 'invalid', why: 'too-long', found: String(length), expected: '100' }
  return { status: 'unknown', why: 'form-not-published' }
}

/**
 * Public-security record (公安联网备案): `浙公网安备` + 14 digits + `号`; the first six digits are a region.
 * `invalid` why: as `checkIcpFiling`, and `region` when the digits begin with no province.
 */
export function checkPoliceRecord(text: string): CodeAnswer {
  const answer = filing(text, POLICE, '浙公网安备33010002000001号')
  if (answer.status !== 'valid') return answer
  const digits = POLICE.exec(text)?.[1] ?? ''
  const region = resolveRegion(digits.slice(0, 6))
  return region.status === 'invalid'
    ? { status: 'invalid', why: 'region', at: 6, found: digits.slice(0, 6), expected: 'GB/T 2260' }
    : answer
}

/** Words and fillers that stand where no number is: `待定`, `n/a`, `xxx`, `0000`, `-`, one character repeated. */
export function isPlaceholder(text: string): boolean {
  const plain = [...text.trim().slice(0, 200)].map(plainCharacter).join('').toLowerCase()
  if (plain === '') return true
  const bare = plain.replace(/[\s()[\]{}<>【】《》〔〕（）"'“”.。,，、:：;；!！?？*_/\\-]/g, '')
  return (
    bare === '' ||
    PLACEHOLDERS.has(plain) ||
    PLACEHOLDERS.has(bare) ||
    [...bare].every(character => character === bare[0])
  )
}

function filing(text: string, form: RegExp, expected: string): CodeAnswer {
  const plain = text.trim()
  if (plain === '') return { status: 'invalid', why: 'empty' }
  const digits = form.exec(text)?.[1]
  if (digits !== undefined)
    return /^0+$/.test(digits) ? { status: 'unknown', why: 'all-zeros' } : { status: 'valid' }
  const found = plain.slice(0, 60)
  if (isPlaceholder(plain)) return { status: 'invalid', why: 'placeholder', found }
  if (/ICP[证證]/i.test(found)) return { status: 'invalid', why: 'icp-licence', found, expected }
  const odd = firstOdd(text)
  const answer: Invalid = odd
    ? { status: 'invalid', ...odd, expected }
    : { status: 'invalid', why: 'form', found, expected }
  const meant = [...found].map(plainCharacter).join('').replace(/\s+/g, '').toUpperCase()
  return meant !== text && form.test(meant) ? { ...answer, hint: meant } : answer
}

function firstOdd(text: string): { why: string; at: number; found: string } | undefined {
  let at = 0
  for (const character of text) {
    at++
    const why = character === ' ' ? 'space' : oddName(character)
    if (why) return { why, at, found: visible(character) }
    if (at > 60) return undefined
  }
  return undefined
}
