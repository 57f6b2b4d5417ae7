import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveFrom } from '../collectors/pages/served-folder.ts'

export interface DemoSite {
  /** `http://127.0.0.1:PORT/`. */
  address: string
  close(): Promise<void>
}

/**
 * Serves builds on loopback, on a free port, as the browser of a check sees them. Reads only; nothing outside the folders.
 *
 * @param builds absolute folder by path, such as `/` and `/guest/`; the longest path that fits is taken
 */
export async function serveBuilds(builds: Readonly<Record<string, string>>): Promise<DemoSite> {
  const bases = Object.keys(builds).sort((a, b) => b.length - a.length)
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
      return
    }
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const base = bases.find(path => pathname.startsWith(path)) ?? '/'
    serveFrom(builds[base] ?? '', base, pathname).then(
      ({ status, contentType, body }) => {
        response.writeHead(status, {
          'content-type': contentType,
          'content-length': body.length,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        })
        response.end(request.method === 'HEAD' ? undefined : body)
      },
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
