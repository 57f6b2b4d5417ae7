import type { HostProfile } from '../model/host-profile.ts'
import type { Clause, Requirement, RulesetFile, Scoring, Source } from '../model/rule.ts'
import { nearest } from '../text/nearest.ts'
import { MOST_EXCUSED } from './coverage.ts'
import type { Complain } from './lint-fault.ts'
import { forbiddenIn, lintWords } from './lint-words.ts'
import type { RuleLibrary } from './load.ts'
import { entriesOf, type RuleFileKind } from './rule-files.ts'
import { flattenWords, wordFaults } from './words.ts'
import type { PathStep, YamlFile } from './yaml-file.ts'

/** Tables, rulesets, scoring and words: ids unique, everything named exists, both languages there. */
export function lintTable(
  file: YamlFile,
  kind: RuleFileKind,
  library: RuleLibrary,
  complain: Complain,
): void {
  const under = Array.isArray(file.value) ? [] : [kind]
  const entries = entriesOf(file.value, kind)
  switch (kind) {
    case 'sources':
      lintUnique(entries as Source[], under, ({ id }) => id, complain)
      for (const [index, { title, issuer, supersededBy }] of (entries as Source[]).entries()) {
        lintBoth(title, [...under, index, 'title'], complain)
        lintBoth(issuer, [...under, index, 'issuer'], complain)
        if (supersededBy !== undefined)
          lintSource(supersededBy, [...under, index, 'supersededBy'], library, complain)
      }
      return
    case 'clauses':
      lintUnique(entries as Clause[], under, ({ id }) => id, complain)
      for (const [index, { id, source, paraphrase }] of (entries as Clause[]).entries()) {
        lintBoth(paraphrase, [...under, index, 'paraphrase'], complain)
        lintSource(source, [...under, index, 'source'], library, complain)
        if (id.split('@')[0] !== source)
          complain('clauseId', [...under, index, 'id'], { id, expected: `${source}@` })
      }
      return
    case 'requirements':
      lintRequirements(entries as Requirement[], under, complain)
      return
    case 'scoring':
      for (const [index, code] of (file.value as Scoring).vetoes.entries())
        lintCode(code, ['vetoes', index], library, complain)
      return
    case 'ruleset':
      lintRuleset(file, library, complain)
      return
    case 'words':
      for (const { key, why } of wordFaults(file.value)) {
        complain(
          why === 'shape' ? 'wordsShape' : 'wordsMissing',
          key.split('.'),
          why === 'shape' ? { key } : { lang: why },
        )
      }
      for (const [key, said] of Object.entries(flattenWords(file.value))) {
        for (const lang of ['zh', 'en'] as const) {
          for (const { word, why } of forbiddenIn(`${said[lang]}`))
            complain('forbiddenWord', [...key.split('.'), lang], { word, zh: why.zh, en: why.en })
        }
      }
      return
    case 'host': {
      const { id, title, source, mode, objects } = file.value as HostProfile
      const expected = file.file.replace(/^hosts\//, '').replace(/\.yaml$/, '')
      if (id !== expected) complain('idNotPath', ['id'], { id, expected })
      lintBoth(title, ['title'], complain)
      lintSource(source, ['source'], library, complain)
      for (const [index, method] of [...(mode?.told ?? []), ...(mode?.pins ?? [])].entries()) {
        const [object = '', name = ''] = method.split(/[.:]/)
        if (!objects[object]?.[name])
          complain('hostMethod', ['mode', index < (mode?.told.length ?? 0) ? 'told' : 'pins'], { method })
      }
      return
    }
    default:
  }
}

function lintRequirements(
  requirements: readonly Requirement[],
  under: readonly PathStep[],
  complain: Complain,
): void {
  lintUnique(requirements, under, ({ code }) => code, complain)
  for (const [index, { title, pass, note, excused, parts, provenBy }] of requirements.entries()) {
    const at = [...under, index]
    lintWords(title, [...at, 'title'], complain)
    lintBoth(pass, [...at, 'pass'], complain)
    if (note) lintBoth(note, [...at, 'note'], complain)
    if (excused) lintWords(excused, [...at, 'excused'], complain)
    if (parts.length === 0) complain('noParts', [...at, 'parts'])
    if (parts.includes('kit') !== (provenBy !== undefined)) complain('kitDuty', at)
  }
  const excused = requirements.filter(requirement => requirement.excused).length
  if (excused > MOST_EXCUSED) complain('tooManyExcused', under, { count: excused, limit: MOST_EXCUSED })
}

function lintRuleset(file: YamlFile, library: RuleLibrary, complain: Complain): void {
  const ruleset = file.value as RulesetFile
  const expected = file.file.replace(/^rulesets\//, '').replace(/\.yaml$/, '')
  if (ruleset.id !== expected) complain('idNotPath', ['id'], { id: ruleset.id, expected })
  lintWords(ruleset.title, ['title'], complain)
  if (ruleset.extends !== undefined && !Object.hasOwn(library.rulesets, ruleset.extends)) {
    const near = nearest(ruleset.extends, Object.keys(library.rulesets)) ?? '-'
    complain('rulesetMissing', ['extends'], { ruleset: ruleset.extends, nearest: near })
  }
  for (const [index, { reason, source }] of (ruleset.overrides ?? []).entries()) {
    lintWords(reason, ['overrides', index, 'reason'], complain)
    lintSource(source, ['overrides', index, 'source'], library, complain)
  }
  for (const [index, { words, codes, sources }] of (ruleset.conflicts ?? []).entries()) {
    lintWords(words, ['conflicts', index, 'words'], complain)
    for (const [at, code] of codes.entries())
      lintCode(code, ['conflicts', index, 'codes', at], library, complain)
    for (const [at, source] of sources.entries())
      lintSource(source, ['conflicts', index, 'sources', at], library, complain)
  }
  for (const [index, { code }] of (ruleset.adoptions ?? []).entries())
    lintCode(code, ['adoptions', index, 'code'], library, complain)
}

/** Official titles and paraphrases may hold words that our own sentences may not. */
function lintBoth(words: unknown, path: readonly PathStep[], complain: Complain): void {
  lintWords(words, path, (id, at, data) => {
    if (id === 'wordsMissing') complain(id, at, data)
  })
}

function lintUnique<T>(
  entries: readonly T[],
  under: readonly PathStep[],
  key: (entry: T) => string,
  complain: Complain,
): void {
  const seen = new Set<string>()
  for (const [index, entry] of entries.entries()) {
    if (seen.has(key(entry))) complain('duplicateId', [...under, index], { id: key(entry) })
    seen.add(key(entry))
  }
}

function lintSource(id: string, path: readonly PathStep[], library: RuleLibrary, complain: Complain): void {
  if (Object.hasOwn(library.sources, id)) return
  complain('sourceUnknown', path, { source: id, nearest: nearest(id, Object.keys(library.sources)) ?? '-' })
}

function lintCode(code: string, path: readonly PathStep[], library: RuleLibrary, complain: Complain): void {
  const codes = library.requirements.map(requirement => requirement.code)
  if (!codes.includes(code)) complain('codeMissing', path, { code, nearest: nearest(code, codes) ?? '-' })
}
