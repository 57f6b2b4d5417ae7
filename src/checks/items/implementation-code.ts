import { checkBasicCode, type ImplementationAnswer } from '../../codes/item-code.ts'
import { recogniseLocalLayout } from '../../codes/local-item-code.ts'
import { checkUscc, isCheckDigitOnly } from '../../codes/uscc.ts'
import { implementationAnswer, isTwelveDigits } from '../../derive/item-codes.ts'
import { fieldText } from '../../derive/item-text.ts'
import { type CheckContext, defineCheck, type Report } from '../../model/check.ts'
import type { CodeAnswer } from '../../model/code-answer.ts'
import type { Item } from '../../model/evidence.ts'

interface Options {
  /** Tiers whose items may carry any province in their basic code. */
  regionless: string[]
}

const messages = {
  localLayout: ['code'],
  length: ['length'],
  dressedLength: ['length', 'meant'],
  numberNotation: ['found'],
  organisationCharacter: ['at', 'found', 'expected'],
  organisationLength: ['organisation', 'length'],
  oldOrganisationCode: ['organisation'],
  checkDigit: ['organisation', 'found', 'expected'],
  level: ['at', 'found'],
  basicCharacter: ['at', 'found'],
  basicDiffers: ['found', 'catalogCode'],
} as const
type Speak = Report<typeof messages>
type Invalid = Extract<CodeAnswer, { status: 'invalid' }>

/**
 * The implementation code is credit code (18) + level (1) + basic code (12). Three kinds of faulty body are told apart: shape
 * wrong, an old organisation code, a check digit alone (a note: legally issued codes can fail the arithmetic). A province's own
 * layout is a doubt, and its body is judged; where no code is mapped at all, the body is judged from `dept_code`.
 */
export default defineCheck<Options>()({
  name: 'items/implementation-code',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages,
  options: {
    type: 'object',
    required: ['regionless'],
    additionalProperties: false,
    properties: { regionless: { type: 'array', items: { type: 'string' } } },
  },
  fields: () => ['task_code', 'catalog_code'],
  judge(unit, context, options, report) {
    const item = unit.data as Item
    if (!context.mapped('task_code')) {
      const body = fieldText(item, 'dept_code')
      if (!context.mapped('dept_code') || body === '') return 0
      judgeBody(body, 0, '/dept_code', report)
      return 1
    }
    const code = fieldText(item, 'task_code')
    if (code === '') return 0
    const answer = implementationAnswer(code)
    if (answer.parts) judgeParts(item, answer, context, options, report)
    else if (answer.status === 'unknown') {
      report.doubt('localLayout', { code }, { pointer: '/task_code', identity: {} })
      const local = recogniseLocalLayout(code)
      if (local) judgeBody(local.organisation, code.indexOf(local.organisation), '/task_code', report)
    } else if (answer.status === 'invalid') judgeWhole(code, answer, report)
    return 1
  },
})

function judgeWhole(code: string, { why, hint }: Invalid, report: Speak): void {
  const where = { pointer: '/task_code' }
  const length = [...code].length
  if (why === 'number-notation') report.failure('numberNotation', { found: code }, where)
  else if (hint !== undefined) report.failure('dressedLength', { length, meant: hint }, where)
  else report.failure('length', { length }, where)
}

function judgeParts(
  item: Item,
  { parts, answers }: ImplementationAnswer,
  { target, mapped }: CheckContext,
  { regionless }: Options,
  report: Speak,
): void {
  if (!parts || !answers) return
  const where = { pointer: '/task_code' }
  judgeBody(parts.organisation, 0, '/task_code', report)
  if (answers.level.status === 'invalid') report.failure('level', { at: 19, found: parts.level }, where)
  const catalog = mapped('catalog_code') ? fieldText(item, 'catalog_code') : ''
  // The same faulty basic code in both places is one fault, judged where it is stated.
  if (catalog === parts.basic) return
  if (!isTwelveDigits(parts.basic)) {
    const fault = answers.basic.status === 'invalid' ? answers.basic : undefined
    const at = 19 + (fault?.at ?? 1)
    report.failure('basicCharacter', { at, found: fault?.found ?? parts.basic }, where)
    return
  }
  const own = target.region !== null && !regionless.includes(target.tier ?? '') ? target.region : undefined
  const stated = checkBasicCode(catalog, own === undefined ? {} : { province: own })
  if (stated.status === 'valid')
    report.failure('basicDiffers', { found: parts.basic, catalogCode: catalog }, where)
}

/** `offset`: characters before the body inside the field. */
function judgeBody(organisation: string, offset: number, pointer: string, report: Speak): void {
  const answer = checkUscc(organisation)
  const where = { pointer }
  if (answer.status === 'legacy') report.failure('oldOrganisationCode', { organisation }, where)
  if (answer.status !== 'invalid') return
  const { at = 1, found = '', expected = '' } = answer
  if (isCheckDigitOnly(answer)) report.note('checkDigit', { organisation, found, expected }, where)
  else if ([...organisation].length !== 18) {
    report.failure('organisationLength', { organisation, length: [...organisation].length }, where)
  } else report.failure('organisationCharacter', { at: offset + at, found, expected }, where)
}
