import { defineCheck } from '../../model/check.ts'
import type { MiniProgram } from '../../model/mini-program.ts'

interface Options {
  /** By kind of mini-program, what its manifest has to state. */
  required: Partial<Record<MiniProgram['kind'], ('appid' | 'name' | 'version')[]>>
}

/** A mini-program's manifest agrees with what is packed: pages are there, once, and tabs open declared ones. */
export default defineCheck<Options>()({
  name: 'packages/pages-declared',
  version: 1,
  unit: 'package',
  needs: { required: ['packages'], optional: [] },
  messages: {
    noPages: [],
    pageMissing: ['page'],
    pageTwice: ['page'],
    tabUndeclared: ['page'],
    fieldNotStated: ['field'],
    memberUnclear: ['member'],
  },
  options: {
    type: 'object',
    required: ['required'],
    additionalProperties: false,
    properties: {
      required: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          ['wechat', 'alipay', 'w3c'].map(kind => [
            kind,
            { type: 'array', items: { enum: ['appid', 'name', 'version'] } },
          ]),
        ),
      },
    },
  },
  judge(unit, _context, { required }, report) {
    const program = unit.data as MiniProgram
    const declared = new Set<string>()
    for (const { path: page, pointer, exists } of program.pages) {
      const where = { pointer, identity: { page } }
      if (declared.has(page)) report.failure('pageTwice', { page }, where)
      else if (exists === false) report.failure('pageMissing', { page }, where)
      else if (exists === null)
        report.doubt('memberUnclear', { member: pointer }, { pointer, identity: { page } })
      declared.add(page)
    }
    for (const member of program.odd) {
      report.doubt('memberUnclear', { member }, { pointer: member, identity: { member } })
    }
    // Pages nobody could make sense of may be the ones that seem to be lacking.
    const whole = !program.odd.some(pointer => /pages/i.test(pointer))
    const opens = program.pages.some(({ pointer }) => pointer.startsWith('/pages/'))
    if (!opens && whole) report.failure('noPages', {}, { pointer: '/pages' })
    if (opens && whole) {
      for (const { page, pointer } of program.tabs) {
        if (!declared.has(page)) report.failure('tabUndeclared', { page }, { pointer, identity: { page } })
      }
    }
    for (const field of required[program.kind] ?? []) {
      if (!isStated(program, field))
        report.doubt('fieldNotStated', { field }, { pointer: '', identity: { field } })
    }
    return Math.max(1, program.pages.length)
  },
})

function isStated(program: MiniProgram, field: 'appid' | 'name' | 'version'): boolean {
  if (field === 'appid') return program.appid
  if (field === 'name') return (program.name ?? '') !== ''
  return program.version?.name !== undefined && program.version.code !== undefined
}
