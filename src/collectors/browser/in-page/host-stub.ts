/// <reference lib="dom" />
import type { HostProfile } from '../../../model/host-profile.ts'
import type { PageBridge } from '../../../model/page-mode.ts'

/** What the kit says to the stub inside the page; under `Symbol.for('wutong.host')`. */
export interface HostInside {
  /** Puts the host into a mode as if the person had gone to its settings and come back. */
  turn(mode: 'standard' | 'elder'): void
  heard(): Omit<PageBridge, 'host'>
}

/**
 * Runs before the page's own scripts, alone. Puts up the objects of a host, answers the declared calls and keeps their
 * names. Anything else the page calls is kept too and never answered.
 */
export function installHost(profile: HostProfile, start: string): void {
  const MOST_CALLS = 300
  const MOST_LISTENERS = 200
  const { objects, mode } = profile
  const calls = new Map<string, { method: string; fields: string[]; count: number }>()
  const listens = new Set<string>()
  const kept: { event: string; listener: (answer?: unknown) => void }[] = []
  let now: 'standard' | 'elder' = start === 'elder' ? 'elder' : 'standard'
  let pinned = false

  const filled = (value: unknown, depth = 0): unknown => {
    const slots = mode?.[now] ?? {}
    if (typeof value === 'string')
      return /^\{\w+\}$/.test(value) ? (slots[value.slice(1, -1)] ?? null) : value
    if (depth > 8 || value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(one => filled(one, depth + 1))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, depth + 1)]))
  }
  const keep = (method: string, args: unknown[]) => {
    const fields = args
      .filter(arg => arg !== null && typeof arg === 'object')
      .flatMap(arg => Object.keys(arg as object))
      .slice(0, 20)
      .map(name => name.slice(0, 40))
    const known = calls.get(method)
    if (known) known.count++
    else if (calls.size < MOST_CALLS) calls.set(method, { method, fields, count: 1 })
    if (mode?.pins.includes(method)) {
      pinned = true
      zoom()
    }
  }
  // As WeChat does on iOS: an inline style, which a page's own `!important` overrides.
  const zoom = () => {
    if (!mode || mode.textZoom === 1) return
    const factor = now === 'elder' && !pinned ? mode.textZoom : 1
    document.body?.style.setProperty('-webkit-text-size-adjust', `${Math.round(factor * 100)}%`)
  }
  const functionsOf = (args: unknown[]): ((answer?: unknown) => void)[] =>
    args.flatMap(arg =>
      typeof arg === 'function'
        ? [arg as (answer?: unknown) => void]
        : arg !== null && typeof arg === 'object'
          ? ['success', 'complete']
              .map(name => (arg as Record<string, unknown>)[name])
              .filter((one): one is (answer?: unknown) => void => typeof one === 'function')
          : [],
    )

  const methodOf = (object: string, name: string) => {
    const answer = objects[object]?.[name]
    return (...args: unknown[]) => {
      const first = answer?.named && typeof args[0] === 'string' ? args[0].slice(0, 60) : undefined
      keep(first === undefined ? `${object}.${name}` : `${object}.${name}:${first}`, args)
      if (!answer) return new Promise(() => {})
      const given = filled(answer.value)
      const called = functionsOf(args)
      if (answer.gives === 'listener') {
        if (first !== undefined && mode?.again.includes(first)) listens.add(first)
        if (kept.length < MOST_LISTENERS && first !== undefined)
          for (const listener of called) kept.push({ event: first, listener })
        return undefined
      }
      if (answer.gives === 'nothing') return undefined
      for (const one of called) setTimeout(() => one(given), 0)
      if (answer.gives === 'value') return given
      return answer.gives === 'promise' ? Promise.resolve(given) : undefined
    }
  }
  for (const object of Object.keys(objects)) {
    const made = new Map<string, unknown>()
    const stub = new Proxy(
      {},
      {
        // Undeclared methods are there, as on a newer host; `then` is not, or the object itself would be awaited.
        get: (_, name) => {
          if (typeof name !== 'string' || name === 'then' || name === 'toJSON') return undefined
          if (!made.has(name)) made.set(name, methodOf(object, name))
          return made.get(name)
        },
        has: (_, name) => typeof name === 'string' && Object.hasOwn(objects[object] ?? {}, name),
      },
    )
    // A script of the host that gets through would set its own object; without a host behind it that one is of no use.
    Object.defineProperty(window, object, { get: () => stub, set: () => {}, configurable: true })
  }

  const again = new Set(mode?.again ?? [])
  const add = EventTarget.prototype.addEventListener
  EventTarget.prototype.addEventListener = function (this: EventTarget, type: string, ...rest: unknown[]) {
    if (again.has(type)) listens.add(type)
    return Reflect.apply(add, this, [type, ...rest])
  }
  const stillListening = () => {
    if (again.has('visibilitychange') && document.onvisibilitychange) listens.add('visibilitychange')
  }
  const seen = (state: 'hidden' | 'visible') => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
    Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }
  addEventListener('DOMContentLoaded', () => {
    zoom()
    for (const object of Object.keys(objects)) document.dispatchEvent(new Event(`${object}Ready`))
  })
  const inside: HostInside = {
    turn(next) {
      if (again.has('visibilitychange')) seen('hidden')
      now = next
      zoom()
      for (const { event, listener } of kept)
        if (again.has(event)) listener(filled({ fontSize: '{fontSize}' }))
      if (again.has('visibilitychange')) seen('visible')
    },
    heard() {
      stillListening()
      const byName = [...calls.values()].sort((a, b) => (a.method < b.method ? -1 : 1))
      return { calls: byName, listens: [...listens].sort(), pinned }
    },
  }
  Object.defineProperty(window, Symbol.for('wutong.host'), { value: inside })
}
