/** A province's own layout of an item code. Recognised, not judged: no standard says what its parts must be. */
export interface LocalItemCode {
  layout: 'sichuan-dashed'
  /** The directory code of the province, its first group. */
  directory: string
  /** Twelve digits, GB/T 2260 region plus six. */
  region: string
  /** Code of the implementing body as written: a credit code, an old organisation code, or anything else. */
  organisation: string
  /** What follows the body: version and sequence, as written. */
  tail: string
}

/**
 * Recognises `511A0149700000-511602000000-000-11511301008778255F-1-00`, seen in published items of Sichuan (directory, region,
 * department group, body, two counters). The body may itself hold a hyphen (`00877868-5`). Undefined for anything else.
 */
export function recogniseLocalLayout(text: string): LocalItemCode | undefined {
  if (text.length > 100) return undefined
  const match = /^(\d{2}[0-9A-Z]{8,18})-(\d{12})-\d{3}-([0-9A-Za-z_-]{8,30})-(\d{1,2}-\d{2})$/.exec(text)
  if (!match) return undefined
  const [, directory = '', region = '', organisation = '', tail = ''] = match
  return { layout: 'sichuan-dashed', directory, region, organisation, tail }
}
