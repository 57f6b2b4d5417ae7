import { readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { InputError } from '../../model/input-error.ts'
import { fault } from '../input/codes.ts'
import { locateFile } from '../input/locate-file.ts'

/** What a request for a file of a build gets. */
export interface ServedFile {
  status: number
  contentType: string
  body: Buffer
}

const MOST_BYTES = 20 * 1024 * 1024

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
}

/**
 * A file of a build as a plain web server would give it: a folder means its index.html, a path without an extension that is
 * no file means the index.html of the build (history routes). Nothing outside the folder.
 *
 * @param folder absolute; @param base path of the entry, with a slash at the end, that stands for the folder
 */
export async function serveFrom(folder: string, base: string, pathname: string): Promise<ServedFile> {
  const inside = pathname.startsWith(base) ? decoded(pathname.slice(base.length)) : undefined
  if (inside === undefined) return notFound()
  const direct = inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside
  const tries = posix.extname(direct) === '' ? [direct, `${direct}/index.html`, 'index.html'] : [direct]
  for (const path of tries) {
    try {
      const { full } = await locateFile(folder, path, MOST_BYTES)
      const contentType = TYPES[posix.extname(path).toLowerCase()] ?? 'application/octet-stream'
      return { status: 200, contentType, body: await readFile(full) }
    } catch (error) {
      if (!(error instanceof InputError)) throw error
    }
  }
  return notFound()
}

/**
 * Makes sure that the build a channel names is there.
 *
 * @throws InputError `build-not-stated`, `build-missing`, or why its index.html cannot be read
 */
export async function buildThere(
  { folder, manifestFile }: { folder: string; manifestFile: string },
  { id, bundle }: { id: string; bundle: string | undefined },
): Promise<void> {
  if (bundle === undefined) throw fault('build-not-stated', { file: manifestFile }, { channel: id })
  const index = `${bundle.replace(/\/+$/, '')}/index.html`
  try {
    await locateFile(folder, index, MOST_BYTES)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    throw error.code === 'file-missing' ? fault('build-missing', { file: index }, { path: bundle }) : error
  }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

function notFound(): ServedFile {
  return { status: 404, contentType: 'text/plain; charset=utf-8', body: Buffer.from('not found') }
}
