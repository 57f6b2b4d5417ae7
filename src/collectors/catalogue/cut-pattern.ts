/** Ours: what a pattern and the text it is applied to may measure. */
const LONGEST_PATTERN = 200
const LONGEST_TEXT = 2_000
const MOST_ATOMS = 500

type Repeat = 'one' | 'optional' | 'any'
interface Atom {
  fits(character: string): boolean
  repeat: Repeat
  lazy: boolean
}

/** A compiled `cut`: the bracketed part of the first match, else the whole match; undefined where nothing matches. */
export type Cut = (text: string) => string | undefined

/** Why a pattern is not accepted: an id. */
export class CutPatternError extends Error {
  override name = 'CutPatternError'
}

/**
 * Compiles a small regular expression: characters, escapes, classes, `.`, one unrepeated group, `^` `$`, and the
 * quantifiers `* + ? {m,n}` on single characters, greedy or lazy. Matching remembers what failed, so its cost is at
 * most pattern length × text length whatever the pattern; there is no backtracking to exploit. Texts are looked at up
 * to 2,000 characters.
 *
 * @throws CutPatternError with `length`, `syntax` or `unsupported` as message
 */
export function compileCut(pattern: string): Cut {
  if (pattern.length > LONGEST_PATTERN) throw new CutPatternError('length')
  const { atoms, from, to, anchoredStart, anchoredEnd } = parse(pattern)
  return text => {
    const characters = Array.from(text.slice(0, LONGEST_TEXT))
    const failed = new Uint8Array((atoms.length + 1) * (characters.length + 1))
    const mark = { start: -1, end: -1 }
    const run = (atom: number, at: number): number => {
      const slot = atom * (characters.length + 1) + at
      if (failed[slot]) return -1
      const end = step(atom, at)
      if (end < 0) failed[slot] = 1
      // The first visit unwinds last: it is where the group began and ended.
      else if (atom === from) mark.start = at
      if (end >= 0 && atom === to) mark.end = at
      return end
    }
    const step = (index: number, at: number): number => {
      const atom = atoms[index]
      if (!atom) return anchoredEnd && at < characters.length ? -1 : at
      const here = characters[at]
      const fits = here !== undefined && atom.fits(here)
      if (atom.repeat === 'one') return fits ? run(index + 1, at + 1) : -1
      const take = () => (fits ? run(atom.repeat === 'any' ? index : index + 1, at + 1) : -1)
      const leave = () => run(index + 1, at)
      const first = atom.lazy ? leave() : take()
      if (first >= 0) return first
      return atom.lazy ? take() : leave()
    }
    for (let start = 0; start <= (anchoredStart ? 0 : characters.length); start++) {
      const end = run(0, start)
      if (end < 0) continue
      const [low, high] = from < 0 ? [start, end] : [mark.start, mark.end]
      return characters.slice(low, high).join('')
    }
    return undefined
  }
}

/** Atoms in order; the group covers atoms `from` up to, not including, `to`; -1 where there is none. */
interface Parsed {
  atoms: Atom[]
  from: number
  to: number
  anchoredStart: boolean
  anchoredEnd: boolean
}

function parse(pattern: string): Parsed {
  const out: Parsed = { atoms: [], from: -1, to: -1, anchoredStart: false, anchoredEnd: false }
  let rest = pattern
  if (rest.startsWith('^')) {
    out.anchoredStart = true
    rest = rest.slice(1)
  }
  while (rest !== '') {
    if (rest === '$') {
      out.anchoredEnd = true
      break
    }
    if (rest[0] === '(') {
      if (out.from >= 0) throw new CutPatternError('unsupported')
      if (rest[1] === '?' && rest[2] !== ':') throw new CutPatternError('unsupported')
      if (rest[1] === '?') throw new CutPatternError('unsupported')
      out.from = out.atoms.length
      rest = rest.slice(1)
      continue
    }
    if (rest[0] === ')') {
      if (out.from < 0 || out.to >= 0) throw new CutPatternError('syntax')
      out.to = out.atoms.length
      rest = rest.slice(1)
      if (/^[*+?{]/.test(rest)) throw new CutPatternError('unsupported')
      continue
    }
    const source = /^(?:\[\^?(?:\\.|[^\]\\])*\]|\\.|[\s\S])/u.exec(rest)?.[0] ?? ''
    rest = rest.slice(source.length)
    const fits = single(source)
    const quantifier = /^(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})\??/.exec(rest)?.[0] ?? ''
    rest = rest.slice(quantifier.length)
    out.atoms.push(...repeated(fits, quantifier))
    if (out.atoms.length > MOST_ATOMS) throw new CutPatternError('length')
  }
  if (out.from >= 0 && out.to < 0) throw new CutPatternError('syntax')
  return out
}

/** Accepts one character; what would need memory or alternatives is refused. */
function single(source: string): (character: string) => boolean {
  if (/^[|*+?{}^$\])]$/.test(source)) throw new CutPatternError('unsupported')
  if (/^\\[1-9bBkpP]/.test(source)) throw new CutPatternError('unsupported')
  if (source.length === 1 && source !== '.') return character => character === source
  let expression: RegExp
  try {
    expression = new RegExp(`^${source}$`, 'u')
  } catch {
    throw new CutPatternError('syntax')
  }
  return character => expression.test(character)
}

function repeated(fits: Atom['fits'], quantifier: string): Atom[] {
  const lazy = quantifier.length > 1 && quantifier.endsWith('?')
  const atom = (repeat: Repeat): Atom => ({ fits, repeat, lazy })
  const mark = lazy ? quantifier.slice(0, -1) : quantifier
  if (mark === '') return [atom('one')]
  if (mark === '*') return [atom('any')]
  if (mark === '+') return [atom('one'), atom('any')]
  if (mark === '?') return [atom('optional')]
  const [, low = '0', comma, high = ''] = /^\{(\d+)(,?)(\d*)\}$/.exec(mark) ?? []
  const least = Number(low)
  const most = comma ? (high === '' ? undefined : Number(high)) : least
  if (most !== undefined && most < least) throw new CutPatternError('syntax')
  if (least > MOST_ATOMS || (most ?? 0) > MOST_ATOMS) throw new CutPatternError('length')
  const ones = Array.from({ length: least }, () => atom('one'))
  if (most === undefined) return [...ones, atom('any')]
  return [...ones, ...Array.from({ length: most - least }, () => atom('optional'))]
}
