import { type FoundApi, slug } from '../../../collectors/survey/apis.ts'
import type { FoundProject } from '../../../collectors/survey/projects.ts'
import type { Survey } from '../../../collectors/survey/survey.ts'
import { type Answers, QUESTIONS, type Question, tierOfRegion } from './answers.ts'

/** Fills words by key: `comment.kind`. */
export type Say = (key: string, data?: Record<string, string | number>) => string

export interface Proposal {
  /** The manifest with its comments. */
  text: string
  /** Questions nobody answered and no default stands for. */
  missing: Question[]
}

/** What stands without an answer; the tier follows from the region, anything else stays out of the manifest. */
const DEFAULTS: Partial<Record<Question, string>> = { audience: 'public', kind: 'standalone' }
const ASKED_FOR: ReadonlySet<Question> = new Set(['region', 'owner', 'uscc'])

/** The app's name as far as its files say. */
export function nameIn(survey: Survey, folderName: string): string {
  for (const { uni, program } of survey.projects) {
    const name = uni?.name || program?.name
    if (name) return name
  }
  return survey.build.description || survey.build.name || folderName
}

/**
 * A commented manifest from what was found and answered. What is not known stands in a comment with TODO, so that
 * `check` reads the file as it is.
 *
 * @param schema path of the JSON Schema for editors, relative to the manifest
 * @param unread words of an input that could not be read
 */
export function propose(
  survey: Survey,
  answers: Answers,
  context: {
    folderName: string
    schema: string
    say: Say
    unread(code: string, data: Record<string, string | number>): string
  },
): Proposal {
  const { say } = context
  const missing = QUESTIONS.filter(
    question => answers[question] === undefined && ASKED_FOR.has(question),
  ).filter(
    // The code goes with its body: one thing to find out.
    question => question !== 'uscc' || answers.owner !== undefined,
  )
  const lines = [
    `# yaml-language-server: $schema=${context.schema}`,
    comment('', say('comment.head')),
    'wutong: 1',
    '',
    ...appLines(survey, answers, context.folderName, say),
    '',
    comment('', say('comment.channels')),
    ...channelLines(survey, context),
    '',
    comment('', say('comment.catalogue')),
    ...catalogueLines(survey, context),
    '',
    comment('', say('comment.apis')),
    ...apiLines(survey, context),
    ...pageLines(survey, say),
    '',
    comment('', say('comment.lists')),
    'lists:',
    '  - {id: cross-province, version: bundled}',
    '',
    comment('', say('comment.filings')),
    '# filings:',
    `#   governmentApp: {number: "", date: "", status: filed}   # ${say('todo')}`,
    `#   miitApp: {number: "", channel: ""}   # ${say('todo')}`,
    '',
    comment('', say('comment.more')),
  ]
  return { text: `${lines.join('\n')}\n`, missing }
}

function appLines(survey: Survey, answers: Answers, folderName: string, say: Say): string[] {
  const name = answers.name ?? nameIn(survey, folderName)
  const id = slug(survey.build.name ?? '') || slug(folderName) || 'app'
  const field = (question: Question, key: string = question): string => {
    const stated =
      answers[question] ??
      DEFAULTS[question] ??
      (question === 'tier' ? tierOfRegion(answers.region) : undefined)
    const remark = say(`comment.${question}`)
    if (stated === undefined) return `  # ${key}: ""   # ${say('todo')} ${remark}`
    const guessed = answers[question] === undefined ? `${say('confirm')} ` : ''
    return `  ${key}: ${quoted(stated)}   # ${guessed}${remark}`
  }
  const body = Object.entries({ name: answers.owner, uscc: answers.uscc }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${quoted(value)}`],
  )
  return [
    'app:',
    `  id: ${quoted(id)}`,
    `  name: ${quoted(name)}${answers.name === undefined ? `   # ${say('confirm')}` : ''}`,
    field('kind'),
    field('tier'),
    field('region'),
    field('audience'),
    body.length === 0
      ? `  # owner: {name: "", uscc: ""}   # ${say('todo')} ${say('comment.owner')}`
      : `  owner: {${body.join(', ')}}${answers.uscc === undefined ? `   # ${say('todo')} uscc` : ''}`,
  ]
}

interface Context {
  say: Say
  unread(code: string, data: Record<string, string | number>): string
}

function channelLines(survey: Survey, context: Context): string[] {
  const { build, projects } = survey
  const ids = new Set<string>()
  const free = (wanted: string) => {
    let id = wanted
    for (let n = 2; ids.has(id); n++) id = `${wanted}-${n}`
    ids.add(id)
    return id
  }
  const live: string[] = []
  const notes: string[] = []
  const own = build.version
  for (const project of projects) {
    const version = project.uni?.version?.name ?? project.program?.version?.name ?? own
    live.push(channel(free(CHANNEL_IDS[project.type]), project.type, version, projectPart(project)))
    if (project.unread) {
      notes.push(`  # ${context.unread(project.unread.code, project.unread.data)}`)
      notes.push(`  # project: ${quoted(String(project.unread.data.build ?? project.folder))}`)
    }
  }
  const uniH5 = projects.some(({ uni }) => uni?.targets.includes('h5'))
  const router = build.router ?? projects.find(({ uni }) => uni?.h5Router)?.uni?.h5Router
  if (build.h5 || uniH5) {
    live.push(channel(free('h5'), 'h5', own, ''))
    const entry = router === 'history' ? 'https://…/' : 'https://…/#/'
    notes.push(`  # entry: "${entry}"   # ${context.say('todo')} ${context.say('comment.entry')}`)
  }
  for (const type of ['android', 'ios', 'harmony'] as const) {
    if (build[type]) live.push(channel(free(`app-${type}`), type, own, ''))
  }
  if (live.length === 0)
    return [
      '# channels:',
      `#   - {id: h5, type: h5, container: own, version: "1.0.0"}   # ${context.say('todo')}`,
    ]
  return ['channels:', ...live, ...notes]
}

const CHANNEL_IDS: Record<FoundProject['type'], string> = {
  'wechat-miniprogram': 'wechat',
  'alipay-miniprogram': 'alipay',
  'w3c-miniapp': 'miniapp',
}

function channel(id: string, type: string, version: string | undefined, more: string): string {
  const container = type.endsWith('-miniprogram') ? type : 'own'
  const stated = version === undefined ? '' : `, version: ${quoted(version)}`
  return `  - {id: ${id}, type: ${type}, container: ${container}${stated}${more}}`
}

/** A project that `check` could not read stays out: its build is not there yet. */
function projectPart({ folder, program }: FoundProject): string {
  return program ? `, project: ${quoted(folder)}` : ''
}

function catalogueLines({ catalogue }: Survey, { say, unread }: Context): string[] {
  if (!catalogue) return ['# catalogue:', `#   source: data/items.csv   # ${say('todo')}`]
  const { source, known, columns } = catalogue
  const remark = say('comment.columns', { known, columns })
  if (catalogue.unread) {
    return [
      `# ${unread(catalogue.unread.code, catalogue.unread.data)}`,
      '# catalogue:',
      `#   source: ${quoted(source)}   # ${remark}`,
    ]
  }
  return ['catalogue:', `  source: ${quoted(source)}   # ${say('confirm')} ${remark}`]
}

function apiLines({ apis, build }: Survey, { say, unread }: Context): string[] {
  const lines: string[] = []
  const readable = apis.filter(api => !api.unread)
  if (readable.length > 0) lines.push('apis:', ...readable.flatMap(api => apiEntry(api, say)))
  for (const api of apis) {
    if (!api.unread) continue
    lines.push(
      `# ${unread(api.unread.code, api.unread.data)}`,
      `#   - {id: ${quoted(api.id)}, document: ${quoted(api.document)}}`,
    )
  }
  if (readable.length === 0) {
    if (build.apiDocs) lines.push(`# ${say('comment.export', { path: build.apiDocs })}`)
    lines.push('# apis:', `#   - {id: api, document: openapi.json, gateway: plain}   # ${say('todo')}`)
  }
  return lines
}

function apiEntry({ id, document, version, gateway, roles }: FoundApi, say: Say): string[] {
  const sure = roles.filter(role => role.sure)
  const unsure = roles.filter(role => !role.sure)
  return [
    `  - id: ${quoted(id)}`,
    `    document: ${quoted(document)}   # OpenAPI ${version.replace(/[^\w.-]/g, '')}`,
    `    gateway: ${gateway}   # ${gateway === 'plain' ? say('comment.gateway') : say('confirm')}`,
    ...(sure.length > 0
      ? ['    roles:', ...sure.map(({ role, operation }) => `      ${role}: ${quoted(operation)}`)]
      : []),
    ...(unsure.length > 0
      ? [
          `    # ${say('comment.roles')}`,
          ...(sure.length > 0 ? [] : ['    # roles:']),
          ...unsure.map(({ role, operation }) => `    #   ${role}: ${quoted(operation)}`),
        ]
      : []),
  ]
}

function pageLines({ build }: Survey, say: Say): string[] {
  const routes = Object.entries(build.routes)
  const lines = routes.map(([use, route]) => `  ${use}: ${quoted(route as string)}`)
  if (lines.length === 0) return []
  return ['', comment('', say('comment.pages')), 'pages:', ...lines]
}

/** JSON strings are YAML strings; a plain word needs no quotes. A line break cannot leave them. */
function quoted(text: string): string {
  return /^[a-z][a-z-]*$/.test(text) &&
    !['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n'].includes(text)
    ? text
    : JSON.stringify(text).replace(
        /[\u0085\u2028\u2029\ufeff]/g,
        found => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
}

function comment(indent: string, text: string): string {
  return text
    .split('\n')
    .map(line => `${indent}# ${line}`.trimEnd())
    .join('\n')
}
