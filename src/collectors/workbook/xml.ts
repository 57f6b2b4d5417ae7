import { SaxesParser } from 'saxes'
import { InputError } from '../../model/input-error.ts'
import { fault } from '../input/codes.ts'
import type { Container } from './container.ts'

/** Ours: nesting of elements, and characters that may pass without an element starting or ending. */
const DEEPEST = 64
const LONGEST_SILENCE = 8 * 1024 * 1024

export type Attributes = Readonly<Record<string, string>>

/** Element names come without their prefix: writers differ in it. */
export interface XmlReader {
  open(name: string, attributes: Attributes): void
  text?(text: string): void
  close?(name: string): void
}

/**
 * Feeds one part to a reader, and yields after every piece so that what was read can be handed on. Document types, and
 * with them every entity but XML's own five, are refused; nothing outside the part is ever opened.
 *
 * @throws InputError `workbook-broken`, `workbook-doctype`, and those of `Container.read`
 */
export async function* xmlPieces(
  container: Container,
  part: string,
  reader: XmlReader,
): AsyncGenerator<void> {
  const file = container.path
  const parser = new SaxesParser({ position: false })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let depth = 0
  let silence = 0
  parser.on('doctype', () => {
    throw fault('workbook-doctype', { file }, { part })
  })
  parser.on('opentag', ({ name, attributes }) => {
    silence = 0
    if (++depth > DEEPEST) throw fault('workbook-broken', { file }, { part, why: `depth > ${DEEPEST}` })
    reader.open(bare(name), attributes as Attributes)
  })
  parser.on('closetag', ({ name }) => {
    silence = 0
    depth--
    reader.close?.(bare(name))
  })
  if (reader.text) {
    const text = reader.text.bind(reader)
    parser.on('text', text)
    parser.on('cdata', text)
  }
  const feed = (step: () => unknown) => {
    try {
      step()
    } catch (error) {
      if (error instanceof InputError) throw error
      const why = error instanceof Error ? error.message.slice(0, 200) : ''
      throw fault('workbook-broken', { file }, { part, why })
    }
  }
  for await (const chunk of container.read(part)) {
    silence += chunk.length
    feed(() => parser.write(decoder.decode(chunk, { stream: true })))
    if (silence > LONGEST_SILENCE)
      throw fault('workbook-broken', { file }, { part, why: `> ${LONGEST_SILENCE}` })
    yield
  }
  feed(() => parser.write(decoder.decode()).close())
  yield
}

/** Reads a part to its end. */
export async function readXml(container: Container, part: string, reader: XmlReader): Promise<void> {
  for await (const _piece of xmlPieces(container, part, reader));
}

function bare(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
