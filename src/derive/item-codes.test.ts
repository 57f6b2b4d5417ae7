import { describe, expect, it } from 'vitest'
import { soundTaskCode } from './item-codes.ts'

const TASK = '11330000MB0FAKE29C2332099900100'

describe('soundTaskCode', () => {
  it('is the code itself where its parts hold, a check digit alone aside', () => {
    expect(soundTaskCode({ task_code: TASK, catalog_code: '332099900100' })).toBe(TASK)
    expect(soundTaskCode({ task_code: TASK })).toBe(TASK)
    const digit = TASK.replace('29C', '29A')
    expect(soundTaskCode({ task_code: digit })).toBe(digit)
  })

  it('holds beside a basic code that is itself faulty, and not beside another one', () => {
    expect(soundTaskCode({ task_code: TASK, catalog_code: '33209990010' })).toBe(TASK)
    expect(soundTaskCode({ task_code: TASK, catalog_code: '332099900200' })).toBeUndefined()
  })

  it('is undefined for wrong length, body, level or basic part, and for nothing', () => {
    const faulty = [
      '',
      TASK.slice(1),
      `${TASK}0`,
      TASK.replace('FAKE', 'FAKO'),
      TASK.replace('C23', 'C73'),
      TASK.replace('999', '9O9'),
    ]
    for (const task_code of faulty) expect(soundTaskCode({ task_code }), task_code).toBeUndefined()
  })
})
