import type { Assessment, Cause, CodeOutcome, Finding, Scorecard, ScoreLine } from '../model/scorecard.ts'
import { CROSS_DIMENSIONS, type Dimension, UNIFICATIONS } from '../model/vocabulary.ts'
import { type SampleAssessment, sampleAssessments } from './sample-assessments.ts'
import { findingsOf, hex, TASK } from './sample-findings.ts'

function assessmentOf(rule: SampleAssessment): Assessment {
  const { title: _title, messages: _messages, mend: _mend, ...stated } = rule
  const findings = findingsOf(rule)
  return {
    check: `${rule.rule}@1`,
    part: 'static',
    level: 'mandatory',
    basis: 'text',
    confidence: 'seen',
    proof: 'observed',
    marks: ['text'],
    examined: 0,
    failing: 0,
    clauses: [`clause-${rule.dimension}`],
    holder: ['catalogue'],
    fixOwner: 'catalogue',
    measures: {},
    ...stated,
    findingsTotal: findings.length,
    findings: findings.slice(0, 200),
  }
}

function causesOf(assessment: Assessment, findings: Finding[]): Cause[] {
  const groups = Map.groupBy(
    findings.filter(({ kind }) => kind !== 'note'),
    ({ cause }) => cause,
  )
  return [...groups].map(([id, of]) => ({
    id,
    code: assessment.code,
    rule: assessment.rule,
    kind: (of[0] as Finding).kind as Cause['kind'],
    total: of.length,
    waived: of.filter(({ waived }) => waived !== undefined).length,
    known: of.filter(({ known }) => known).length,
    fixOwner: assessment.fixOwner,
    example: of[0] as Finding,
  }))
}

function codeOf(assessment: Assessment): CodeOutcome {
  const { code, level, outcome, fixOwner, dimension, findings } = assessment
  const waived =
    outcome === 'failed' && findings.every(one => one.kind !== 'failure' || one.waived !== undefined)
  return {
    code,
    level,
    outcome,
    ...(waived ? { waived: true as const } : {}),
    ...(outcome === 'failed' && !waived && !assessment.marks.includes('text')
      ? { advisory: true as const }
      : {}),
    ...(assessment.proof === 'declared' ? { declared: true as const } : {}),
    fixOwner,
    dimension,
    credit: outcome === 'passed' ? 1 : outcome === 'failed' ? 0.4 : null,
  }
}

const NAMES: Record<Dimension, [string, string]> = {
  U1: ['统一标准规范', 'Standards'],
  U2: ['统一清单管理', 'Service list'],
  U3: ['统一身份认证', 'Identity'],
  U4: ['统一数据共享', 'Data sharing'],
  U5: ['统一应用管理', 'App management'],
  accessibility: ['适老无障碍', 'Accessibility'],
  privacy: ['个人信息保护', 'Personal data'],
  security: ['安全', 'Security'],
  service: ['服务质效', 'Service quality'],
  conduct: ['建设与治理', 'Conduct'],
}

function lineOf(id: Dimension, codes: CodeOutcome[]): ScoreLine {
  const mine = codes.filter(({ dimension }) => dimension === id)
  const count = (outcome: string) => mine.filter(code => code.outcome === outcome).length
  const weighed = mine.filter(({ declared, outcome }) => !declared && outcome !== 'inapplicable')
  const judged = weighed.filter(({ credit }) => credit !== null)
  const earned = judged.reduce((total, { credit }) => total + (credit as number), 0)
  const percent = (part: number, whole: number) => Math.round((part / whole) * 1000) / 10
  return {
    id,
    name: { zh: NAMES[id][0], en: NAMES[id][1] },
    score: judged.length * 2 < weighed.length || judged.length === 0 ? null : percent(earned, judged.length),
    range:
      weighed.length === 0
        ? null
        : {
            low: percent(earned, weighed.length),
            high: percent(earned + weighed.length - judged.length, weighed.length),
          },
    passed: count('passed'),
    failed: count('failed'),
    cantTell: count('cantTell'),
    untested: count('untested'),
    inapplicable: count('inapplicable'),
  }
}

/** A scorecard with one of everything, computed from the sample rules so that its numbers agree with each other. */
export function sampleScorecard(rules: readonly SampleAssessment[] = sampleAssessments): Scorecard {
  const assessments = rules.map(assessmentOf)
  const codes = assessments.map(codeOf).sort((a, b) => (a.code < b.code ? -1 : 1))
  const count = (outcome: string) => codes.filter(code => code.outcome === outcome).length
  const all = lineOf(
    'U1',
    codes.map(code => ({ ...code, dimension: 'U1' })),
  )
  const must = codes.filter(
    ({ outcome, level, waived }) => outcome === 'failed' && level === 'mandatory' && !waived,
  )
  return {
    schemaVersion: 1,
    tool: { name: 'wutong', version: '0.1.0' },
    verdictDigest: hex('digest', 64),
    ruleset: {
      id: 'provinces/zj',
      version: '2026.11',
      sha256: hex('rules', 64),
      wordsSha256: hex('words', 64),
      scoring: '1',
    },
    target: {
      id: 'rsj-pension-h5',
      name: '养老待遇资格认证(示例)',
      kind: 'guest',
      tier: 'city',
      region: '330100',
      audience: 'public',
      channels: ['alipay-miniprogram', 'wechat-miniprogram', 'zhejiang-app'],
      host: 'provinces/zj',
      environment: 'test',
      owner: { name: '示例市人社局(虚构)', uscc: '11330000MB0FAKE29C' },
      operator: { name: '示例科技公司(虚构)', uscc: '91330000MA0FAKE33G' },
      fictional: true,
    },
    run: {
      id: 'run-3f2a91bc7d04',
      seed: 7,
      asOf: '2026-11-24T00:30:00.000Z',
      startedAt: '2026-11-24T00:30:00.000Z',
      finishedAt: '2026-11-24T00:30:00.912Z',
    },
    scope: ['static'],
    evidence: {
      sha256: hex('evidence', 64),
      records: [
        { kind: 'manifest', status: 'present', units: { planned: 1, judged: 1, missing: 0, notSampled: 0 } },
        {
          kind: 'items',
          status: 'present',
          units: { planned: 64, judged: 64, missing: 0, notSampled: 0 },
          fields: ['task_code'],
        },
        { kind: 'documents', status: 'present', units: { planned: 3, judged: 2, missing: 1, notSampled: 0 } },
        { kind: 'lists', status: 'present', units: { planned: 1, judged: 1, missing: 0, notSampled: 0 } },
        {
          kind: 'packages',
          status: 'declaredNone',
          reason: '只有网页,没有安装包',
          units: { planned: 0, judged: 0, missing: 0, notSampled: 0 },
        },
        {
          kind: 'attestations',
          status: 'notProvided',
          units: { planned: 0, judged: 0, missing: 0, notSampled: 0 },
        },
      ],
      unreadable: [
        {
          kind: 'documents',
          reason: 'file-missing',
          unit: 'licence',
          code: 'file-missing',
          place: { file: 'docs/licence-api.yaml', line: 1, column: 1 },
          data: { file: 'docs/licence-api.yaml' },
        },
      ],
      sources: [
        { path: 'wutong.yaml', sha256: hex('manifest', 64) },
        { path: 'data/items.csv', sha256: hex('items', 64) },
        { path: 'docs/api-docs.json', sha256: hex('api', 64), convertedFrom: 'swagger-2.0' },
      ],
    },
    verdict: 'nonConformant',
    score: all.score,
    range: all.range,
    coverage: {
      judged: count('passed') + count('failed'),
      untested: count('untested'),
      cantTell: count('cantTell'),
      inapplicable: count('inapplicable'),
      total: codes.length,
    },
    notYetAutomated: [
      'U1-01',
      'U2-05',
      'U2-08',
      'U3-01',
      'U3-02',
      'U3-03',
      'U4-01',
      'U5-03',
      'X-A11Y-08',
      'X-PI-01',
      'X-SEC-02',
    ],
    gate: {
      passed: false,
      exit: 2,
      because: [
        { id: 'unreadable', data: { count: 1 } },
        { id: 'nonConformant', data: { count: must.filter(({ advisory }) => !advisory).length } },
        { id: 'mustFix', data: { count: must.filter(({ advisory }) => advisory).length } },
        { id: 'waiverExpired', data: { count: 1 } },
        { id: 'undetermined', data: { count: count('cantTell') + count('untested') } },
      ],
    },
    unifications: UNIFICATIONS.map(id => lineOf(id, codes)),
    dimensions: CROSS_DIMENSIONS.map(id => lineOf(id, codes)),
    vetoes: [],
    conflicts: [
      {
        id: 'zoom-disabled',
        codes: ['X-A11Y-16', 'X-A11Y-04'],
        holder: 'host',
        sources: ['zj-h5', 'miit-elder'],
        words: {
          zh: '宿主要求禁止缩放,适老规范要求文字可放大',
          en: 'the host asks for zoom to be disabled, the elder specification asks for resizable text',
        },
      },
    ],
    overrides: [
      {
        rule: 'standards/anonymous-answer',
        loosens: true,
        source: 'zj-h5',
        reason: { zh: '网关统一应答,包体业务码即可', en: 'the gateway answers for all, a body code will do' },
      },
    ],
    codes,
    assessments,
    causes: assessments.flatMap((assessment, at) =>
      causesOf(assessment, findingsOf(rules[at] as SampleAssessment)),
    ),
    waivers: [
      {
        code: 'U2-11',
        place: TASK,
        reason: '两条事项由不同窗口受理,合并方案已报批',
        approver: '张某(虚构)',
        expires: '2026-12-15',
        state: 'active',
        findings: 1,
      },
      {
        code: 'U1-10',
        cause: hex('U1-10', 16),
        reason: '旧系统年底下线',
        approver: '李某(虚构)',
        expires: '2026-10-31',
        state: 'expired',
        findings: 2,
      },
      { code: 'U5-03', place: '*', reason: '', approver: '', expires: '', state: 'incomplete', findings: 0 },
    ],
    baseline: {
      run: 'run-0a11bb22cc33',
      known: 1,
      new: 219,
      fixed: [{ fingerprint: hex('fixed', 64), code: 'U1-07', messageId: 'wrongLength', unit: TASK }],
    },
    crashes: [],
    findingsSha256: hex('findings', 64),
    messages: Object.fromEntries(
      rules.map(({ rule, messages }) => [
        rule,
        {
          ...messages,
          unmapped: {
            zh: '字段 {field} 没有映射,无法判定',
            en: 'field {field} is not mapped, so it cannot be judged',
          },
        },
      ]),
    ),
    words: {
      codes: Object.fromEntries(rules.map(({ code, title }) => [code, title])),
      rules: Object.fromEntries(
        rules.map(({ rule, title, mend }) => [
          rule,
          {
            title,
            remediation: mend,
            rationale: {
              zh: `${title.zh}:同一标准,处处可办`,
              en: `${title.en}: one standard, usable everywhere`,
            },
          },
        ]),
      ),
      clauses: Object.fromEntries(
        [...UNIFICATIONS, ...CROSS_DIMENSIONS].map(id => [
          `clause-${id}`,
          {
            source: {
              zh: '全国一体化政务服务平台移动端建设指南',
              en: 'Guide to building the mobile end of the national platform',
            },
            status: 'in-force',
            paraphrase: { zh: `${NAMES[id][0]}的要求`, en: `What is asked of ${NAMES[id][1]}` },
          },
        ]),
      ),
    },
  }
}

/** An app that declares nothing: undetermined, no score, exit 3. */
export function emptyScorecard(): Scorecard {
  const rules = sampleAssessments.map(
    (rule): SampleAssessment => ({
      ...rule,
      outcome: 'untested',
      untestedBecause: 'not-provided',
      examined: 0,
      failing: 0,
      measures: {},
      code: rule.code,
    }),
  )
  const full = sampleScorecard(rules)
  const bare = (assessment: Assessment): Assessment => {
    const { open: _open, inapplicableBecause: _because, ...rest } = assessment
    return { ...rest, findings: [], findingsTotal: 0 }
  }
  const { baseline: _baseline, ...rest } = full
  const { fictional: _fictional, ...target } = full.target
  return {
    ...rest,
    target: {
      ...target,
      id: null,
      name: null,
      kind: null,
      tier: null,
      region: null,
      audience: null,
      channels: [],
      host: null,
      environment: null,
      owner: null,
      operator: null,
    },
    evidence: {
      ...full.evidence,
      unreadable: [],
      records: (['manifest', 'items', 'documents', 'lists'] as const).map(kind => ({
        kind,
        status: kind === 'manifest' ? 'present' : 'notProvided',
        units: {
          planned: kind === 'manifest' ? 1 : 0,
          judged: kind === 'manifest' ? 1 : 0,
          missing: 0,
          notSampled: 0,
        },
      })),
    },
    verdict: 'undetermined',
    gate: { passed: false, exit: 3, because: [{ id: 'undetermined', data: { count: full.codes.length } }] },
    assessments: full.assessments.map(bare),
    causes: [],
    waivers: [],
    conflicts: [],
    overrides: [],
  }
}

/** Nothing failing, nothing open. */
export function cleanScorecard(): Scorecard {
  const rules = sampleAssessments
    .filter(({ code }) => ['U1-02', 'U1-03', 'U1-10', 'U2-11', 'U4-06'].includes(code))
    .map(({ open: _open, ...rule }): SampleAssessment => ({ ...rule, outcome: 'passed', failing: 0 }))
  const { baseline: _baseline, ...full } = sampleScorecard(rules)
  return {
    ...full,
    evidence: { ...full.evidence, unreadable: [] },
    verdict: 'conformant',
    gate: { passed: true, exit: 0, because: [] },
    waivers: [],
    conflicts: [],
    overrides: [],
    notYetAutomated: [],
  }
}
