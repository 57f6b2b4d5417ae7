import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Looked } from '../collectors/browser/look.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Captures of earlier runs, so that a long evaluation is done in pieces: kept in the git-ignored `.cache/`, by the page
 * and by the sources of whatever looks at it. What judges them is not part of the key: rules are run anew each time.
 */
export function keptCaptures(name: string): {
  /** What was seen of this page before, else what `look` sees now. `page` is all that makes the page what it is. */
  lookOnce(page: string, look: () => Promise<Looked>): Promise<Looked>
} {
  const folder = join(ROOT, '.cache', name, sourcesHash().slice(0, 16))
  mkdirSync(folder, { recursive: true })
  return {
    async lookOnce(page, look) {
      const file = join(folder, `${createHash('sha256').update(page).digest('hex').slice(0, 32)}.json`)
      try {
        return JSON.parse(readFileSync(file, 'utf8')) as Looked
      } catch {
        const looked = await look()
        writeFileSync(file, JSON.stringify(looked))
        return looked
      }
    },
  }
}

function sourcesHash(): string {
  const hash = createHash('sha256')
  hash.update(readFileSync(join(ROOT, 'node_modules/axe-core/package.json')))
  const folder = join(ROOT, 'src/collectors/browser')
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    if (file.endsWith('.ts') && !file.endsWith('.test.ts'))
      hash.update(file).update(readFileSync(join(folder, file)))
  return hash.digest('hex')
}
