import type { MiniProgram, MiniProgramPage } from '../../model/mini-program.ts'
import { isObject, pointerTo } from '../../text/json-tree.ts'

/** Ours; the largest real mini-program seen has 351 pages. */
export const MOST_PAGES = 5000
const MOST_PARTS = 1000
const LONGEST = 300

/** Reads members of a manifest whose author may have written anything; what does not fit is remembered, not thrown. */
export class Parts {
  readonly odd: string[] = []

  text(value: unknown, pointer: string): string | undefined {
    if (value === undefined || value === null) return undefined
    if (typeof value === 'string') return value.slice(0, LONGEST)
    if (typeof value === 'number') return String(value)
    this.note(pointer)
    return undefined
  }

  map(value: unknown, pointer: string): [key: string, member: unknown, pointer: string][] {
    if (value === undefined || value === null) return []
    if (!isObject(value)) {
      this.note(pointer)
      return []
    }
    return Object.entries(value)
      .slice(0, MOST_PARTS)
      .map(([key, member]) => [key.slice(0, LONGEST), member, pointerTo(pointer, key)])
  }

  list(value: unknown, pointer: string, most = MOST_PARTS): [member: unknown, pointer: string][] {
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) {
      this.note(pointer)
      return []
    }
    return value.slice(0, most).map((member, index) => [member, pointerTo(pointer, index)])
  }

  texts(value: unknown, pointer: string): string[] {
    return this.list(value, pointer).flatMap(([member, at]) => this.text(member, at) ?? [])
  }

  note(pointer: string): void {
    if (this.odd.length < MOST_PARTS) this.odd.push(pointer)
  }
}

/** The empty shape that the readers fill. */
export function emptyProgram(kind: MiniProgram['kind'], channel: string, file: string): MiniProgram {
  return {
    kind,
    channel,
    file,
    appid: false,
    pages: [],
    subpackages: [],
    tabs: [],
    permissions: [],
    privateInfos: [],
    plugins: [],
    widgets: [],
    window: { orientation: 'portrait', fullscreen: false, background: '#ffffff' },
    odd: [],
  }
}

/** `/pages/home/home.html?x` and `pages/home/home` are one page. */
export function pagePath(text: string): string {
  return text.replace(/[?#].*$/s, '').replace(/^\/+/, '')
}

/** Adds pages up to the bound; the first one beyond it is noted. */
export function addPages(
  program: MiniProgram,
  parts: Parts,
  pages: readonly Omit<MiniProgramPage, 'exists'>[],
): void {
  for (const page of pages) {
    if (program.pages.length >= MOST_PAGES) {
      parts.note(page.pointer)
      return
    }
    program.pages.push({ ...page, exists: null })
  }
}
