/**
 * Sample output, made by running the tool: `reports/samples/*` and the marked blocks of both READMEs.
 * `node src/dev/samples.ts` rewrites them, `--check` fails where one is out of date. Timed figures (bench) and figures that need
 * data from outside the repository (eval) are rewritten only when asked for with `--with=bench,bench-pages,eval-catalogue=FOLDER`.
 */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadLibrary } from '../rules/load.ts'
import { applyFault, readFault } from './fault-patch.ts'

/** Formats beside the terminal's. */
const FORMATS = ['json', 'sarif', 'markdown', 'html', 'junit', 'csv', 'github', 'gitlab', 'badge'].flatMap(
  name => ['--format', name],
)
/** Lines shown of a long output. */
const HEAD = 34
const SAMPLES = 'reports/samples'
const NOW = '2026-11-24'
/** Faults put together into the faulty sample: an item library, an API and an owner each with something to mend. */
const FAULTY = [
  'implementation-code-letter',
  'promise-over-limit',
  'element-missing',
  'licence-material-uploaded',
  'anonymous-answer-missing',
  'openapi-field-misspelt',
  'layer-missing',
  'filing-in-review',
]
const check = process.argv.includes('--check')
const extra = (process.argv.find(word => word.startsWith('--with='))?.slice(7) ?? '')
  .split(',')
  .filter(Boolean)
let stale = 0

const scratch = mkdtempSync(join(tmpdir(), 'wutong-samples-'))
try {
  const apps = { exemplary: join(scratch, 'exemplary'), faulty: join(scratch, 'faulty') }
  cpSync('fixtures/apps/exemplary', apps.exemplary, { recursive: true })
  await faultyApp(apps.faulty)
  mkdirSync(SAMPLES, { recursive: true })
  const shown: Record<string, string> = {}
  for (const [name, app] of Object.entries(apps)) {
    for (const lang of ['zh', 'en']) {
      const out = join(scratch, `${name}-${lang}`)
      const pretty = wutong([
        'check',
        app,
        '--static',
        '--now',
        NOW,
        '--lang',
        lang,
        '-o',
        out,
        '--format',
        'pretty',
        ...FORMATS,
      ])
      shown[`${name}-${lang}`] = pretty
      write(join(SAMPLES, `${name}.${lang}.txt`), pretty)
      for (const file of readdirSync(out).sort()) {
        if (file === 'findings.ndjson' && lang === 'en') continue
        const suffix = file === 'scorecard.json' || file === 'findings.ndjson' ? '' : `.${lang}`
        if (file === 'scorecard.json' && lang === 'en') continue
        write(
          join(SAMPLES, `${name}${suffix}.${file.replace(/^scorecard\./, '')}`),
          readFileSync(join(out, file), 'utf8'),
        )
      }
    }
  }
  const blocks: Record<string, string> = {
    'faulty-en': fenced(shown['faulty-en'] as string),
    'faulty-zh': fenced(shown['faulty-zh'] as string),
    mapping: fenced(readFileSync('fixtures/mappings/sichuan.yaml', 'utf8'), 'yaml'),
    'sources-en': await sourcesTable('en'),
    'sources-zh': await sourcesTable('zh'),
    coverage: fenced(totals('en')),
    'coverage-zh': fenced(totals('zh')),
  }
  for (const word of extra) {
    const [name = '', folder = ''] = word.split('=')
    const args = name?.startsWith('bench')
      ? ['src/dev/bench.ts', name === 'bench' ? 'static' : 'pages']
      : ['src/dev/eval-catalogue.ts', folder]
    blocks[name] = excerpt(
      spawnSync(process.execPath, args, {
        encoding: 'utf8',
        maxBuffer: 64 << 20,
        env: { ...process.env, LANG: 'C' },
      }).stdout,
    )
  }
  for (const readme of ['README.md', 'README.zh-CN.md'])
    write(readme, filled(readFileSync(readme, 'utf8'), blocks))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
if (check && stale > 0) process.stdout.write('samples out of date: run npm run samples\n')
process.exitCode = check && stale > 0 ? 1 : 0

async function faultyApp(folder: string): Promise<void> {
  const [first, ...rest] = FAULTY
  await applyFault(readFault(join('fixtures/apps', first as string)), folder)
  for (const fault of rest)
    await applyFault(readFault(join('fixtures/apps', fault)), folder, { onto: folder })
}

function wutong(args: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['bin/wutong.js', ...args], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    env: { ...process.env, NO_COLOR: '1' },
  })
  if (status === null || status === 70 || status === 2)
    throw new Error(`wutong ${args.join(' ')}: ${status}\n${stderr}`)
  return stdout
}

/** What `rules coverage` says after its table of codes. */
function totals(lang: string): string {
  const text = wutong(['rules', 'coverage', '--lang', lang])
  return text.slice(text.indexOf('\n\n') + 2)
}

function write(file: string, text: string): void {
  const now = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  if (now === text) return
  stale++
  if (check) process.stdout.write(`differs: ${file}\n`)
  else writeFileSync(file, text)
}

function filled(readme: string, blocks: Record<string, string>): string {
  return readme.replaceAll(/<!-- sample:([a-z-]+) -->\n.*?<!-- \/sample -->/gs, (whole, name: string) =>
    name in blocks ? `<!-- sample:${name} -->\n${blocks[name]}\n<!-- /sample -->` : whole,
  )
}

/** The head of a long output and what it comes to: a README is no log. */
function excerpt(text: string): string {
  const lines = text.trimEnd().split('\n')
  const summary = lines.findIndex(line => line.startsWith('U1-08, '))
  return fenced(summary < 0 ? text : [...lines.slice(0, HEAD), '……', '', ...lines.slice(summary)].join('\n'))
}

function fenced(text: string, language = 'text'): string {
  return `\`\`\`${language}\n${text.replaceAll(scratch, '').trimEnd()}\n\`\`\``
}

/** Sources with what is known of them, from `rules/sources.yaml` and the clauses that cite them. */
async function sourcesTable(lang: 'zh' | 'en'): Promise<string> {
  const library = await loadLibrary()
  const cited = new Map<string, Set<string>>()
  for (const rule of library.rules) {
    for (const id of rule.clauses) {
      const clause = library.clauses[id]
      if (clause) cited.set(clause.source, (cited.get(clause.source) ?? new Set()).add(clause.confidence))
    }
  }
  const head =
    lang === 'en'
      ? '| source cited by a rule | number | status | how certain |\n|---|---|---|---|'
      : '| 规则引用的来源 | 文号 | 状态 | 确定程度 |\n|---|---|---|---|'
  const lines = [...cited].sort().map(([id, confidences]) => {
    const source = library.sources[id]
    const say = (key: string) => library.words[key]?.[lang] ?? key
    const certain = [...confidences]
      .sort()
      .map(confidence => say(`confidence.${confidence}`))
      .join(lang === 'en' ? ', ' : '、')
    return `| ${source?.title[lang]} | ${source?.number ?? '—'} | ${say(`sourceStatus.${source?.status}`)} | ${certain} |`
  })
  return [head, ...lines].join('\n')
}
