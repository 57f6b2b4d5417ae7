/**
 * `npm run build`: the package's own modules joined into few files under `dist`; dependencies stay as they are installed.
 * With a folder, the whole package is put there.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { rolldown } from 'rolldown'

/** Files that address `rules`, `schemas` or `package.json` stand two levels below them, in `src` and in the package. */
const DEPTH = { entryFileNames: 'cli/[name].js', chunkFileNames: 'parts/[name].js' }

/**
 * Builds into `out`. Resolving and checking 260 modules took half of a small run; what a command loads when needed
 * (browser, workbooks, reporters) stays in files of its own.
 * @throws Error when a module would look for the package's data in another place than its source does.
 */
async function build(out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true })
  const bundle = await rolldown({
    input: { main: 'src/cli/main.ts' },
    platform: 'node',
    external: id => !/^[./]/.test(id) && !/^[A-Za-z]:/.test(id),
  })
  const { output } = await bundle.write({ dir: resolve(out), format: 'esm', ...DEPTH })
  await bundle.close()
  for (const file of output) {
    if (file.type !== 'chunk') continue
    for (const [, path] of file.code.matchAll(/new URL\(['"`]([^'"`]+)['"`],\s*import\.meta\.url\)/g)) {
      if (!/^\.\.\/\.\.\/(?:[a-z]|$)/.test(path ?? '')) throw new Error(`${file.fileName} addresses ${path}`)
    }
  }
}

/** The package as its users get it, without installing: what is published, and this checkout's dependencies. */
async function buildPackage(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[] }
  for (const file of ['package.json', ...files]) {
    if (file !== 'dist') cpSync(file, join(folder, file), { recursive: true })
  }
  await build(join(folder, 'dist'))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction')
}

const folder = process.argv[2]
await (folder === undefined ? build('dist') : buildPackage(folder))
