import type { HTTPResponse, Page } from 'puppeteer-core'
import type { PagePrivacy, ShownFact } from '../../model/page-privacy.ts'
import { isSpecimen } from '../../text/redact.ts'
import { sensitiveRuns } from '../../text/sensitive-runs.ts'
import type { Ears } from './ears.ts'
import { type Candidate, readPrivacy } from './in-page/privacy.ts'
import { nameless, Traces } from './traces.ts'

const MOST_MESSAGES = 500
const MOST_REQUESTS = 500

/** What a page lets slip, watched from before its first script. */
export interface PrivacyWatch {
  /** The facts as the page stands now; the kit must be in the page. */
  read(response: HTTPResponse | null): Promise<PagePrivacy>
}

/** Watches addresses, bodies and the console; nothing is changed or held up. The spy on permissions must be in the page. */
export function watchPrivacy(page: Page, ears: Ears): PrivacyWatch {
  const traces = new Traces()
  let messages = 0
  let requests = 0
  const own = () => URL.parse(page.url())?.host ?? ''
  ears.on('console', message => {
    if (messages++ < MOST_MESSAGES) traces.value('console', own(), message.type(), message.text(), false)
  })
  ears.on('request', request => {
    if (requests++ >= MOST_REQUESTS) return
    const url = URL.parse(request.url())
    if (!url || !/^https?:$/.test(url.protocol)) return
    // The page's own address counts as it is left: a landing may carry a ticket and drop it.
    if (!request.isNavigationRequest()) traces.address('request', url, url.host)
    const from = URL.parse(request.headers().referer ?? '')
    if (from && from.host !== url.host) traces.address('referer', from, url.host)
    const body = request.postData()
    if (body) traces.value('body', url.host, '(body)', body, false)
  })
  return {
    async read(response) {
      const raw = await page.evaluate(readPrivacy)
      const host = own()
      traces.address('address', URL.parse(page.url()), host)
      for (const [key, value] of raw.stored) traces.value('storage', host, key, `${key} ${value}`, false)
      const header = response?.headers()['content-security-policy']
      return {
        shown: raw.candidates.flatMap(shownIn),
        traces: traces.facts(),
        asked: raw.asked,
        passwords: raw.passwords,
        csp: [...(header ? [header] : []), ...raw.metaCsp].map(policy =>
          policy.replace(/'nonce-[^']*'/g, "'nonce-'").slice(0, 2000),
        ),
      }
    },
  }
}

const MASK = /[*＊×]/g

function shownIn({ element, text, beside, field, name }: Candidate): ShownFact[] {
  const label = nameless(`${beside} ${name ? '' : text}`.trim())
  if (name) {
    const value = text.replace(/[（(].*$/, '').trim()
    const length = [...value].length
    const hidden = value.match(MASK)?.length ?? 0
    // Two to four Chinese characters are a person's name; longer ones are bodies.
    if (!/^[\p{Script=Han}·*＊×]{2,4}$/u.test(value)) return []
    return [{ element, kind: 'name', visible: length - hidden, length, specimen: false, label, field }]
  }
  return sensitiveRuns(text).flatMap(({ kind, state, plain }) => {
    if (kind === 'secret' || state === 'invalid') return []
    const hidden = plain.match(MASK)?.length ?? 0
    return [
      {
        element,
        kind,
        visible: plain.length - hidden,
        length: plain.length,
        specimen: isSpecimen(kind, plain),
        label,
        field,
      },
    ]
  })
}
