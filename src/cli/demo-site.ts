import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveFrom } from '../collectors/pages/served-folder.ts'

export interface DemoSite {
  /** `http://127.0.0.1:PORT/`. */
  address: string
  close(): Promise<void>
}

/** Serves a build on loopback, on a free port, as the browser of a check sees it. Reads only; nothing outside the folder. */
export async function serveBuild(folder: string): Promise<DemoSite> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
      return
    }
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    serveFrom(folder, '/', pathname).then(
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
