import { originalPointer } from '../derive/refs.ts'
import type { Finding } from '../model/scorecard.ts'
import { createLocator } from '../text/positions.ts'
import type { BundleReader } from './bundle/reader.ts'

/** Fills in line and column of the findings that are reported, one scan per text. Texts not kept leave what the unit knew. */
export async function resolvePositions(reader: BundleReader, findings: readonly Finding[]): Promise<void> {
  const byFile = Map.groupBy(
    // A cause shows one of the findings: resolved twice, a place would be taken for the start of its unit.
    new Set(findings.filter(finding => finding.locus.file !== undefined)),
    finding => finding.locus.file as string,
  )
  for (const [file, here] of byFile) {
    const source = reader.head.sources.find(known => known.path === file)
    const text = source?.format === 'xlsx' ? '' : source && (await reader.sourceText(file))
    if (!source || text === undefined) continue
    const locator = createLocator(text, source.format, source.columns)
    for (const { locus } of here) {
      const { line, column } = locus
      const start = line === undefined ? undefined : { line, ...(column === undefined ? {} : { column }) }
      // The source is what its owner wrote; findings on a conversion point into the conversion.
      const pointer = source.convertedFrom ? originalPointer(locus.pointer ?? '') : (locus.pointer ?? '')
      const at = locator.locate(pointer, start)
      if (!at) continue
      locus.line = at.line
      locus.column = at.column
    }
  }
}
