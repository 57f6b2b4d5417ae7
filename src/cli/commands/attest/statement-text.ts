import type { Statement } from '../../../model/attestation.ts'
import type { Rule } from '../../../model/rule.ts'

/** A scalar or flat list as YAML: JSON's quoted strings are YAML's. */
const scalar = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(scalar).join(', ')}]` : JSON.stringify(value)

const flow = (value: object): string =>
  `{${Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${key}: ${scalar(member)}`)
    .join(', ')}}`

/** One statement as an entry of `statements`, indented by two. What the collector adds is left out. */
export function statementText({ evidence, facts, ...plain }: Statement): string {
  const lines = Object.entries(plain).map(([key, value]) => {
    const nested = typeof value === 'object' && !Array.isArray(value)
    return `${key}: ${nested ? flow(value) : scalar(value)}`
  })
  if (evidence) {
    const files = evidence.map(({ is, file, sha256 }) => flow({ is, file, sha256 }))
    lines.push('evidence:', ...files.map(file => `  - ${file}`))
  }
  if (facts) {
    lines.push('facts:', ...Object.entries(facts).map(([key, value]) => `  ${key}: ${scalar(value)}`))
  }
  return `${lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`).join('\n')}\n`
}

/** The unfilled entry of one rule, with what is asked as comments in both languages. */
export function blankText({ code, title, attestation }: Rule): string {
  if (!attestation) return ''
  const { procedure, evidence, facts, validMonths, exempt } = attestation
  const comments = [
    `${code} ${title.zh} / ${title.en}`,
    '步骤 / procedure:',
    ...procedure.map(({ zh, en }, index) => `  ${index + 1}. ${zh} / ${en}`),
    '证据 / evidence:',
    ...evidence.map(
      ({ id, title, optional }) =>
        `  ${id}: ${title.zh} / ${title.en}${optional ? ' (可不附 / optional)' : ''}`,
    ),
    '事实 / facts:',
    ...facts.map(
      ({ id, title, type, choices }) =>
        `  ${id}: ${title.zh} / ${title.en} [${choices?.join(' | ') ?? type}]`,
    ),
    `有效 ${validMonths} 个月 / valid for ${validMonths} months`,
    exempt
      ? '不适用的写 inapplicable 和 reason / where it does not apply: inapplicable and a reason'
      : '没有可豁免的应用 / no app is exempt',
  ]
  const signatory = { name: '', unit: '' }
  return [
    ...comments.map(line => `  # ${line}`),
    `  - code: ${code}`,
    '    verdict: ""   # passed | failed | cantTell | inapplicable',
    ...(exempt ? ['    reason: ""'] : []),
    `    who: ${flow({ ...signatory, role: '' })}`,
    '    date: ""      # YYYY-MM-DD',
    `    steps: []     # 已做的步骤编号 / numbers of the steps done`,
    '    seen: ""',
    '    evidence:',
    ...evidence.map(({ id }) => `      - ${flow({ is: id, file: '', sha256: '' })}`),
    '    facts:',
    ...facts.map(({ id }) => `      ${id}:`),
    `    signedBy: ${flow({ ...signatory, date: '' })}`,
    '',
  ].join('\n')
}
