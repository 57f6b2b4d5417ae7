import { type Operation, operations } from '../../derive/operations.ts'
import { isUnresolved, type Located, resolve } from '../../derive/refs.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'
import { isObject, pointerTo } from '../../text/json-tree.ts'

type Node = Record<string, unknown>

interface Upload {
  field: string
  schema: Located<Node>
  /** Schema, encoding and texts in which limits may stand. */
  contentType: string
  texts: string
}

const FORM = 'multipart/form-data'
/** `10 MB`, `10M`, `10兆`, `1048576 bytes`. */
const SIZE = /\d\s*(?:[KMG]i?B?\b|兆|字节|bytes?\b|千字节|mega|kilo)/i
const TYPES =
  /\b(?:pdf|jpe?g|png|gif|bmp|docx?|xlsx?|csv|zip|ofd|txt|json|xml|mp4|mp3|tiff?|svg|apk|ipa)\b|[a-z]+\/[a-z0-9.+-]+|(?:图片|文件)(?:类型|格式)/i
const OPEN_TYPE = /^(?:application\/octet-stream|\*\/\*|)$/
const SIZE_EXTENSION = /^x-.*(?:size|length|limit)/i

/** Uploading operations say which file types they take and how large a file may be. */
export default defineCheck()({
  name: 'openapi/upload-limits',
  version: 1,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: {
    sizeNotStated: ['method', 'path', 'field'],
    typesNotStated: ['method', 'path', 'field'],
  },
  options: { type: 'object', additionalProperties: false },
  judge(unit, _context, _options, report) {
    let examined = 0
    const seen = new Set<unknown>()
    for (const operation of operations(unit.data as ApiDocument)) {
      const { method, path } = operation
      for (const { field, schema, contentType, texts } of uploadsOf(operation)) {
        if (seen.has(schema.node)) continue
        seen.add(schema.node)
        examined++
        const { file, pointer, node } = schema
        const data = { method, path: path.slice(0, 200), field: field.slice(0, 100) || '-' }
        const where = { file, pointer, identity: data }
        const sized =
          typeof node.maxLength === 'number' ||
          Object.keys(node).some(key => SIZE_EXTENSION.test(key)) ||
          SIZE.test(texts)
        if (!sized) report.failure('sizeNotStated', data, where)
        const typed = !OPEN_TYPE.test(contentType.trim()) || TYPES.test(texts)
        if (!typed) report.failure('typesNotStated', data, where)
      }
    }
    return examined
  },
})

/** Binary parts of a form, and bodies that are a file as a whole. */
function uploadsOf(operation: Operation): Upload[] {
  const { document, node, file, pointer } = operation
  const body = resolved(document, {
    file,
    pointer: pointerTo(pointer, 'requestBody'),
    node: node.requestBody,
  })
  if (!body || !isObject(body.node.content)) return []
  const found: Upload[] = []
  const around = textOf(node) + textOf(body.node)
  for (const [type, media] of Object.entries(body.node.content)) {
    if (!isObject(media)) continue
    const at = pointerTo(`${body.pointer}/content`, type)
    const schema = resolved(document, { file: body.file, pointer: `${at}/schema`, node: media.schema })
    if (!schema) continue
    if (isBinary(schema.node)) {
      found.push({ field: '', schema, contentType: type, texts: around + textOf(schema.node) })
    } else if (type.toLowerCase().startsWith(FORM) && isObject(schema.node.properties)) {
      const encoding = isObject(media.encoding) ? media.encoding : {}
      const texts = around + textOf(schema.node)
      found.push(...partsOf(document, schema, encoding, texts))
    }
  }
  return found
}

function partsOf(document: ApiDocument, form: Located<Node>, encoding: Node, texts: string): Upload[] {
  const found: Upload[] = []
  for (const [field, declared] of Object.entries(form.node.properties as Node)) {
    const at = { file: form.file, pointer: pointerTo(`${form.pointer}/properties`, field), node: declared }
    let part = resolved(document, at)
    let own = textOf(part?.node)
    if (part?.node.type === 'array') {
      part = resolved(document, { ...part, pointer: `${part.pointer}/items`, node: part.node.items })
      own += textOf(part?.node)
    }
    if (!part || !isBinary(part.node)) continue
    const coded = Object.hasOwn(encoding, field) ? encoding[field] : undefined
    const type = isObject(coded) ? coded.contentType : part.node.contentMediaType
    found.push({ field, schema: part, contentType: typeof type === 'string' ? type : '', texts: texts + own })
  }
  return found
}

function isBinary(node: Node): boolean {
  const { type, format, contentMediaType, contentEncoding } = node
  if (type === 'file' || format === 'binary') return true
  return typeof contentMediaType === 'string' && contentEncoding === undefined && type !== 'object'
}

function resolved(document: ApiDocument, at: Located): Located<Node> | undefined {
  const found = resolve(document, at)
  if (isUnresolved(found) || !isObject(found.node)) return undefined
  return { file: found.file, pointer: found.pointer, node: found.node }
}

function textOf(node: Node | undefined): string {
  return [node?.summary, node?.description]
    .filter(text => typeof text === 'string')
    .map(text => `${text}\n`)
    .join('')
}
