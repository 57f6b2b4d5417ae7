import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { fault } from './codes.ts'
import { count, encodingFault, headFault, wholeEnd } from './decoding.ts'
import { locateFile } from './locate-file.ts'

/** Small enough that each piece is a young string: larger ones get memory of their own, which costs far more than decoding. */
const CHUNK = 1 << 16

export interface TextStream {
  path: string
  /** Normalised pieces in order, cut anywhere between characters. NUL is refused; other control characters are the reader's. */
  pieces(): AsyncGenerator<string, void>
  /** Known after the last piece: of the normalised text, as `readText` gives it. */
  summary(): { sha256: string; bytes: number; text: string | undefined }
}

/**
 * Opens a text too large to hold: same normalisation and hash as `readText`, one piece at a time.
 *
 * @param limit largest size in bytes
 * @param keep texts up to this many bytes are also kept whole, for the bundle
 * @throws InputError as `readText`, while opening or while reading.
 */
export async function openText(
  folder: string,
  path: string,
  limit: number,
  keep: number,
): Promise<TextStream> {
  const found = await locateFile(folder, path, limit)
  const file = found.path
  const hash = createHash('sha256')
  let bytes = 0
  let kept: string[] | undefined = found.bytes <= keep ? [] : undefined
  let line = 1
  let column = 0
  let scratch: Buffer | undefined

  /** `whole` is `raw` with the bytes held back: what tells the encoding when `raw` is not UTF-8. */
  function settle(raw: Buffer, whole: Buffer, last: boolean, state: { cr: boolean }): string {
    if (!isUtf8(raw)) throw encodingFault(whole, file, line, column)
    let text = raw.toString('utf8')
    const plain = !state.cr && !raw.includes(13)
    if (!plain) {
      // A carriage return at the end waits for what follows it.
      if (state.cr) text = `\r${text}`
      state.cr = !last && text.endsWith('\r')
      if (state.cr) text = text.slice(0, -1)
      text = text.replace(/\r\n?/g, '\n')
    }
    const zero = text.indexOf('\0')
    if (zero >= 0) {
      const before = text.slice(0, zero)
      const at = before.lastIndexOf('\n')
      const place = {
        file,
        line: line + count(before, '\n'),
        column: (at < 0 ? column + zero : zero - at - 1) + 1,
      }
      throw fault('control-character', place, { character: 'U+0000' })
    }
    line += count(text, '\n')
    const lastBreak = text.lastIndexOf('\n')
    column = lastBreak < 0 ? column + text.length : text.length - lastBreak - 1
    // Where nothing was normalised the bytes read are the text's own.
    const own = plain ? raw : encoded(text)
    bytes += own.length
    hash.update(own)
    if (bytes > keep) kept = undefined
    else kept?.push(text)
    return text
  }

  /** Normalised text is never longer in bytes than what was read, and a `\r` that waited. */
  function encoded(text: string): Buffer {
    scratch ??= Buffer.allocUnsafe(CHUNK + 8)
    return scratch.subarray(0, scratch.write(text))
  }

  async function* pieces(): AsyncGenerator<string, void> {
    const descriptor = openSync(found.full, 'r')
    const state = { cr: false }
    // One buffer, used again for every piece: what an incomplete last character leaves is moved to its front.
    const buffer = Buffer.allocUnsafe(CHUNK)
    let held = 0
    let first = true
    let read = 0
    try {
      for (;;) {
        const got = readSync(descriptor, buffer, held, CHUNK - held, null)
        if (got === 0) break
        read += got
        if (read > limit) throw fault('file-changed', { file }, {})
        let raw = buffer.subarray(0, held + got)
        if (first) {
          const headed = headFault(raw.subarray(0, 64), file)
          if (headed) throw headed
          if (raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf) raw = raw.subarray(3)
          first = false
        }
        const end = wholeEnd(raw, raw.length)
        const text = settle(raw.subarray(0, end), raw, false, state)
        held = raw.length - end
        raw.copy(buffer, 0, end)
        if (text !== '') yield text
      }
      const rest = buffer.subarray(0, held)
      const text = settle(rest, rest, true, state)
      if (text !== '') yield text
    } finally {
      closeSync(descriptor)
    }
  }

  return {
    path: file,
    pieces,
    summary: () => ({ sha256: hash.copy().digest('hex'), bytes, text: kept?.join('') }),
  }
}
