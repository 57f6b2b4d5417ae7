import { sayingsOf, withoutInnocent } from '../../derive/page-sayings.ts'
import { defineCheck } from '../../model/check.ts'
import type { ElementRef, PageCapture, PageState } from '../../model/page.ts'

interface Options {
  states: PageState[]
  /** Hosts of advertising networks, with everything below them. */
  hosts: string[]
  /** Words of which the names of advertising elements are made: parts of class names and ids. */
  marks: string[]
  /** Labels that say "advertisement", nothing else beside them. */
  labels: string[]
  /** What a window that pops up with advertising says. */
  popups: string[]
  /** Longer words that hold one of those and say the opposite. */
  innocent: string[]
}

/** No trace of advertising: requests, elements by name, labels, windows over the page. A trace is shown to a person and decides nothing. */
export default defineCheck<Options>()({
  name: 'pages/ad-free',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    adRequest: ['host', 'count'],
    adElement: ['name', 'element'],
    adLabel: ['text', 'element'],
    adWindow: ['text', 'element'],
  },
  options: {
    type: 'object',
    required: ['states', 'hosts', 'marks', 'labels', 'popups', 'innocent'],
    additionalProperties: false,
    properties: Object.fromEntries(
      ['states', 'hosts', 'marks', 'labels', 'popups', 'innocent'].map(name => [
        name,
        { type: 'array', items: { type: 'string', minLength: 1 } },
      ]),
    ),
  },
  judge(unit, _context, { states, hosts, marks, labels, popups, innocent }, report) {
    const page = unit.data as PageCapture
    if (!states.includes(page.state)) return 0
    for (const [host, count] of asked(page, hosts))
      report.doubt('adRequest', { host, count }, { identity: { host } })
    for (const [name, element] of named(page, new Set(marks))) {
      const where = { pointer: element.selector, identity: { name } }
      report.doubt('adElement', { name, element: element.selector }, where)
    }
    for (const { text, element } of sayingsOf(page)) {
      if (!labels.includes(text.trim())) continue
      report.doubt('adLabel', { text, element: element.selector }, placeOf(element))
    }
    for (const { kind, text, element } of page.layers) {
      if (kind !== 'dialog' && kind !== 'float') continue
      const said = withoutInnocent(text, innocent)
      if (popups.some(one => said.includes(one)))
        report.doubt('adWindow', { text: text.slice(0, 60), element: element.selector }, placeOf(element))
    }
    return 1
  },
})

/** Requests to advertising hosts, refused ones as well: the page asked. */
function asked({ requests, frames }: PageCapture, hosts: readonly string[]): Map<string, number> {
  const found = new Map<string, number>()
  const all = [...requests, ...frames.map(({ host }) => ({ host, count: 0 }))]
  for (const { host, count } of all) {
    const name = host.replace(/:\d+$/, '')
    if (hosts.some(one => name === one || name.endsWith(`.${one}`)))
      found.set(host, (found.get(host) ?? 0) + count)
  }
  return found
}

/** Elements whose names hold a mark as a word of its own, each name once: `ad` in `ad-banner`, not in `header`. */
function named(page: PageCapture, marks: ReadonlySet<string>): Map<string, ElementRef> {
  const found = new Map<string, ElementRef>()
  const elements = [page.targets, page.links, page.texts, page.images, page.frames, page.layers].flatMap(
    list => list.map(({ element }) => element),
  )
  for (const element of elements) {
    for (const step of element.component.split('>')) {
      const [, ...names] = step.split('.')
      if (!found.has(step) && names.some(name => wordsOf(name).some(word => marks.has(word))))
        found.set(step, element)
    }
  }
  return found
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_]+/)
}

function placeOf({ selector, component }: ElementRef) {
  return { pointer: selector, identity: { element: selector }, template: { component } }
}
