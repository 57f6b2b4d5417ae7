import type { Item } from '../model/evidence.ts'
import type { Manifest, ServiceBundle } from '../model/manifest.ts'
import { fieldText } from './item-text.ts'

/** Child items of the manifest's service bundles, gathered while the catalogue passes by. Grows with the manifest only. */
export interface BundleItems {
  bundles: readonly ServiceBundle[]
  wanted: ReadonlySet<string>
  found: Map<string, Item>
}

export function bundleItems(manifest: Manifest | undefined): BundleItems {
  const bundles = manifest?.bundles ?? []
  return {
    bundles,
    wanted: new Set(bundles.flatMap(({ items = [] }) => items.map(code => code.trim()))),
    found: new Map(),
  }
}

/** Keeps the item when a bundle names it by implementation code; the first record of a code counts. */
export function keepChild({ wanted, found }: BundleItems, item: Item): void {
  const code = fieldText(item, 'task_code')
  if (wanted.has(code) && !found.has(code)) found.set(code, item)
}

/** Distinct codes of a bundle's children, as written and in order. */
export function childCodes({ items = [] }: ServiceBundle): string[] {
  return [...new Set(items.map(code => code.trim()).filter(code => code !== ''))]
}

/** How a finding names a bundle. */
export function bundleName({ name, id }: ServiceBundle, index: number): string {
  return name || id || `#${index + 1}`
}

/** Was any of the catalogue left out, so that a missing child may only not have been read? */
export function partlyRead(manifest: Manifest | undefined, missing: number): boolean {
  const catalogue = manifest?.catalogue
  return missing > 0 || Boolean(catalogue && !('none' in catalogue) && catalogue.only?.length)
}
