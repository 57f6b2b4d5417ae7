import type { RefusedPage } from '../../../model/page-privacy.ts'
import type { Aside, FreshPage } from '../aside.ts'
import { answerConsent, consentLayer, layerFact } from '../consent.ts'

/** The home page as a newcomer meets it: what was asked and sent before any tap, and what still works once refused. */
export const firstRun: Aside = (sight, fresh) =>
  fresh(async newcomer => {
    const { page, network, privacy } = newcomer
    if (!(await newcomer.open(sight.url))) return {}
    const layer = await consentLayer(page)
    const { asked, traces } = await privacy.read(null)
    const requests = network.requests()
    const refused =
      layer && (await answerConsent(page, layer, 'refuse'))
        ? await afterRefusing(newcomer, sight.onward ?? [])
        : null
    return { firstRun: { layer: layer && layerFact(layer), asked, traces, requests, refused } }
  })

async function afterRefusing(
  { page, open, still }: FreshPage,
  onward: readonly { role: string; url: string }[],
): Promise<RefusedPage[]> {
  await still()
  const pages: RefusedPage[] = []
  for (const { role, url } of onward) {
    const loaded = await open(url)
    // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts
    const read = () => (document.body?.innerText ?? '').trim().length
    pages.push({
      role,
      loaded,
      layer: loaded && (await consentLayer(page)) !== null,
      characters: loaded ? await page.evaluate(read) : 0,
    })
  }
  return pages
}
