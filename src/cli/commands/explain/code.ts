import { InputError } from '../../../model/input-error.ts'
import type { Requirement, Rule, RuleExample } from '../../../model/rule.ts'
import { coverageOf } from '../../../rules/coverage.ts'
import type { RuleLibrary } from '../../../rules/load.ts'
import { marksOf } from '../../../scoring/confirmed.ts'
import { fill } from '../../../text/fill.ts'
import { nearest } from '../../../text/nearest.ts'
import type { CliIo } from '../../io.ts'
import { attestation } from './attestation.ts'
import { exampleText } from './example-text.ts'
import { Page } from './page.ts'

/**
 * Prints one duty: what it asks, on whose word and how certain, who holds it, how it is judged, how to mend it.
 * Takes a code in any case, or a rule id. @throws InputError `usage-code`.
 */
export async function explainCode(name: string, io: CliIo, library: RuleLibrary): Promise<void> {
  const requirement = requirementOf(name, library)
  const rules = library.rules.filter(rule => rule.code === requirement.code)
  const page = new Page(io, library)
  head(page, requirement, rules, io)
  sources(page, requirement, rules, io, library)
  if (rules.length === 0) unjudged(page, requirement, library, io)
  for (const rule of rules) {
    page.blank()
    judging(page, rule, io)
    await examples(page, rule, io, library)
  }
  page.print()
}

function requirementOf(name: string, library: RuleLibrary): Requirement {
  const code = library.rules.find(rule => rule.id === name)?.code ?? name.toUpperCase()
  const found = library.requirements.find(requirement => requirement.code === code)
  if (found) return found
  const known = [
    ...library.requirements.map(requirement => requirement.code),
    ...library.rules.map(rule => rule.id),
    'score',
  ]
  throw new InputError('usage-code', undefined, { name, nearest: nearest(name, known) ?? 'U1-08' })
}

function head(page: Page, requirement: Requirement, rules: readonly Rule[], io: CliIo): void {
  const { code, title, level, dimension, pass, note, holders } = requirement
  const marks = marksOf(rules[0] ?? requirement, null).map(mark => page.word(`mark.${mark}`, mark))
  page.title(
    `${code} ${title[io.lang]}  ${page.word(`level.${level}`, level)}${io.lang === 'zh' ? '' : ' '}${marks.join('')}`,
  )
  page.line(page.say('dimension'), `${page.word(`dimension.${dimension}`, dimension)}`)
  page.line(page.say('asks'), pass[io.lang])
  if (note) page.line(page.say('note'), note[io.lang])
  page.line(
    page.say('holder'),
    holders.map(holder => page.word(`owner.${holder}`, holder)).join(page.say('or')),
  )
  const menders = [...new Set(rules.map(rule => rule.fixOwner))]
  if (menders.length > 0)
    page.line(
      page.say('mender'),
      menders.map(owner => page.word(`owner.${owner}`, owner)).join(page.say('or')),
    )
}

function sources(
  page: Page,
  requirement: Requirement,
  rules: readonly Rule[],
  io: CliIo,
  library: RuleLibrary,
): void {
  const { basis, confidence } = requirement
  const ids = [
    ...new Set([
      ...rules.flatMap(rule => rule.clauses),
      ...(rules.length === 0 ? (requirement.clauses ?? []) : []),
    ]),
  ]
  let label = page.say('source')
  for (const id of ids) {
    const clause = Object.hasOwn(library.clauses, id) ? library.clauses[id] : undefined
    const source =
      clause && Object.hasOwn(library.sources, clause.source) ? library.sources[clause.source] : undefined
    if (!clause || !source) continue
    const status =
      source.status === 'in-force' ? '' : ` (${page.word(`sourceStatus.${source.status}`, source.status)})`
    const number = [source.number, clause.number].filter(Boolean).join(' ')
    const certainty = page.word(`confidence.${clause.confidence}`, clause.confidence)
    page.line(label, `${source.title[io.lang]}${number === '' ? '' : ` ${number}`}${status} — ${certainty}`)
    page.line('', clause.paraphrase[io.lang])
    label = ''
  }
  const mark = marksOf({ basis, confidence }, null)[0] ?? 'unread'
  page.line(
    page.say('certainty'),
    `${page.word(`mark.${mark}`, mark)} ${page.word(`markMeans.${mark}`, '')}${page.say('stop')} ${page.say('confidence')} ${page.word(`confidence.${confidence}`, confidence)}`,
  )
}

function unjudged(page: Page, requirement: Requirement, library: RuleLibrary, io: CliIo): void {
  const [coverage] = coverageOf([requirement], library.rules, () => true).codes
  const status = coverage?.status ?? 'none'
  const parts = requirement.parts.map(part => page.word(`part.${part}`, part)).join(page.say('and'))
  page.line(page.say('judged'), page.say(`status.${status}`, { parts, file: requirement.provenBy ?? '' }))
  if (requirement.excused) page.line('', requirement.excused[io.lang])
  if (status === 'planned' && requirement.level === 'mandatory') page.line('', page.say('notYetAutomated'))
}

function judging(page: Page, rule: Rule, io: CliIo): void {
  const proof = page.word(`proof.${rule.proof}`, rule.proof)
  page.line(
    page.say('judged'),
    `${page.word(`part.${rule.part}`, rule.part)} · ${proof} · ${rule.id} · ${rule.check}${rule.status === 'stable' ? '' : ` (${rule.status})`}`,
  )
  page.line(page.say('rationale'), rule.rationale[io.lang])
  const options = Object.entries(rule.options)
  if (options.length > 0) page.line(page.say('options'), '')
  for (const [key, value] of options) page.item('-', `${key}: ${shortJson(value)}`)
  attestation(page, rule, io)
  const scope = scopeText(rule, page)
  if (scope !== '') page.line(page.say('scope'), scope)
  page.line(page.say('says'), '')
  for (const words of Object.values(rule.messages)) page.item('-', words[io.lang])
  page.line(
    page.say('mend'),
    `${rule.remediation[io.lang]} (${page.say(`effort.${rule.remediation.effort}`)})`,
  )
}

function scopeText({ appliesTo, byReference, local, hostDuty }: Rule, page: Page): string {
  const parts = Object.entries(appliesTo ?? {}).map(([key, value]) =>
    page.say(`scopeOf.${key}`, { value: [value].flat().join(' ') }),
  )
  if (byReference)
    parts.push(
      page.say('byReference', {
        value: byReference.map(audience => page.word(`target.audience.${audience}`, audience)).join(' '),
      }),
    )
  if (local) parts.push(page.word('markMeans.local', 'local'))
  if (hostDuty !== undefined) parts.push(page.say('hostDuty', { value: hostDuty }))
  return parts.join(page.say('semicolon'))
}

/** One that passes, and one that fails (else one that cannot be told). */
async function examples(page: Page, rule: Rule, io: CliIo, library: RuleLibrary): Promise<void> {
  const found = (await library.examples(rule.id))?.examples ?? []
  const passing = found.find(example => example.expect === 'passed')
  const failing =
    found.find(example => example.expect === 'failed') ?? found.find(example => example.expect === 'cantTell')
  for (const example of [passing, failing]) if (example) show(page, rule, example, io)
}

function show(page: Page, rule: Rule, example: RuleExample, io: CliIo): void {
  const outcome = page.word(`outcome.${example.expect}`, example.expect)
  // Names are written in English, for those who work on rules.
  const named = io.lang === 'en' || /\p{Script=Han}/u.test(example.name)
  page.line(page.say('example'), named ? `${outcome}: ${example.name}` : outcome)
  page.block(exampleText(example, io.width - 16))
  for (const { message, data = {}, at, kind = 'failure' } of example.findings ?? []) {
    if (kind === 'note') continue
    const words = Object.hasOwn(rule.messages, message) ? rule.messages[message] : undefined
    const text = words ? fill(words[io.lang], data) : page.word(`builtin.${message}`, message, data)
    page.item('->', `${text}${at ? `  ${at}` : ''}`)
  }
}

function shortJson(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 160 ? `${text.slice(0, 157)}...` : text
}
