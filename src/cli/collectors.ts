import { attestationsCollector } from '../collectors/attestations.ts'
import { channelItemsCollector } from '../collectors/catalogue/channel-items.ts'
import { catalogueCollector } from '../collectors/catalogue/collector.ts'
import { listsCollector } from '../collectors/lists.ts'
import { manifestCollector } from '../collectors/manifest.ts'
import { miniProgramCollector } from '../collectors/mini-program/collector.ts'
import { documentsCollector } from '../collectors/openapi/documents.ts'
import type { Collector } from '../model/collector.ts'

/** The browser's client is two hundred modules: loaded only where pages are in scope. */
const pagesWhenAsked: Collector = {
  kinds: ['pages'],
  async collect(context, sink) {
    if (!context.parts?.has('pages')) return
    const { pagesCollector } = await import('../collectors/pages/collector.ts')
    await pagesCollector.collect(context, sink)
  },
}

/** Every collector there is, in order; each also says when its kind of evidence was not provided. */
export const collectors: readonly Collector[] = [
  manifestCollector,
  listsCollector,
  catalogueCollector,
  channelItemsCollector,
  documentsCollector,
  attestationsCollector,
  miniProgramCollector,
  pagesWhenAsked,
]
