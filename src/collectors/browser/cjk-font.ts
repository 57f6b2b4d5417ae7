import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Where the browser's Chinese glyphs come from. */
export interface CjkFont {
  origin: 'installed' | 'packaged' | 'none'
  /** A fontconfig file that names the packaged font; for FONTCONFIG_FILE. */
  config?: string
}

/** Whether the machine can draw Chinese; without fontconfig (macOS, Windows) the system brings its own. */
export async function cjkFont(): Promise<CjkFont> {
  if (process.platform !== 'linux') return { origin: 'installed' }
  if (await installed()) return { origin: 'installed' }
  const folder = packagedFolder()
  return folder === undefined
    ? { origin: 'none' }
    : { origin: 'packaged', config: await fontconfigFor(folder) }
}

async function installed(): Promise<boolean> {
  try {
    const { stdout } = await run('fc-list', [':lang=zh-cn', 'file'], { timeout: 10_000 })
    return stdout.trim() !== ''
  } catch {
    return false
  }
}

function packagedFolder(): string | undefined {
  try {
    const file = createRequire(import.meta.url).resolve(
      '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
    )
    return dirname(dirname(file))
  } catch {
    return undefined
  }
}

/** Two weights only: nine of them would be read at every start. */
async function fontconfigFor(fonts: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wutong-fonts-'))
  const file = join(folder, 'fonts.conf')
  const dirs = ['400Regular', '700Bold']
    .map(weight => `  <dir>${escaped(join(fonts, weight))}</dir>`)
    .join('\n')
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${dirs}
  <dir>/usr/share/fonts</dir>
  <cachedir>${escaped(join(folder, 'cache'))}</cachedir>
  <alias binding="weak"><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias binding="weak"><family>serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias binding="weak"><family>monospace</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
`,
  )
  return file
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
