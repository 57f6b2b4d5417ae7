/// <reference lib="dom" />
import type { AxeFact } from '../../../model/page.ts'

interface AxeAnswer {
  id: string
  impact?: string | null
  tags: string[]
  help: string
  nodes: { target: string[]; html: string; any: { data?: unknown }[] }[]
}
interface Axe {
  run(
    context: Document,
    options: Record<string, unknown>,
  ): Promise<{ violations: AxeAnswer[]; incomplete: AxeAnswer[]; passes: { id: string }[] }>
}

/** Runs inside the page beside axe-core: its answers, cut to what the judges need. Stands alone. */
export async function readAxe(): Promise<{ axe: AxeFact[]; axeExamined: string[] }> {
  const MOST_NODES = 50
  const axe = (window as unknown as { axe: Axe }).axe
  const answer = await axe.run(document, {
    resultTypes: ['violations', 'incomplete'],
    runOnly: {
      type: 'tag',
      values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    },
    preload: false,
    iframes: false,
  })
  const component = (selector: string): string => {
    const kinds: string[] = []
    let node: Element | null = null
    try {
      node = document.querySelector(selector)
    } catch {
      node = null
    }
    for (; node && kinds.length < 4 && node !== document.documentElement; node = node.parentElement)
      kinds.unshift(
        [node.localName, ...[...node.classList].filter(name => !/\d{3,}/.test(name)).slice(0, 3)].join('.'),
      )
    return kinds.join('>')
  }
  const facts = (kind: AxeFact['kind'], answers: AxeAnswer[]): AxeFact[] =>
    answers.map(({ id, impact, tags, help, nodes }) => ({
      id,
      impact: impact ?? null,
      kind,
      tags,
      help: { zh: help, en: help },
      nodesTotal: nodes.length,
      nodes: nodes.slice(0, MOST_NODES).map(({ target, html, any }) => {
        const selector = String(target[target.length - 1] ?? '')
        const data: Record<string, string | number> = {}
        const stated = any[0]?.data
        if (stated && typeof stated === 'object') {
          for (const [key, value] of Object.entries(stated).slice(0, 12))
            if (typeof value === 'string' || typeof value === 'number') data[key] = value
        }
        return { element: { selector, component: component(selector) }, html: html.slice(0, 200), data }
      }),
    }))
  const examined = new Set([...answer.violations, ...answer.incomplete, ...answer.passes].map(({ id }) => id))
  return {
    axe: [...facts('violation', answer.violations), ...facts('incomplete', answer.incomplete)],
    axeExamined: [...examined].sort(),
  }
}
