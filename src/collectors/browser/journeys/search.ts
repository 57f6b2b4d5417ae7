import type { ElementHandle, Page } from 'puppeteer-core'
import type { PageSearch } from '../../../model/page-search.ts'
import { installKit } from '../in-page/kit.ts'
import { readAnswers, searchButton, searchEntry, searchField } from '../in-page/search.ts'
import type { Journey } from '../journey.ts'

const MOST_QUERIES = 12
const MOST_ANSWERS = 60
/** Nothing more is typed then: the look must end, and says what it left out. */
const TYPING_MS = 60_000

/**
 * Types each query of the visit into the page's search and keeps what is then offered. Active reading: a visit names this
 * journey only where the page is a build or the owner's authorisation allows it.
 */
const search: Journey = {
  async act(page, { url, ask = [] }, still) {
    const seen: PageSearch = { field: null, asked: [] }
    let known: Set<string> | undefined
    const end = Date.now() + TYPING_MS
    for (const [at, query] of ask.entries()) {
      const may = at < MOST_QUERIES && Date.now() < end
      const field = may ? ((await fieldOn(page, still)) ?? (await fieldAnew(page, url, still))) : null
      if (!field) {
        seen.unasked = ask.slice(at)
        break
      }
      seen.field ??= await refOf(page, field)
      const before = await look(page)
      await type(page, field, query)
      await still()
      if ((await look(page)).mark === before.mark) await press(field, still)
      known ??= new Set(before.answers.map(({ text, href }) => `${text}\n${href}`))
      const { answers } = await look(page)
      seen.asked.push({
        query,
        answers: answers.map(answer => ({ ...answer, fresh: !known?.has(`${answer.text}\n${answer.href}`) })),
      })
    }
    return { search: seen }
  },
}
export default search

async function fieldOn(page: Page, still: () => Promise<void>): Promise<ElementHandle<Element> | null> {
  const found = await elementOf(page, searchField)
  if (found) return found
  const entry = await elementOf(page, searchEntry)
  if (!entry) return null
  await entry.click().catch(() => {})
  await still()
  return elementOf(page, searchField)
}

/** A query may have led to a page without a field. */
async function fieldAnew(page: Page, url: string, still: () => Promise<void>) {
  if (page.url() === url) return null
  await page.goto(url, { waitUntil: 'domcontentloaded' }).catch(() => null)
  await still()
  return fieldOn(page, still)
}

async function elementOf(page: Page, find: () => Element | null): Promise<ElementHandle<Element> | null> {
  const found = (await page.evaluateHandle(find)).asElement()
  return found as ElementHandle<Element> | null
}

async function refOf(page: Page, field: ElementHandle<Element>) {
  await page.evaluate(installKit)
  return field.evaluate(element => {
    type Named = Record<
      symbol,
      { refOf(element: Element): { selector: string; component: string } } | undefined
    >
    return (globalThis as unknown as Named)[Symbol.for('wutong.kit')]?.refOf(element) ?? null
  })
}

async function look(page: Page) {
  await page.evaluate(installKit)
  const answers = await page.evaluate(readAnswers, MOST_ANSWERS)
  return { answers, mark: JSON.stringify([page.url(), answers]) }
}

async function type(page: Page, field: ElementHandle<Element>, query: string): Promise<void> {
  await field.focus()
  await field.evaluate(element => (element as HTMLInputElement).select())
  await page.keyboard.press('Backspace')
  await page.keyboard.type(query)
  await page.keyboard.press('Enter')
}

async function press(field: ElementHandle<Element>, still: () => Promise<void>): Promise<void> {
  const button = (await field.evaluateHandle(searchButton).catch(() => null))?.asElement() as
    | ElementHandle<Element>
    | null
    | undefined
  if (!button) return
  await button.click().catch(() => {})
  await still()
}
