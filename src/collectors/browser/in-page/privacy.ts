/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { ElementRef } from '../../../model/page.ts'
import type { AskedFact, PasswordFact } from '../../../model/page-privacy.ts'
import type { Kit } from './kit.ts'

/** Words that may be personal data, with what stands beside them. Only in memory: values never leave the collector. */
export interface Candidate {
  element: ElementRef
  text: string
  /** Words beside it. */
  beside: string
  field: boolean
  /** The words beside it say that this is a person's name. */
  name: boolean
}

export interface RawPrivacy {
  candidates: Candidate[]
  stored: [string, string][]
  passwords: PasswordFact[]
  metaCsp: string[]
  asked: AskedFact[]
}

/** Runs inside the page after the kit: what may be personal data, what is stored, password fields. One walk, changes nothing. */
export function readPrivacy(): RawPrivacy {
  const MOST = { nodes: 20_000, candidates: 300, stored: 100, stored_characters: 4000, fields: 300 }
  const MAY_BE = /\d{3}|[*＊]{2}/
  const NAMED = /(?:姓\s*名|申请人|联系人|收件人|持证人|当事人)(?:姓名)?\s*[:：]?\s*$/
  const NAME_INSIDE = /(?:姓\s*名|申请人|联系人|收件人|持证人|当事人)(?:姓名)?\s*[:：]\s*(\S{2,8})/
  const { refOf, shown, nameOf } = (globalThis as unknown as Record<symbol, Kit>)[
    Symbol.for('wutong.kit')
  ] as Kit
  const plain = (text: string | null | undefined, most: number) =>
    (text ?? '')
      .slice(0, most * 4)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, most)
  const candidates: Candidate[] = []
  const add = (element: Element, text: string, beside: string, field: boolean, name: boolean) => {
    if (candidates.length < MOST.candidates && shown(element))
      candidates.push({ element: refOf(element), text, beside, field, name })
  }

  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT)
  let seen = 0
  for (let node = walker.nextNode(); node && seen < MOST.nodes; node = walker.nextNode(), seen++) {
    const element = node.parentElement
    const value = node.nodeValue ?? ''
    if (!element || value.length < 2 || /^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$/.test(element.tagName)) continue
    const before = node.previousSibling ?? element.previousElementSibling
    if (MAY_BE.test(value)) add(element, plain(value, 500), plain(before?.textContent, 40), false, false)
    const inside = NAME_INSIDE.exec(value.slice(0, 500))
    if (inside?.[1]) add(element, inside[1], plain(inside[0].slice(0, -inside[1].length), 40), false, true)
    else if (value.length < 30 && before && NAMED.test(plain(before.textContent, 30)))
      add(element, plain(value, 30), plain(before.textContent, 40), false, true)
  }

  const passwords: PasswordFact[] = []
  const inputs = [...document.querySelectorAll<HTMLInputElement>('input,textarea')].slice(0, MOST.fields)
  for (const input of inputs) {
    if (input.type === 'hidden' || !shown(input)) continue
    const label = input.labels?.[0]?.textContent ?? input.getAttribute('aria-label') ?? input.placeholder
    if (input.type === 'password') {
      const described = (input.getAttribute('aria-describedby') ?? '')
        .split(/\s+/)
        .map(id => (id ? document.getElementById(id)?.textContent : ''))
        .join(' ')
      passwords.push({
        element: refOf(input),
        label: plain(label, 60) || nameOf(input),
        autocomplete: input.autocomplete,
        minLength: input.minLength >= 0 ? input.minLength : null,
        maxLength: input.maxLength >= 0 ? input.maxLength : null,
        pattern: input.getAttribute('pattern')?.slice(0, 200) ?? null,
        hint: plain(
          `${input.placeholder} ${input.title} ${described} ${input.parentElement?.textContent ?? ''}`,
          200,
        ),
      })
    } else if (input.value) {
      const beside = plain(label, 40)
      const name = NAMED.test(beside)
      if (name || MAY_BE.test(input.value)) add(input, plain(input.value, 500), beside, true, name)
    }
  }

  const stored: [string, string][] = []
  for (const storage of [() => localStorage, () => sessionStorage]) {
    try {
      for (const [key, value] of Object.entries(storage()).slice(0, MOST.stored))
        stored.push([key.slice(0, 200), String(value).slice(0, MOST.stored_characters)])
    } catch {
      // Storage is refused to this page: nothing is kept there.
    }
  }
  for (const pair of document.cookie.slice(0, 8000).split('; ')) {
    const at = pair.indexOf('=')
    if (at > 0) stored.push([pair.slice(0, at), pair.slice(at + 1)])
  }
  return {
    candidates,
    stored,
    passwords: passwords.slice(0, 20),
    metaCsp: [...document.querySelectorAll('meta[http-equiv]')]
      .filter(meta => /^content-security-policy$/i.test(meta.getAttribute('http-equiv') ?? ''))
      .map(meta => (meta.getAttribute('content') ?? '').slice(0, 2000)),
    asked: ((globalThis as unknown as Record<symbol, AskedFact[]>)[Symbol.for('wutong.asked')] ?? []).slice(
      0,
      50,
    ),
  }
}

/** Runs before the page's own scripts: notes which permissions it asks for, and hands every call on. */
export function spyOnPermissions(): void {
  const asked: AskedFact[] = []
  Object.defineProperty(globalThis, Symbol.for('wutong.asked'), { value: asked })
  // Not `navigator.userActivation`: running a script through the browser's debugger counts as a gesture there.
  let tapped = false
  for (const type of ['pointerup', 'touchend', 'keydown']) {
    const note = (event: Event) => {
      tapped ||= event.isTrusted && !(globalThis as Record<symbol, unknown>)[Symbol.for('wutong.answering')]
    }
    globalThis.addEventListener(type, note, { capture: true, passive: true })
  }
  const watch = (owner: object | undefined, method: string, permission: string) => {
    const original = (owner as Record<string, unknown> | undefined)?.[method]
    if (!owner || typeof original !== 'function') return
    const spied = new Proxy(original, {
      apply(target, self, given) {
        if (asked.length < 50) asked.push({ permission, tapped })
        return Reflect.apply(target, self, given)
      },
    })
    const description = Object.getOwnPropertyDescriptor(owner, method)
    Object.defineProperty(owner, method, { ...description, value: spied })
  }
  const { Geolocation, MediaDevices, Notification, Clipboard } = globalThis as typeof globalThis &
    Record<string, { prototype: object } | undefined>
  watch(Geolocation?.prototype, 'getCurrentPosition', 'geolocation')
  watch(Geolocation?.prototype, 'watchPosition', 'geolocation')
  watch(MediaDevices?.prototype, 'getUserMedia', 'camera-microphone')
  watch(Notification, 'requestPermission', 'notifications')
  watch(Clipboard?.prototype, 'read', 'clipboard')
  watch(Clipboard?.prototype, 'readText', 'clipboard')
  const motion = globalThis as unknown as Record<string, object | undefined>
  watch(motion.DeviceMotionEvent, 'requestPermission', 'motion')
  watch(motion.DeviceOrientationEvent, 'requestPermission', 'motion')
}
