import type { AnyCheck } from '../model/check.ts'
import type { Requirement, Rule } from '../model/rule.ts'
import { nearest } from '../text/nearest.ts'
import type { Complain } from './lint-fault.ts'
import { lintRecommended, lintTemplate, lintWords } from './lint-words.ts'
import type { RuleLibrary } from './load.ts'
import { optionFaults } from './shape.ts'
import type { YamlFile } from './yaml-file.ts'

/** Folders that stand for a dimension; a rule there belongs to it. A province's own folders are free. */
const DIMENSION_OF_FOLDER: Record<string, string> = {
  standards: 'U1',
  catalog: 'U2',
  identity: 'U3',
  data: 'U4',
  apps: 'U5',
  accessibility: 'accessibility',
  privacy: 'privacy',
  security: 'security',
  service: 'service',
  conduct: 'conduct',
}

/** Everything about one rule file that its schema cannot say. */
export function lintRule(
  file: YamlFile,
  library: RuleLibrary,
  checks: ReadonlyMap<string, AnyCheck>,
  complain: Complain,
): void {
  const rule = file.value as Rule
  const expected = file.file.replace(/\.yaml$/, '')
  if (rule.id !== expected) complain('idNotPath', ['id'], { id: rule.id, expected })
  lintReferences(rule, library, complain)
  lintRequirement(rule, library, complain)
  const check = lintCheck(rule, checks, complain)
  lintRuleWords(rule, check, complain)
  lintAttestation(rule, check, complain)
}

/** Attested rules, and they alone, say what a person is asked. */
function lintAttestation(rule: Rule, check: AnyCheck | undefined, complain: Complain): void {
  const { attestation: form, part } = rule
  if (part === 'attested' && (!form || (check && check.unit !== 'statement'))) {
    complain('attestationMissing', ['part'])
  }
  if (part !== 'attested' && form) complain('attestationStray', ['attestation'])
  if (!form) return
  for (const [index, step] of form.procedure.entries()) {
    lintWords(step, ['attestation', 'procedure', index], complain)
  }
  for (const list of ['evidence', 'facts'] as const) {
    const seen = new Set<string>()
    for (const [index, { id, title }] of form[list].entries()) {
      lintWords(title, ['attestation', list, index, 'title'], complain)
      if (seen.has(id)) complain('attestationTwice', ['attestation', list, index, 'id'], { id })
      seen.add(id)
    }
  }
}

function lintReferences(rule: Rule, library: RuleLibrary, complain: Complain): void {
  for (const [index, id] of rule.clauses.entries()) {
    if (!Object.hasOwn(library.clauses, id)) {
      complain('clauseMissing', ['clauses', index], {
        clause: id,
        nearest: nearest(id, Object.keys(library.clauses)) ?? '-',
      })
      continue
    }
    const source = library.clauses[id]?.source ?? ''
    if (!Object.hasOwn(library.sources, source))
      complain('sourceMissing', ['clauses', index], { clause: id, source })
  }
  const known = rule.clauses.flatMap(id => (Object.hasOwn(library.clauses, id) ? [library.clauses[id]] : []))
  // A rule rests on no more certainty than its best clause has.
  if (
    rule.basis === 'text' &&
    known.length > 0 &&
    known.every(clause => clause?.confidence === 'engineering')
  ) {
    complain('textWithoutText', ['basis'])
  }
}

function lintRequirement(rule: Rule, library: RuleLibrary, complain: Complain): void {
  const requirement = library.requirements.find(({ code }) => code === rule.code)
  if (!requirement) {
    const codes = library.requirements.map(({ code }) => code)
    complain('codeMissing', ['code'], { code: rule.code, nearest: nearest(rule.code, codes) ?? '-' })
    return
  }
  if (!requirement.parts.includes(rule.part)) {
    complain('partMissing', ['part'], { part: rule.part, parts: requirement.parts.join(' ') })
  }
  for (const key of ['level', 'basis', 'confidence', 'dimension'] as const) {
    if (rule[key] !== requirement[key])
      complain('differs', [key], { key, found: rule[key], expected: requirement[key] })
  }
  if ((rule.local ?? false) !== (requirement.local ?? false)) {
    complain('differs', ['local'], {
      key: 'local',
      found: String(rule.local ?? false),
      expected: String(requirement.local ?? false),
    })
  }
  lintHolders(rule, requirement, complain)
}

function lintHolders(rule: Rule, requirement: Requirement, complain: Complain): void {
  for (const [index, holder] of rule.holder.entries()) {
    if (!requirement.holders.includes(holder)) {
      complain('differs', ['holder', index], {
        key: 'holder',
        found: holder,
        expected: requirement.holders.join(' '),
      })
    }
  }
  const folder = rule.id.split('/')[0] ?? ''
  const dimension = Object.hasOwn(DIMENSION_OF_FOLDER, folder) ? DIMENSION_OF_FOLDER[folder] : undefined
  if (dimension && dimension !== rule.dimension) {
    complain('folderDimension', ['dimension'], { folder, expected: dimension, found: rule.dimension })
  }
}

function lintCheck(
  rule: Rule,
  checks: ReadonlyMap<string, AnyCheck>,
  complain: Complain,
): AnyCheck | undefined {
  const check = checks.get(rule.check)
  if (check) {
    for (const { path, zh, en } of optionFaults(check.options, rule.options)) {
      complain('optionShape', ['options', ...path], { at: path.join('.') || '/', zh, en })
    }
    return check
  }
  const name = rule.check.split('@')[0] ?? ''
  const versions = [...checks.keys()].filter(key => key.split('@')[0] === name)
  if (versions.length > 0)
    complain('checkVersion', ['check'], { check: rule.check, known: versions.join(' ') })
  else
    complain('checkMissing', ['check'], {
      check: rule.check,
      nearest: nearest(rule.check, [...checks.keys()]) ?? '-',
    })
  return undefined
}

function lintRuleWords(rule: Rule, check: AnyCheck | undefined, complain: Complain): void {
  for (const key of ['title', 'rationale', 'remediation'] as const) {
    lintWords(rule[key], [key], complain)
    lintTemplate(rule[key], [], [key], complain)
    if (rule.level === 'recommended' && key !== 'rationale') lintRecommended(rule[key], [key], complain)
    if (rule.status === 'stable' && /待写|to be written/i.test(`${rule[key].zh} ${rule[key].en}`))
      complain('unfinished', [key])
  }
  for (const [id, words] of Object.entries(rule.messages)) {
    lintWords(words, ['messages', id], complain)
    if (!check) continue
    const fields = Object.hasOwn(check.messages, id) ? check.messages[id] : undefined
    if (fields) lintTemplate(words, fields, ['messages', id], complain)
    else
      complain('messageUnknown', ['messages', id], {
        message: id,
        nearest: nearest(id, Object.keys(check.messages)) ?? '-',
      })
  }
  for (const id of Object.keys(check?.messages ?? {})) {
    if (!Object.hasOwn(rule.messages, id)) complain('messageMissing', ['messages'], { message: id })
  }
}
