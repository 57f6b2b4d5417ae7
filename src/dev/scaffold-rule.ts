import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { InputError } from '../model/input-error.ts'
import type { Requirement } from '../model/rule.ts'
import type { RuleLibrary } from '../rules/load.ts'
import { nearest } from '../text/nearest.ts'
import { generate } from './generate.ts'

export interface ScaffoldRequest {
  /** `<folder>/<name>` of the rule. */
  id: string
  code: string
  unit: string
  part?: string
  clause?: string
}

/** Where a check of each kind of unit lives; each has a template of that name beside this file. */
export const CHECK_FOLDER: Record<string, string> = {
  item: 'items',
  manifest: 'manifest',
  document: 'openapi',
  operation: 'openapi',
  statement: 'attestations',
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const templates = new URL('./templates/', import.meta.url)

/**
 * Writes rule, check and examples for a requirement and brings the generated files up to date. What comes out lints and
 * answers as its examples say at once: the templates are compiled and tested like any other code. Never overwrites.
 * @returns the paths written, relative to the project
 * @throws InputError `usage-code`, `usage-choice`, `rules-new-name`, `rules-new-exists`, `usage-not-written`.
 */
export async function scaffoldRule(library: RuleLibrary, request: ScaffoldRequest): Promise<string[]> {
  const files = scaffoldFiles(library, request)
  for (const { path } of files) {
    if (existsSync(join(root, path))) throw new InputError('rules-new-exists', undefined, { path })
  }
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text, { flag: 'wx' })
  }
  const written = files.map(({ path }) => path)
  await generate(false, path => written.push(path))
  return written
}

/** The three files as text, written nowhere. */
export function scaffoldFiles(
  library: RuleLibrary,
  request: ScaffoldRequest,
): { path: string; text: string }[] {
  const { id, unit } = request
  const folder = oneOf('--unit', unit, Object.keys(CHECK_FOLDER)) && CHECK_FOLDER[unit]
  if (!/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(id)) {
    throw new InputError('rules-new-name', undefined, { name: id, expected: 'standards/service-object' })
  }
  const requirement = requirementOf(library, request.code)
  const [here = '', name = ''] = id.split('/')
  const home = FOLDERS[requirement.dimension]
  if (here !== home)
    throw new InputError('rules-new-name', undefined, { name: id, expected: `${home}/${name}` })
  const check = `${folder}/${name}`
  const template = (file: string) =>
    readFileSync(new URL(`${unit}/${file}`, templates), 'utf8').replaceAll('\r\n', '\n')
  return [
    { path: `rules/${id}.yaml`, text: ruleText(template('rule.yaml'), requirement, request, check, library) },
    {
      path: `rules/${id}.examples.yaml`,
      text: template('rule.examples.yaml')
        .replace(`rule: templates/${unit}`, `rule: ${id}`)
        // Statements name the code they are about.
        .replaceAll('code: CODE', `code: ${requirement.code}`),
    },
    {
      path: `src/checks/${check}.ts`,
      text: template('check.ts')
        .replace(`'templates/${unit}'`, `'${check}'`)
        .replaceAll("from '../../../", "from '../../"),
    },
  ]
}

const FOLDERS: Record<Requirement['dimension'], string> = {
  U1: 'standards',
  U2: 'catalog',
  U3: 'identity',
  U4: 'data',
  U5: 'apps',
  accessibility: 'accessibility',
  privacy: 'privacy',
  security: 'security',
  service: 'service',
  conduct: 'conduct',
}

/** The template with what the requirements table says put in; a replaced line must exist, else the template has drifted. */
function ruleText(
  template: string,
  requirement: Requirement,
  request: ScaffoldRequest,
  check: string,
  library: RuleLibrary,
): string {
  const { code, level, basis, confidence, dimension, holders, title, local } = requirement
  const parts = requirement.parts.filter(part => part !== 'kit')
  // Only people make statements, and they make nothing else.
  const usual =
    request.unit === 'statement' ? 'attested' : (parts.find(part => part !== 'attested') ?? 'static')
  const part = oneOf('--part', request.part ?? usual, parts)
  const lines: [string, string][] = [
    ['id', request.id],
    ['code', code],
    ['part', part],
    ['check', `${check}@1`],
    ['clauses', `[${clauseOf(library, requirement, request.clause)}]`],
    ['level', level],
    ['basis', basis],
    ['confidence', confidence],
    ['dimension', dimension],
    ['holder', `[${holders.join(', ')}]`],
    ['fixOwner', local ? `${holders[0]}\nlocal: true` : (holders[0] ?? 'app')],
    ['title', `\n  zh: ${JSON.stringify(title.zh)}\n  en: ${JSON.stringify(title.en)}`],
  ]
  let text = template
  for (const [key, value] of lines) {
    const line = key === 'title' ? /^title:\n {2}zh: .*\n {2}en: .*$/m : new RegExp(`^${key}: .*$`, 'm')
    if (!line.test(text)) throw new Error(`template without ${key}`)
    text = text.replace(line, () => `${key}:${key === 'title' ? '' : ' '}${value}`)
  }
  return text
}

function requirementOf(library: RuleLibrary, asked: string): Requirement {
  const found = library.requirements.find(({ code }) => code === asked.toUpperCase())
  if (found) return found
  const codes = library.requirements.map(({ code }) => code)
  throw new InputError('usage-code', undefined, { name: asked, nearest: nearest(asked, codes) ?? 'U1-11' })
}

function clauseOf(library: RuleLibrary, requirement: Requirement, asked: string | undefined): string {
  const known = Object.keys(library.clauses)
  if (asked === undefined)
    return requirement.clauses?.[0] ?? known.find(id => id.startsWith(`${requirement.source}@`)) ?? ''
  if (known.includes(asked)) return asked
  const allowed = [...(requirement.clauses ?? []), nearest(asked, known) ?? ''].filter(Boolean)
  throw new InputError('usage-choice', undefined, {
    option: '--clause',
    value: asked,
    allowed: allowed.join(' '),
  })
}

/** @throws InputError `usage-choice`. */
function oneOf(option: string, value: string, allowed: readonly string[]): string {
  if (allowed.includes(value)) return value
  throw new InputError('usage-choice', undefined, { option, value, allowed: allowed.join(' ') })
}
