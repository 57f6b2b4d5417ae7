import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { loadLibrary } from '../../rules/load.ts'

const axe = createRequire(import.meta.url)('axe-core') as {
  getRules(tags: string[]): { ruleId: string; tags: string[] }[]
}
/** Judged by checks of our own on better facts, or off by default in axe-core. */
const ELSEWHERE = ['color-contrast', 'meta-viewport', 'target-size', 'label-content-name-mismatch']

it('every WCAG A and AA rule of axe-core belongs to exactly one rule of ours', async () => {
  const { rules } = await loadLibrary()
  const named = rules
    .filter(({ check }) => check.startsWith('pages/axe-clean@'))
    .flatMap(({ options }) => (options as { rules: string[] }).rules)
  const wcag = axe
    .getRules(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .filter(({ tags }) => !tags.includes('experimental'))
    .map(({ ruleId }) => ruleId)
  expect(named.filter((id, at) => named.indexOf(id) !== at)).toEqual([])
  expect(wcag.filter(id => !named.includes(id) && !ELSEWHERE.includes(id))).toEqual([])
  expect(named.filter(id => !axe.getRules([]).some(({ ruleId }) => ruleId === id))).toEqual([])
})
