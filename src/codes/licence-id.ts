import type { CodeAnswer } from '../model/code-answer.ts'
import { alphabetFault } from './alphabet.ts'
import { mod3736CheckCharacter } from './iso7064.ts'
import { resolveRegion } from './region.ts'
import { checkUscc, isCheckDigitOnly } from './uscc.ts'

/** OID arc of e-licences (GB/T 36904-2018). */
const ARC = '1.2.156.3005.2.'
const UPPER = { allowed: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', label: '0-9 A-Z' }

interface LicenceParts {
  /** 证照类型代码, 21: credit code of the defining body + 3. */
  type: string
  /** 证照颁发机构代码: credit code, in older data a region code of 6 digits. */
  issuer: string
  serial: string
  /** Three digits from 001; 000 is seen in practice. */
  version: string
  check: string
}

export type LicenceAnswer = CodeAnswer & { parts?: LicenceParts }

/**
 * GB/T 36904-2018 identifier of an e-licence (电子证照标识):
 * `1.2.156.3005.2` . type (21) . issuer (18) . serial . version (3 digits) . check character, ISO 7064 MOD 37,36 over the four
 * middle groups without dots.
 *
 * - `legacy` why `issuer-region`: the issuer is a six-digit region code, as in older data (everything else holds).
 * - `invalid` why: `empty` `arc` `groups` (found, expected 5) `type` `issuer` `serial` `version` (shape of that group) `check-digit`
 *   (found, expected; identifiers printed as examples in documents can fail), those of `alphabetFault`. The check digits of
 *   the credit codes inside are not judged.
 */
export function checkLicenceId(text: string): LicenceAnswer {
  if (text === '') return { status: 'invalid', why: 'empty' }
  if (!text.startsWith(ARC)) return { status: 'invalid', why: 'arc', found: text.slice(0, 15), expected: ARC }
  const groups = text.slice(ARC.length).split('.')
  if (groups.length !== 5)
    return { status: 'invalid', why: 'groups', found: String(groups.length), expected: '5' }
  const [type = '', issuer = '', serial = '', version = '', check = ''] = groups
  const fault = alphabetFault(text.slice(ARC.length).replaceAll('.', ''), () => UPPER)
  if (fault) return { ...fault, at: placeInText(text, fault.at ?? 1) }
  if (type.length !== 21 || !isBody(type.slice(0, 18)) || !/^\d{3}$/.test(type.slice(18))) {
    return { status: 'invalid', why: 'type', found: type.slice(0, 60), expected: '18 + 3' }
  }
  const old = /^\d{6}$/.test(issuer)
  if (!(old ? resolveRegion(issuer).status !== 'invalid' : isBody(issuer))) {
    return { status: 'invalid', why: 'issuer', found: issuer.slice(0, 60), expected: '18' }
  }
  if (serial === '') return { status: 'invalid', why: 'serial', found: '', expected: '1+' }
  if (!/^\d{3}$/.test(version))
    return { status: 'invalid', why: 'version', found: version.slice(0, 60), expected: '001-999' }
  const expected = mod3736CheckCharacter(type + issuer + serial + version) as string
  if (check !== expected) {
    return {
      status: 'invalid',
      why: 'check-digit',
      at: text.length - check.length + 1,
      found: check.slice(0, 60),
      expected,
    }
  }
  const parts = { type, issuer, serial, version, check }
  return old ? { status: 'legacy', why: 'issuer-region', parts } : { status: 'valid', parts }
}

function isBody(code: string): boolean {
  const answer = checkUscc(code)
  return answer.status === 'valid' || isCheckDigitOnly(answer)
}

/** Place in the whole text of the n-th character after the arc, dots not counted. */
function placeInText(text: string, nth: number): number {
  let left = nth
  for (let index = ARC.length; index < text.length; index++) {
    if (text[index] !== '.' && --left === 0) return index + 1
  }
  return ARC.length + 1
}
