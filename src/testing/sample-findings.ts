import type { Finding } from '../model/scorecard.ts'
import type { SampleAssessment } from './sample-assessments.ts'

export const hex = (seed: string, length: number) =>
  Array.from({ length }, (_, at) =>
    ((seed.charCodeAt(at % seed.length) * 31 + at * 7) % 16).toString(16),
  ).join('')

/** A markup, bidi and control character attack in one name, as an item library may hold it. */
export const HOSTILE_NAME = '</script><img src=x onerror=alert(1)>|\u202Egnp.exe\u001b[2J身份证'

export const TASK = '11330000MB0FAKE29C2332099900100'

function finding(
  rule: SampleAssessment,
  kind: Finding['kind'],
  messageId: string,
  data: Finding['data'],
  locus: Finding['locus'],
  more: Partial<Finding> = {},
): Finding {
  return {
    kind,
    messageId,
    data,
    locus,
    fingerprint: hex(`${rule.code}${messageId}${locus.unit}${JSON.stringify(data)}`, 64),
    cause: hex(`${rule.code}${messageId}${kind}`, 16),
    ...more,
  }
}

/** What the sample rule reports: all of it where it failed or cannot tell, else its notes. */
export function findingsOf(rule: SampleAssessment): Finding[] {
  const open = rule.outcome === 'failed' || rule.outcome === 'cantTell'
  return allFindings(rule).filter(({ kind }) => open || kind === 'note')
}

function allFindings(rule: SampleAssessment): Finding[] {
  const items = (line: number, column: number) => ({ unit: TASK, file: 'data/items.csv', line, column })
  switch (rule.code) {
    case 'U1-02':
      return [
        finding(
          rule,
          'note',
          'ownerCheckDigit',
          {},
          { unit: 'manifest', file: 'wutong.yaml', line: 11, column: 33, pointer: '/app/owner/uscc' },
        ),
      ]
    case 'U1-04':
      return [finding(rule, 'doubt', 'unmapped', { field: 'accept_condition' }, { unit: '' })]
    case 'U1-08':
      return [
        finding(
          rule,
          'failure',
          'wrongCharacter',
          { at: 19, expected: '1-6', found: '字母 O' },
          { ...items(12, 5), pointer: '/task_code' },
        ),
        finding(
          rule,
          'note',
          'oldOrganisationCode',
          { found: '00184012-9' },
          { ...items(30, 5), pointer: '/dept_code' },
        ),
      ]
    case 'U1-10':
      return [
        finding(
          rule,
          'failure',
          'promiseAboveLegal',
          { promise: 30, legal: 20, unit: '工作日' },
          { ...items(9, 40), pointer: '/promise_day' },
        ),
        finding(
          rule,
          'failure',
          'promiseAboveLegal',
          { promise: 45, legal: 20, unit: '工作日' },
          { ...items(41, 40), pointer: '/promise_day' },
          { known: true },
        ),
      ]
    case 'U1-22':
      return Array.from({ length: 212 }, (_, at) => {
        const operation = `${at % 2 ? 'POST' : 'GET'} /pension/v1/certifications/{certificationId}/records/${at}`
        return finding(
          rule,
          'failure',
          'notDeclared',
          { operation },
          { unit: operation, file: 'docs/api-docs.json', line: 18 + at * 9, column: 9 },
        )
      })
    case 'U2-02':
      return [finding(rule, 'note', 'rowUnread', { no: '17' }, { unit: '' })]
    case 'U2-11':
      return [finding(rule, 'failure', 'duplicate', { other: TASK }, { ...items(52, 1) }, { waived: 0 })]
    case 'U2-14':
      return [finding(rule, 'failure', 'belowTarget', { rate: 62.5, target: 80 }, { unit: '' })]
    case 'U4-06':
      return [
        '身份证复印件',
        HOSTILE_NAME,
        '户口簿(首页与本人页)及其他能够证明申请人与被赡养人亲属关系的书面材料原件及复印件',
      ].map((material, at) =>
        finding(
          rule,
          'failure',
          'uploadAsked',
          { material },
          { ...items(7 + at, 88), pointer: `/ext/materials/${at}/source` },
        ),
      )
    case 'U5-01':
      return [
        finding(
          rule,
          'failure',
          'numberWrong',
          { found: '浙ICP备0号' },
          {
            unit: 'manifest',
            file: 'wutong.yaml',
            line: 77,
            column: 27,
            pointer: '/filings/governmentApp/number',
          },
        ),
      ]
    case 'U5-16':
      return [
        finding(
          rule,
          'doubt',
          'belowCounty',
          { tier: '乡镇' },
          { unit: 'manifest', file: 'wutong.yaml', line: 8, column: 9, pointer: '/app/tier' },
        ),
      ]
    case 'X-GOV-03':
      return [
        finding(
          rule,
          'failure',
          'expired',
          { code: 'U1-10', expires: '2026-10-31' },
          { unit: 'manifest', file: 'wutong.yaml', line: 90, column: 5, pointer: '/waivers/1' },
        ),
      ]
    default:
      return []
  }
}
