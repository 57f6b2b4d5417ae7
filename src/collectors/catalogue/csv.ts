import Papa from 'papaparse'
import { separatorOf } from '../../text/csv-positions.ts'
import { fault } from '../input/codes.ts'
import { count, hasControl } from '../input/decoding.ts'
import type { TextStream } from '../input/text-stream.ts'
import { LONGEST_RECORD, type RawRecord } from './record.ts'

export type CsvRecord = RawRecord<readonly string[]>

/**
 * Streams the records of a CSV text, header first, with the line each starts on. Blank records are left out.
 * A record with a stray quote or a control character is a fault of its own; a quote that never closes ends the stream.
 *
 * @throws InputError of the text stream
 */
export async function* csvRecords(stream: TextStream): AsyncGenerator<CsvRecord[], void> {
  let rest = ''
  let line = 1
  let separator: string | undefined
  const read = (text: string, last: boolean): CsvRecord[] => {
    separator ??= separatorOf(headerOf(text))
    const found: CsvRecord[] = []
    const suspicious = hasControl(text)
    let from = 0
    const parser = new Papa.Parser({
      delimiter: separator,
      newline: '\n',
      step: ({ data, errors, meta }: Papa.ParseStepResult<string[]>) => {
        const row = (data as unknown as string[][])[0] ?? []
        const end = meta.cursor
        const place = { file: stream.path, line, column: 1 }
        if (errors.length > 0) found.push({ line, fault: fault('row-quotes', place, { line }) })
        else if (suspicious && hasControl(text.slice(from, end))) {
          found.push({ line, fault: fault('row-control', place, { line }) })
        } else if (!row.every(isEmpty)) found.push({ line, value: row })
        line += count(text.slice(from, end), '\n')
        from = end
      },
    } as Papa.ParseConfig)
    parser.parse(text, 0, !last)
    rest = text.slice(from)
    return found
  }
  for await (const piece of stream.pieces()) {
    const found = read(rest + piece, false)
    if (found.length > 0) yield found
    if (rest.length > LONGEST_RECORD) {
      const place = { file: stream.path, line, column: 1 }
      yield [{ line, fault: fault('row-too-long', place, { line, limit: LONGEST_RECORD }) }]
      return
    }
  }
  if (rest !== '') yield read(rest, true)
}

const isEmpty = (cell: string): boolean => cell === ''

function headerOf(text: string): string {
  const end = text.indexOf('\n')
  return end < 0 ? text : text.slice(0, end)
}
