import type { WordTable } from '../model/reporter.ts'
import type { Words } from '../model/words.ts'

const DEEPEST = 8

/** Nested words whose leaves are `{zh, en}`, flattened with dots: `cli.option.lang` → { zh, en }. */
export function flattenWords(tree: unknown): WordTable {
  const found: [string, Words][] = []
  walk(tree, '', 0, (key, leaf) => found.push([key, leaf as unknown as Words]))
  return Object.fromEntries(found)
}

/** Keys whose leaf lacks a language, or that hold something else than words. */
export function wordFaults(tree: unknown): { key: string; why: 'zh' | 'en' | 'shape' }[] {
  const faults: { key: string; why: 'zh' | 'en' | 'shape' }[] = []
  walk(
    tree,
    '',
    0,
    (key, leaf) => {
      for (const lang of ['zh', 'en'] as const) if (!isText(leaf[lang])) faults.push({ key, why: lang })
      if (Object.keys(leaf).length !== 2) faults.push({ key, why: 'shape' })
    },
    key => faults.push({ key, why: 'shape' }),
  )
  return faults
}

function walk(
  node: unknown,
  key: string,
  depth: number,
  leaf: (key: string, leaf: Record<string, unknown>) => void,
  other: (key: string) => void = () => {},
): void {
  if (node === null || typeof node !== 'object' || Array.isArray(node) || depth > DEEPEST) {
    other(key)
    return
  }
  const entries = Object.entries(node)
  const isLeaf = entries.every(
    ([name, value]) => (name === 'zh' || name === 'en') && typeof value !== 'object',
  )
  if (isLeaf && entries.length > 0) {
    leaf(key, node as Record<string, unknown>)
    return
  }
  for (const [name, child] of entries) {
    walk(child, key === '' ? name : `${key}.${name}`, depth + 1, leaf, other)
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}
