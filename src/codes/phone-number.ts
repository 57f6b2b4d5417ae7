/** What a text on how to reach an office holds, as far as shape shows. Source: China's public numbering in general use. */
export interface Reach {
  /** Numbers of a shape that can be dialled, digits only, in order. */
  dialable: readonly string[]
  /** Some landline number comes without area code. */
  localOnly: boolean
  /** A web address or e-mail address. */
  online: boolean
  /** Starred-out digits or a redacted number: somebody's number, unseen. */
  hidden: boolean
  /** Nothing but digits and what one writes between them. */
  digitsOnly: boolean
}

/** Longest text looked at, in characters; a real channel fits many times over. */
const LONGEST = 2000
const SHAPES = [
  // 区号 + 固定电话 / area code and landline, the number perhaps in two groups
  '(?<area>(?:86[- ]?)?\\(?0\\d{2,3}\\)?[- ]{0,3}\\d{3,4}[- ]?\\d{4})',
  // 手机 / mobile
  '(?:86[- ]?)?1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}',
  // 400、800
  '[48]00[- ]?\\d{3,4}[- ]?\\d{3,4}',
  // 12345、96xxx、95xxx、10xxx、116114
  '1[0-2]\\d{3}|9[56]\\d{3,4}|116114|11[0-9]|12[0-2]',
  // 无区号 / without area code
  '(?<local>[2-9]\\d{2,3}[- ]?\\d{4})',
]
const NUMBER = new RegExp(`(?<!\\d)(?:${SHAPES.join('|')})(?!\\d)`, 'g')

/** Ours: so many texts are remembered; the offices of a catalogue are far fewer than its items. */
const MOST_KNOWN = 2000
const known = new Map<string, Reach>()

/** Reads what a consultation or complaint field offers. Extensions (转801), several numbers and full-width digits are fine. */
export function reachOf(text: string): Reach {
  const before = known.get(text)
  if (before) return before
  const reach = read(text)
  if (known.size >= MOST_KNOWN) known.clear()
  if (text.length <= LONGEST) known.set(text, reach)
  return reach
}

function read(text: string): Reach {
  const plain = text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/[‐-―−－﹣ー一~]/g, '-')
  const dialable: string[] = []
  let localOnly = false
  for (const { 0: whole, groups } of plain.matchAll(NUMBER)) {
    dialable.push(whole.replace(/\D/g, ''))
    if (groups?.local !== undefined) localOnly = true
  }
  return {
    dialable,
    localOnly,
    online: /https?:\/\/|www\.|@|\.(?:gov|com|cn|net|org)\b/i.test(plain),
    hidden: /⟦|\*{2}/.test(plain),
    digitsOnly: /^[\d\s()+,;/、。.-]+$/.test(plain) && /\d/.test(plain),
  }
}
