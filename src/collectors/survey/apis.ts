import { posix } from 'node:path'
import { InputError } from '../../model/input-error.ts'
import { readParsed } from '../input/structured.ts'
import { readText } from '../input/text-file.ts'
import { documentsCollector } from '../openapi/documents.ts'
import { dialectOf } from '../openapi/version.ts'
import { guessGateway, guessRoles, type RoleGuess } from './roles.ts'
import { firstUnread } from './trial.ts'

export interface FoundApi {
  id: string
  document: string
  version: string
  gateway: 'plain' | 'mgop' | 'gjzwfwpt'
  roles: RoleGuess[]
  /** Why `check` could not read it: code of an input word with its data. */
  unread?: { code: string; data: Record<string, string | number> }
}

const LARGEST = 64 * 1024 * 1024
const MOST_LOOKED_AT = 600
const MOST_FOUND = 20
/** Documents of this name are parsed whatever their size; others are looked into first. */
const STATED = /["']?(openapi|swagger)["']?\s*:\s*["']?[23]/

/** OpenAPI and Swagger documents, by content: any JSON or YAML file that says it is one. */
export async function findApis(folder: string, files: readonly string[]): Promise<FoundApi[]> {
  const named = (path: string) => (/openapi|swagger|api-docs/i.test(posix.basename(path)) ? 0 : 1)
  const candidates = files
    .filter(
      path =>
        /\.(json|ya?ml)$/i.test(path) &&
        !/(^|\/)(package(-lock)?|tsconfig[\w.-]*|pnpm-lock)\.(json|yaml)$/.test(path),
    )
    .sort((a, b) => named(a) - named(b))
    .slice(0, MOST_LOOKED_AT)
  const found: FoundApi[] = []
  const ids = new Set<string>()
  for (const path of candidates) {
    if (found.length >= MOST_FOUND) break
    const api = await lookInto(folder, path)
    if (!api) continue
    let id = api.id
    for (let n = 2; ids.has(id); n++) id = `${api.id}-${n}`
    ids.add(id)
    found.push({ ...api, id })
  }
  return found
}

async function lookInto(folder: string, path: string): Promise<FoundApi | undefined> {
  try {
    const { text } = await readText(folder, path, LARGEST)
    if (!STATED.test(text)) return undefined
    const { value } = await readParsed(folder, path)
    const dialect = dialectOf(value)
    if (dialect.kind === 'none') return undefined
    const unit = await firstUnread(documentsCollector, folder, { apis: [{ id: 'api', document: path }] })
    return {
      id: idOf(path),
      document: path,
      version: dialect.kind === 'swagger-2.0' ? '2.0' : dialect.version,
      gateway: guessGateway(text),
      roles: guessRoles(value),
      ...(unit?.detail ? { unread: unit.detail } : {}),
    }
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
}

/** `apis/items.yaml` is `items`; a general name takes its folder's. */
function idOf(path: string): string {
  const own = slug(posix.basename(path).replace(/\.[^.]*$/, ''))
  if (!/^(openapi|swagger|api-docs|api|index)?$/.test(own)) return own
  const parent = slug(posix.basename(posix.dirname(path)))
  return parent === '' || ['resources', 'static', 'docs', 'api', 'src'].includes(parent) ? 'api' : parent
}

/** Lower-case letters, digits and hyphens; '' when nothing is left. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
}
