import { isUtf8 } from 'node:buffer'
import type { InputError, Place } from '../../model/input-error.ts'
import { fault } from './codes.ts'

/** First bytes of files that are no text but are often named by mistake. */
const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['ZIP/XLSX/DOCX', [0x50, 0x4b, 0x03, 0x04]],
  ['XLS/DOC', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['GZIP', [0x1f, 0x8b, 0x08]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
]

/** C0 but tab and line ends, DEL, and C1 (which holds a terminal's CSI). */
const CONTROL = /[^\P{Cc}\t\n\r]/u

/** What the first bytes give away: a binary file or UTF-16. Undefined for what may be UTF-8. */
export function headFault(head: Uint8Array, file: string): InputError | undefined {
  const place = { file, line: 1, column: 1 }
  for (const [kind, bytes] of MAGIC) {
    if (bytes.every((byte, index) => head[index] === byte)) return fault('binary-file', place, { kind })
  }
  const order =
    head[0] === 0xff && head[1] === 0xfe
      ? 'UTF-16LE'
      : head[0] === 0xfe && head[1] === 0xff
        ? 'UTF-16BE'
        : zeroSide(head)
  return order ? fault('encoding-utf16', place, { encoding: order }) : undefined
}

/** UTF-16 without a mark: zero bytes stand on one side only, in most of the first 32 pairs. */
function zeroSide(head: Uint8Array): string | undefined {
  const pairs = Math.min(32, head.length >> 1)
  let even = 0
  let odd = 0
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even++
    if (head[2 * i + 1] === 0) odd++
  }
  if (pairs < 2) return undefined
  if (odd > pairs / 2 && even === 0) return 'UTF-16LE'
  if (even > pairs / 2 && odd === 0) return 'UTF-16BE'
  return undefined
}

/** Why bytes that are not UTF-8 are not: GBK and its superset are recognised by decoding to Chinese text. */
export function encodingFault(bytes: Uint8Array, file: string, lineBefore = 1, columnBefore = 0): InputError {
  const at = firstBadByte(bytes)
  const before = Buffer.from(bytes.subarray(0, at)).toString('utf8').replace(/\r\n?/g, '\n')
  const lastBreak = before.lastIndexOf('\n')
  const place: Place = {
    file,
    line: lineBefore + count(before, '\n'),
    column: (lastBreak < 0 ? columnBefore + before.length : before.length - lastBreak - 1) + 1,
  }
  const byte = `0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`
  // A file that only breaks off inside its last character was UTF-8.
  const decoded = wholeEnd(bytes, bytes.length) === at ? undefined : asGb18030(bytes)
  return decoded === undefined
    ? fault('encoding-unknown', place, { byte })
    : fault('encoding-gbk', place, { sample: decoded })
}

/** A little of the text as read in GB18030, when that gives Chinese; else undefined. */
function asGb18030(bytes: Uint8Array): string | undefined {
  // A cut inside a character at the end is not the file's fault.
  for (let cut = 0; cut < 4; cut++) {
    let text: string
    try {
      text = new TextDecoder('gb18030', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut))
    } catch {
      continue
    }
    const wide = text.match(/\P{ASCII}/gu) ?? []
    const chinese = text.match(/[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u203a]/g) ?? []
    if (wide.length === 0 || chinese.length / wide.length < 0.8) return undefined
    return /[\u4e00-\u9fff][\u4e00-\u9fff\u3000-\u303f\uff00-\uffef0-9A-Za-z]{0,11}/.exec(text)?.[0]
  }
  return undefined
}

/** Index of the first byte that breaks UTF-8, found by halving over `isUtf8` on whole characters. */
function firstBadByte(bytes: Uint8Array): number {
  let low = 0
  let high = bytes.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    // A prefix that ends inside a character counts as good: it is judged with its next byte.
    if (isUtf8(bytes.subarray(0, wholeEnd(bytes, middle)))) low = middle
    else high = middle - 1
  }
  return Math.max(0, Math.min(wholeEnd(bytes, low), bytes.length - 1))
}

/** The longest prefix of at most `end` bytes that does not stop inside a multi-byte character. */
export function wholeEnd(bytes: Uint8Array, end: number): number {
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back] as number
    if (byte < 0x80) return end
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? end - back : end
    }
  }
  return end
}

/** The first character that must not stand in a text. */
export function controlFault(text: string, file: string, lineBefore = 1): InputError | undefined {
  const at = text.search(CONTROL)
  if (at < 0) return undefined
  const before = text.slice(0, at)
  const name = `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`
  return fault(
    'control-character',
    { file, line: lineBefore + count(before, '\n'), column: at - before.lastIndexOf('\n') },
    { character: name },
  )
}

export function hasControl(text: string): boolean {
  return CONTROL.test(text)
}

/** Line breaks in a text. */
export function count(text: string, mark: string): number {
  let found = 0
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) found++
  return found
}
