import { fault } from '../input/codes.ts'
import type { TextStream } from '../input/text-stream.ts'
import { parseElement } from './element.ts'
import { LONGEST_RECORD, type RawRecord } from './record.ts'

/** Streams the objects of NDJSON, one a line; blank lines are left out. A bad line is a fault of its own. */
export async function* ndjsonRecords(
  stream: TextStream,
): AsyncGenerator<RawRecord<Record<string, unknown>>[], void> {
  let rest = ''
  let line = 0
  for await (const piece of stream.pieces()) {
    const found: RawRecord<Record<string, unknown>>[] = []
    let from = 0
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      const text = rest + piece.slice(from, end)
      rest = ''
      from = end + 1
      line++
      if (text.trim() !== '') found.push(parseElement(text, stream.path, line, 1))
    }
    rest += piece.slice(from)
    if (found.length > 0) yield found
    if (rest.length > LONGEST_RECORD) {
      const place = { file: stream.path, line: line + 1, column: 1 }
      yield [
        {
          line: line + 1,
          fault: fault('row-too-long', place, { line: line + 1, limit: LONGEST_RECORD }),
        },
      ]
      return
    }
  }
  if (rest.trim() !== '') yield [parseElement(rest, stream.path, line + 1, 1)]
}
