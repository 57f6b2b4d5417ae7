import type { Rule } from '../../../model/rule.ts'
import type { CliIo } from '../../io.ts'
import type { Page } from './page.ts'

/** What a person is asked by an attested rule: steps, evidence, facts, and how long the statement holds. */
export function attestation(page: Page, { attestation: form }: Rule, io: CliIo): void {
  if (!form) return
  page.line(page.say('procedure'), '')
  for (const [index, step] of form.procedure.entries()) page.item(`${index + 1}.`, step[io.lang])
  page.line(page.say('evidenceAsked'), '')
  for (const { id, title, optional } of form.evidence) {
    page.item('-', `${id}: ${title[io.lang]}${optional ? ` (${page.say('optional')})` : ''}`)
  }
  page.line(page.say('factsAsked'), '')
  for (const { id, title, type, choices } of form.facts) {
    const kind = choices ? choices.join(' | ') : page.say(`factType.${type}`)
    page.item('-', `${id}: ${title[io.lang]} (${kind})`)
  }
  page.line(page.say('validity'), page.say('validMonths', { months: form.validMonths }))
  if (form.exempt) page.line('', page.say('exempt'))
}
