import type { Page } from 'puppeteer-core'
import type { Glance } from '../../../model/page-mode.ts'
import { answerConsent, consentLayer } from '../consent.ts'
import { glanceAt } from '../glance.ts'
import type { Journey } from '../journey.ts'

const QUIET_MS = 300
const MOST_MS = 6_000
const before = new WeakMap<Page, Glance>()

/** The elder version has an address of its own: the home page is seen first, then the visit's page. */
const journey: Journey = {
  async before(page, { from, url }) {
    if (from === undefined || from === url) return
    await page.goto(from, { waitUntil: 'domcontentloaded', timeout: MOST_MS }).catch(() => null)
    await page.waitForNetworkIdle({ idleTime: QUIET_MS, timeout: MOST_MS }).catch(() => {})
    const layer = await consentLayer(page).catch(() => undefined)
    if (layer) await answerConsent(page, layer, 'agree').catch(() => false)
    const seen = await glanceAt(page, 'before').catch(() => undefined)
    if (seen) before.set(page, seen)
  },
  async act(page, { from = '' }) {
    const standard = before.get(page)
    if (!standard) return {}
    const glances = [standard, await glanceAt(page, 'reloaded')]
    return { mode: { reached: 'address', by: from.slice(0, 120), glances } }
  },
}
export default journey
