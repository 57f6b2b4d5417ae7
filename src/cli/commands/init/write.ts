import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { InputError } from '../../../model/input-error.ts'
import { packageRoot } from '../../package-info.ts'

const MANIFESTS = ['wutong.yaml', 'wutong.yml', 'wutong.json']
/** Beside the runs: ours, git-ignored, and written anew by every `init`. */
export const SCHEMA = '.wutong/manifest.schema.json'

/** @throws InputError `init-exists` */
export async function refuseExisting(folder: string, shown: string): Promise<void> {
  for (const name of MANIFESTS) {
    if (await stat(join(folder, name)).catch(() => undefined)) {
      throw new InputError('init-exists', { file: `${shown.replace(/\/+$/, '')}/${name}` }, {})
    }
  }
}

/** Writes the manifest and the schema editors read; in a git repository also ignores `.wutong/`. Returns what was written. */
export async function writeManifest(folder: string, text: string, force: boolean): Promise<string[]> {
  const written = ['wutong.yaml', SCHEMA]
  await mkdir(join(folder, '.wutong'), { recursive: true })
  await copyFile(join(packageRoot, 'schemas', 'manifest.schema.json'), join(folder, SCHEMA))
  // `wx` also refuses a file that appeared while questions were answered.
  await writeFile(join(folder, 'wutong.yaml'), text, { flag: force ? 'w' : 'wx' })
  if ((await insideGit(folder)) && (await ignore(folder))) written.push('.gitignore')
  return written
}

async function insideGit(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    if (await stat(join(at, '.git')).catch(() => undefined)) return true
    if (dirname(at) === at) return false
  }
}

/** Adds `.wutong/` to the folder's ignore file unless it stands there. Returns whether it wrote. */
async function ignore(folder: string): Promise<boolean> {
  const file = join(folder, '.gitignore')
  const before = await readFile(file, 'utf8').catch(() => '')
  if (/^\/?\.wutong\/?\s*$/m.test(before)) return false
  await writeFile(file, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}.wutong/\n`)
  return true
}
