/**
 * Runs every page rule over labelled accessibility pages: `npm run eval:act -- FOLDER [--only RULE,RULE]
 * [--expected failed] [--seconds N] [--show]`. FOLDER holds `testcases.json` and the pages it names. Plain axe-core is counted on the very same
 * loads. Loads are kept, so a run that was cut short goes on where it stopped; `--seconds` stops loading by itself.
 * A case belongs to one ACT rule; what counts is what the rules say that axe-core or we map to that ACT rule.
 */

import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checks } from '../checks/index.generated.ts'
import { Contexts } from '../collectors/browser/contexts.ts'
import { launchBrowser } from '../collectors/browser/launch.ts'
import { lookAt } from '../collectors/browser/look.ts'
import { serveFrom } from '../collectors/pages/served-folder.ts'
import { judge } from '../engine/judge.ts'
import type { PageCapture } from '../model/page.ts'
import type { Target } from '../model/target.ts'
import { loadLibrary } from '../rules/load.ts'
import ours from './act-ours.json' with { type: 'json' }
import { keptCaptures } from './kept-captures.ts'

interface Case {
  ruleId: string
  ruleName: string
  expected: 'passed' | 'failed' | 'inapplicable'
  testcaseId: string
  testcaseTitle: string
  relativePath: string
  approved: boolean
}
type Answer = 'failed' | 'cantTell' | 'quiet'

const BASE = '/WAI/content-assets/wcag-act-rules/'
const TABS = 3
const TARGET = {
  id: 'act',
  name: null,
  kind: 'standalone',
  tier: null,
  region: null,
  audience: 'public',
  channels: [],
  hostProvides: [],
  hostPack: null,
  environment: null,
  fictional: true,
} as unknown as Target

const { values, positionals } = parseArgs({
  options: {
    only: { type: 'string' },
    expected: { type: 'string' },
    show: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '100000' },
  },
  allowPositionals: true,
})
const folder = resolve(positionals[0] ?? '.')
const { testcases } = JSON.parse(readFileSync(join(folder, 'testcases.json'), 'utf8')) as {
  testcases: Case[]
}
const wanted = testcases.filter(
  ({ ruleId, expected }) =>
    (values.only === undefined || values.only.split(',').includes(ruleId)) &&
    (values.expected === undefined || values.expected.split(',').includes(expected)),
)

const axe = createRequire(import.meta.url)('axe-core') as {
  getRules(): { ruleId: string; actIds?: string[] }[]
}
const actOfAxe = new Map(axe.getRules().map(({ ruleId, actIds = [] }) => [ruleId, actIds]))
const actOfOurs = new Map<string, string[]>()
for (const [act, messages] of Object.entries(ours as Record<string, string[]>))
  for (const message of messages) actOfOurs.set(message, [...(actOfOurs.get(message) ?? []), act])

const library = await loadLibrary()
const rules = library.rules.filter(({ part }) => part === 'pages')
const server = createServer((request, response) => {
  void serveFrom(folder, BASE, new URL(request.url ?? '/', 'http://x').pathname).then(
    ({ status, contentType, body }) => {
      response.writeHead(status, { 'content-type': contentType })
      response.end(body)
    },
  )
})
await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
const running = await launchBrowser(undefined, ['127.0.0.1'])
const kept = keptCaptures('act')
const contexts = new Contexts(running.browser)
const answers = new Map<Case, { plain: Answer; kit: Answer; lost?: string }>()
const queue = [...wanted]
const started = performance.now()
await Promise.all(
  Array.from({ length: TABS }, async () => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      if (performance.now() - started > Number(values.seconds) * 1000) return
      answers.set(one, await answerOf(one))
    }
  }),
)
await running.close()
server.close()
print()

async function answerOf(one: Case): Promise<{ plain: Answer; kit: Answer; lost?: string }> {
  const looked = await kept.lookOnce(
    `${one.relativePath}\n${readFileSync(join(folder, one.relativePath), 'utf8')}`,
    () =>
      contexts.within('act', tabs =>
        lookAt(
          tabs,
          { role: 'found', url: `http://${host}${BASE}${one.relativePath}`, state: 'desktop' },
          { allows: asked => asked === host, loadMs: 20_000, settleMs: 3000 },
        ),
      ),
  )
  if ('missing' in looked) return { plain: 'quiet', kit: 'quiet', lost: looked.missing }
  const { capture } = looked
  const plain = worst(
    capture.axe
      .filter(({ id }) => actOfAxe.get(id)?.includes(one.ruleId))
      .map(({ kind }) => (kind === 'violation' ? 'failed' : 'cantTell')),
  )
  return { plain, kit: worst(await judged(capture, one.ruleId)) }
}

/** What our rules say about this ACT rule on this page. */
async function judged(capture: PageCapture, act: string): Promise<Answer[]> {
  const said: Answer[] = []
  const unit = { key: 'page', status: 'judged', required: true, data: capture } as const
  const units = { planned: 1, judged: 1, missing: 0, notSampled: 0 }
  await judge(
    {
      target: TARGET,
      asOf: '2026-11-24T00:00:00Z',
      records: [{ kind: 'pages', status: 'present', units }],
      units: () => [unit],
    },
    rules,
    [],
    checks,
    (_run, { kind, messageId, data }) => {
      const acts = [...(actOfAxe.get(`${data.rule ?? ''}`) ?? []), ...(actOfOurs.get(messageId) ?? [])]
      if (messageId === 'tooFaint' || messageId === 'notMeasured') acts.push('afw4f7')
      if (kind !== 'note' && acts.includes(act)) said.push(kind === 'failure' ? 'failed' : 'cantTell')
    },
  )
  return said
}

function worst(said: readonly Answer[]): Answer {
  return said.includes('failed') ? 'failed' : said.includes('cantTell') ? 'cantTell' : 'quiet'
}

interface Tally {
  cases: number
  detected: number
  missed: number
  cantTell: number
  wrong: number
}

function print(): void {
  const line = (name: string, of: readonly Case[]) => {
    const tally = (which: 'plain' | 'kit'): Tally => {
      const count: Tally = { cases: of.length, detected: 0, missed: 0, cantTell: 0, wrong: 0 }
      for (const one of of) {
        const answer = answers.get(one)?.[which] ?? 'quiet'
        if (one.expected === 'failed')
          count[answer === 'failed' ? 'detected' : answer === 'cantTell' ? 'cantTell' : 'missed']++
        else if (answer === 'failed') count.wrong++
      }
      return count
    }
    const text = ({ detected, missed, cantTell, wrong }: Tally) =>
      [detected, missed, cantTell, wrong].map(number => String(number).padStart(4)).join(' ')
    console.log(
      `${name.padEnd(70).slice(0, 70)} ${String(of.length).padStart(4)} |${text(tally('kit'))} |${text(tally('plain'))}`,
    )
  }
  console.log(`${''.padEnd(75)} | ours: found miss ?  false | axe-core`)
  const done = wanted.filter(one => answers.has(one))
  const byRule = Map.groupBy(done, ({ ruleId, ruleName }) => `${ruleId} ${ruleName}`)
  for (const [name, of] of [...byRule].sort(([a], [b]) => (a < b ? -1 : 1))) line(name, of)
  line('total', done)
  line(
    'total, approved rules',
    done.filter(({ approved }) => approved),
  )
  const lost = wanted.filter(one => answers.get(one)?.lost)
  console.log(
    `${done.length} of ${wanted.length} pages in ${((performance.now() - started) / 1000).toFixed(0)} s, lost: ${lost.length}`,
  )
  for (const one of lost) console.log(`  ${one.relativePath} ${answers.get(one)?.lost}`)
  if (values.show) {
    for (const one of done) {
      const { kit, plain } = answers.get(one) ?? { kit: 'quiet', plain: 'quiet' }
      if (one.expected !== 'failed' ? kit === 'failed' : kit !== 'failed')
        console.log(
          `${one.expected === 'failed' ? 'missed' : 'FALSE '} ${one.ruleId} ${one.relativePath} kit ${kit}, axe ${plain}`,
        )
    }
  }
}
