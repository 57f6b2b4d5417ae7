import type { Collector } from '../model/collector.ts'
import type { Manifest } from '../model/manifest.ts'

/** Collectors in order. Each is loaded only when the manifest gives it something to read: parsers are dear to start. */
export async function collectorsFor(manifest: Manifest): Promise<Collector[]> {
  const { manifestCollector } = await import('../collectors/manifest.ts')
  const { listsCollector } = await import('../collectors/lists.ts')
  const { catalogueCollector } = await import('../collectors/catalogue/collector.ts')
  const collectors = [manifestCollector, listsCollector, catalogueCollector]
  const { documentsCollector } = await import('../collectors/openapi/documents.ts')
  collectors.push(documentsCollector)
  void manifest
  return collectors
}
