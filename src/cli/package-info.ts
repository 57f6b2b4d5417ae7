import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Root of the checkout or of the installed package: two levels above this file in both. */
export const packageRoot = fileURLToPath(new URL('../../', import.meta.url))

let info: { name: string; version: string } | undefined

export function packageInfo(): { name: string; version: string } {
  if (!info) {
    const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    info = { name, version }
  }
  return info
}
