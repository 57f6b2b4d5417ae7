import { visible } from '../../text/fill.ts'
import { sentence, unitOf, unreadableWords } from '../speech.ts'
import { kindsToProvide, missingInputs, notYetBy, reasonGroups } from '../view.ts'
import { columns } from './layout.ts'
import { block, entry, indented, type Sheet } from './sheet.ts'

/** What could not be read, crashed, or was not judged, and why. */
export function notJudged(sheet: Sheet): string[][] {
  const { scorecard, speech, options } = sheet
  const groups = reasonGroups(scorecard, 'untested')
  const label = (reason: string) => speech.say(`untested.${reason}`)
  const column = Math.max(0, ...groups.map(({ reason }) => columns(label(reason))))
  const count = groups.reduce((total, group) => total + group.codes.length, 0)
  const keys = keysToProvide(sheet)
  return [
    ...missingInputs(scorecard).map(({ heading, inputs }) =>
      block(
        speech.say(heading, { count: inputs.length }),
        inputs.flatMap(one => {
          const { where, what, mend } = unreadableWords(one, options.words, speech)
          return [
            ...indented(`! ${where}  ${what}`, sheet),
            ...(mend ? entry(speech.say('report.mend'), mend, sheet) : []),
          ]
        }),
        sheet,
      ),
    ),
    scorecard.crashes.length === 0
      ? []
      : block(
          speech.say('report.crashes', { count: scorecard.crashes.length }),
          scorecard.crashes.flatMap(({ rule, check, error, unit }) =>
            indented(visible(`! ${rule} (${check}) ${unit ?? ''} ${error}`), sheet),
          ),
          sheet,
        ),
    count === 0
      ? []
      : block(
          speech.say('report.untested', { count }),
          groups.flatMap(({ reason, codes }) => [
            ...entry(label(reason), codes.map(code => code.code).join(' '), sheet, column),
            ...entry(
              '',
              speech.say(`untestedMend.${reason}`, keys === '' ? {} : { keys }),
              sheet,
              column,
            ).filter(() => reason !== 'not-provided' || keys !== ''),
          ]),
          sheet,
        ),
    inapplicable(sheet),
    notYet(sheet),
  ]
}

/** Keys of `wutong.yaml` under which the evidence that is not provided belongs. */
export function keysToProvide({ scorecard, speech }: Pick<Sheet, 'scorecard' | 'speech'>): string {
  const kinds = kindsToProvide(scorecard)
  return speech.list([...new Set(kinds.map(kind => speech.say(`kindKey.${kind}`)))])
}

function inapplicable(sheet: Sheet): string[] {
  const { scorecard, speech } = sheet
  const groups = reasonGroups(scorecard, 'inapplicable')
  if (groups.length === 0) return []
  const label = (reason: string) => speech.say(`inapplicable.${reason}`)
  const column = Math.max(...groups.map(({ reason }) => columns(label(reason))))
  return block(
    speech.say('report.inapplicable', {
      count: groups.reduce((total, { codes }) => total + codes.length, 0),
    }),
    groups.flatMap(({ reason, codes }) =>
      entry(label(reason), codes.map(code => code.code).join(' '), sheet, column),
    ),
    sheet,
  )
}

function notYet(sheet: Sheet): string[] {
  const { scorecard, speech, verbose } = sheet
  const count = scorecard.notYetAutomated.length
  if (count === 0) return []
  const groups = notYetBy(scorecard)
  const named = (id: string) => (id === 'other' ? speech.say('dimension.other') : id)
  return block(
    speech.say('report.notYetBy', { count }),
    [
      ...indented(
        `${groups.map(({ id, codes }) => `${named(id)} ${codes.length}`).join('  ')}  ${speech.say('report.notYetMeans')}`,
        sheet,
      ),
      ...(verbose ? groups.flatMap(({ id, codes }) => entry(named(id), codes.join(' '), sheet, 4)) : []),
    ],
    sheet,
  )
}

/** What the owner states without proof, numbers measured, and notes. */
export function observations(sheet: Sheet): string[][] {
  const { scorecard, speech, verbose } = sheet
  const none = scorecard.evidence.records.filter(record => record.status === 'declaredNone')
  const declared = scorecard.codes.filter(
    ({ declared, outcome }) => declared && outcome !== 'untested' && outcome !== 'inapplicable',
  )
  const measured = scorecard.assessments.flatMap(({ code, measures }) =>
    Object.entries(measures).map(([name, measure]) => `${code} ${measureWords(name, measure, sheet)}`),
  )
  const notes = scorecard.assessments.flatMap(({ code, rule, findings }) =>
    findings.filter(({ kind }) => kind === 'note').map(finding => ({ code, rule, finding })),
  )
  return [
    none.length === 0
      ? []
      : block(
          speech.say('report.declaredNone'),
          none.flatMap(({ kind, reason }) => entry(speech.say(`kind.${kind}`), visible(reason ?? ''), sheet)),
          sheet,
        ),
    declared.length === 0
      ? []
      : block(
          speech.say('report.declared'),
          declared.flatMap(({ code, outcome }) =>
            entry(
              code,
              `${speech.pick(scorecard.words.codes[code])}  ${speech.say(`outcome.${outcome}`)}`,
              sheet,
            ),
          ),
          sheet,
        ),
    measured.length === 0
      ? []
      : block(
          speech.say('report.measures'),
          measured.flatMap(text => indented(text, sheet)),
          sheet,
        ),
    notes.length === 0
      ? []
      : block(
          speech.say('report.notes', { count: notes.length }),
          notes
            .slice(0, verbose ? notes.length : 3)
            .flatMap(({ code, rule, finding }) =>
              entry(
                code,
                `${sentence(scorecard, rule, finding, speech)}  ${unitOf(finding.locus)}`.trimEnd(),
                sheet,
              ),
            ),
          sheet,
        ),
  ]
}

/** `全程网办率 62.5 %`; ratios as percentages. */
export function measureWords(
  name: string,
  { value, unit }: { value: number; unit: string },
  { speech }: Pick<Sheet, 'speech'>,
): string {
  const label = speech.has(`measure.${name}`) ? speech.say(`measure.${name}`) : visible(name)
  if (unit === 'ratio') return `${label} ${Math.round(value * 1000) / 10} %`
  const key = `${value === 1 ? 'unitOne' : 'unit'}.${unit}`
  return `${label} ${value} ${speech.has(key) ? speech.say(key) : visible(unit)}`.trimEnd()
}
