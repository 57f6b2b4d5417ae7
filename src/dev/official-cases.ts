import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import officialSchema from '../checks/openapi/official-schema.ts'
import { loadDocument } from '../collectors/openapi/load.ts'
import { loadSchemaOf, schemaFaults } from '../derive/openapi-schema/faults.ts'
import type { ApiDocument } from '../model/evidence.ts'
import { InputError, InputErrorList } from '../model/input-error.ts'

/** What our reader and judge say of one case of the OpenAPI Initiative. */
export interface CaseAnswer {
  /** `v3.2/fail/servers.yaml`. */
  file: string
  expected: 'pass' | 'fail'
  found: 'pass' | 'fail' | 'unreadable'
  /** First fault or reader's code, for people. */
  why: string
}

/** The check whose schema answers these cases, as rules name it. */
export const JUDGE = `${officialSchema.name}@${officialSchema.version}`

/**
 * Reads and judges every YAML document under a `pass` or `fail` folder, at any depth.
 *
 * @param folder in the layout `vX.Y/pass/*.yaml`, `vX.Y/fail/*.yaml`
 */
export async function officialCases(folder: string): Promise<CaseAnswer[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name))
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(file => /(?:^|\/)(?:pass|fail)\/[^/]+$/.test(file))
    .sort()
  const answers: CaseAnswer[] = []
  for (const file of files) {
    const expected = /(?:^|\/)pass\/[^/]+$/.test(file) ? 'pass' : 'fail'
    answers.push({ file, expected, ...(await answerOf(folder, file)) })
  }
  return answers
}

/** Documents whose difference the folder's README explains, in order. */
export function explainedIn(folder: string): string[] {
  const readme = join(folder, 'README.md')
  const text = existsSync(readme) ? readFileSync(readme, 'utf8') : ''
  return [...text.matchAll(/^\| (\S+\.(?:ya?ml|json)) \|/gm)].map(([, file = '']) => file).sort()
}

async function answerOf(folder: string, file: string): Promise<Pick<CaseAnswer, 'found' | 'why'>> {
  try {
    const { version, root, files, refFaults } = await loadDocument(folder, file)
    const document: ApiDocument = {
      api: file,
      version,
      root,
      files: Object.fromEntries(files.map(({ path, value }) => [path, value])),
      gateway: 'plain',
      refFaults,
    }
    await loadSchemaOf(document)
    const { faults } = schemaFaults(document, 5)
    if (!faults) return { found: 'unreadable', why: 'depth' }
    const [first] = faults
    return first
      ? { found: 'fail', why: `${first.kind} ${first.pointer || '/'}` }
      : { found: 'pass', why: '' }
  } catch (error) {
    const one = error instanceof InputErrorList ? error.errors[0] : error
    if (!(one instanceof InputError)) throw error
    return { found: 'unreadable', why: one.code }
  }
}
