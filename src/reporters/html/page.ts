import type { ReportOptions } from '../../model/reporter.ts'
import type { Finding, Scorecard } from '../../model/scorecard.ts'
import type { Mark, Outcome } from '../../model/vocabulary.ts'
import type { Speech } from '../speech.ts'
import type { CauseView } from '../view.ts'
import { html, type Markup } from './markup.ts'
import type { Pictures } from './pictures.ts'

/** What every section of the page works with. */
export interface Page {
  scorecard: Scorecard
  options: ReportOptions
  speech: Speech
  causes: CauseView[]
  /** What is known of the places of a cause. */
  places(cause: CauseView): readonly Finding[]
  pictures: Pictures
}

const ZH_NUMBERS = '一二三四五六七八九十'

/** A numbered section; numbers follow the order of the sections that have something to say. */
export function numbered(
  sections: readonly { id: string; title: string; body: Markup | undefined }[],
  speech: Speech,
): Markup {
  const shown = sections.filter(({ body }) => body !== undefined)
  return html`${shown.map(({ id, title, body }, at) => {
    const number = speech.lang === 'zh' ? `${ZH_NUMBERS[at]}、` : `${at + 1}. `
    return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${number}${title}</h2>
${body}</section>
`
  })}`
}

export function chip(outcome: Outcome | 'should' | 'plain', text: string): Markup {
  return html`<span class="chip ${outcome}">${text}</span>`
}

export function marks(of: readonly (Mark | 'declared')[], speech: Speech): Markup {
  return html`${of.map(mark => html`<span class="mark" title="${speech.say(`markMeans.${mark}`)}">${speech.say(`mark.${mark}`)}</span>`)}`
}

/** A definition list; pairs without text are left out. */
export function pairs(of: readonly [string, Markup | string | undefined][], name = ''): Markup | undefined {
  const stated = of.filter(([, value]) => value !== undefined && value !== '')
  if (stated.length === 0) return undefined
  return html`<dl${name === '' ? '' : html` class="${name}"`}>${stated.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`
}

export function bullets(of: readonly (Markup | string)[]): Markup | undefined {
  return of.length === 0 ? undefined : html`<ul class="plain">${of.map(one => html`<li>${one}</li>`)}</ul>`
}
