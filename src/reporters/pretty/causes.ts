import { markWords, ownerWords, placeOf, sentence, unitOf } from '../speech.ts'
import { type CauseView, findingsOf } from '../view.ts'
import { ends, labelled, pad, wrap } from './layout.ts'
import { block, type Sheet } from './sheet.ts'

/** Causes shown in full without `--verbose`. */
const SHOWN = 8
const SHOWN_DOUBTS = 6
/** Further places listed under a cause with `--verbose`. */
const PLACES = 200

/** What to mend, heaviest first; then what needs a person. Wholly waived or known causes stand in their own sections. */
export function causes(sheet: Sheet): string[][] {
  const { speech, scorecard, paint } = sheet
  const failures = sheet.causes.filter(
    cause => cause.kind === 'failure' && (sheet.verbose || cause.fresh > 0),
  )
  const doubts = sheet.causes.filter(cause => cause.kind === 'doubt')
  const nothing = scorecard.coverage.judged === 0 ? 'report.nothingJudged' : 'report.noCauses'
  return [
    failures.length > 0
      ? group('report.causes', failures, SHOWN, sheet)
      : [(scorecard.coverage.judged === 0 ? paint.warn : paint.good)(speech.say(nothing))],
    ...(doubts.length > 0 ? [group('report.doubts', doubts, SHOWN_DOUBTS, sheet)] : []),
  ]
}

function group(heading: string, all: readonly CauseView[], most: number, sheet: Sheet): string[] {
  const { speech, paint, verbose } = sheet
  const shown = verbose ? all : all.slice(0, most)
  const count = all.length
  const places = all.reduce((total, cause) => total + cause.total, 0)
  const more = count - shown.length
  return block(
    speech.say(heading, { count, places }),
    [
      ...shown.flatMap(cause => one(cause, sheet)),
      ...(more > 0 ? [paint.faint(`  ${speech.say('report.moreCauses', { count: more })}`)] : []),
    ],
    sheet,
  )
}

function one(cause: CauseView, sheet: Sheet): string[] {
  const { scorecard, speech, paint, width } = sheet
  const { example, assessment } = cause
  const doubt = cause.kind === 'doubt'
  const level = doubt ? speech.say('outcome.cantTell') : speech.say(`level.${assessment.level}`)
  const tone = doubt || assessment.level === 'recommended' ? paint.warn : paint.bad
  const head = `${doubt ? '?' : 'x'} ${cause.code} `
  const facts = `${level}${speech.lang === 'zh' ? '' : ' '}${markWords(cause.marks, speech)}  ${speech.say('report.owner', { owner: ownerWords(cause.fixOwner, speech) })}`
  const [first = '', ...below] = ends(head + facts, count(cause, sheet), width)
  const what = sentence(scorecard, cause.rule, example, speech)
  const at = [placeOf(example.locus), unitOf(example.locus, what)].filter(Boolean).join('  ')
  const remediation = scorecard.words.rules[cause.rule]?.remediation
  const notes = [
    cause.waived > 0 ? speech.say('report.waivedOf', { count: cause.waived }) : '',
    cause.known > 0 ? speech.say('report.knownOf', { count: cause.known }) : '',
    assessment.open && !doubt ? speech.say('report.partlyOpen') : '',
  ].filter(Boolean)
  const detail = (id: string, text: string) =>
    labelled(`  ${speech.say(`report.${id}`)}  `, text, width, paint.faint)
  return [
    first.startsWith(head) ? tone(paint.strong(head)) + first.slice(head.length) : first,
    ...below,
    ...wrap(what, width - 2).map(line => `  ${line}`),
    ...(at === '' ? [] : detail(cause.total > 1 ? 'atFirst' : 'at', at)),
    // A doubt is often something not stated yet: said once, how to state it.
    ...(remediation && (!doubt || lastOfRule(cause, sheet)) ? detail('mend', speech.pick(remediation)) : []),
    ...(notes.length > 0
      ? wrap(`${speech.clauses(notes)}`, width - 2).map(line => paint.faint(`  ${line}`))
      : []),
    ...(sheet.verbose ? [...sources(cause, sheet), ...otherPlaces(cause, sheet)] : []),
  ]
}

function count({ total, id }: CauseView, { speech }: Sheet): string {
  const places = speech.say(total === 1 ? 'report.place' : 'report.placesOneCause', { count: total })
  return `${places}  #${id.slice(0, 8)}`
}

function sources({ assessment }: CauseView, { scorecard, speech, paint, width }: Sheet): string[] {
  return assessment.clauses.flatMap(id => {
    const clause = scorecard.words.clauses[id]
    if (!clause) return []
    const status = speech.say(`sourceStatus.${clause.status}`)
    const text = `${speech.pick(clause.source)} ${clause.number ?? ''} (${status}) ${speech.pick(clause.paraphrase)}`
    return labelled(`  ${speech.say('report.source')}  `, text.replace(/ {2,}/g, ' '), width, paint.faint)
  })
}

function otherPlaces(cause: CauseView, { scorecard, options, speech, paint, width }: Sheet): string[] {
  if (cause.total < 2) return []
  const found = findingsOf(cause, scorecard, options)
  const shown = found.slice(1, PLACES)
  const more = cause.total - shown.length - 1
  const lines = shown.flatMap(({ locus }) => {
    const text = [placeOf(locus), unitOf(locus)].filter(Boolean).join('  ')
    return wrap(text, width - 4).map((line, at) => `${at === 0 ? '  - ' : '    '}${line}`)
  })
  return [
    ...lines,
    ...(more > 0 ? [paint.faint(pad('', 4) + speech.say('sheet.continued', { count: more }))] : []),
  ]
}

/** The last doubt shown of its rule carries the advice for all of them. */
function lastOfRule(cause: CauseView, { causes: all, verbose }: Sheet): boolean {
  const doubts = all.filter(({ kind }) => kind === 'doubt')
  const shown = verbose ? doubts : doubts.slice(0, SHOWN_DOUBTS)
  return shown.findLast(({ rule }) => rule === cause.rule)?.id === cause.id
}
