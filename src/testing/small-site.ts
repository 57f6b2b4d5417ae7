import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SmallSite {
  origin: string
  host: string
  /** Paths asked for, in order. */
  asked: string[]
  close(): Promise<void>
}

/**
 * A web server on loopback that answers from a table of paths: text, where `{origin}` is its own, or a status with headers;
 * anything else is 404.
 */
export async function startSmallSite(
  files: Record<string, string | { status: number; headers?: Record<string, string>; body?: string }>,
): Promise<SmallSite> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    asked.push(path)
    const file = files[path]
    const { status, headers, body } =
      typeof file === 'string' ? { status: 200, headers: undefined, body: file } : (file ?? { status: 404 })
    const type = /\.txt$/.test(path) ? 'text/plain' : /\.xml$/.test(path) ? 'application/xml' : 'text/html'
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...headers })
    response.end(body?.replaceAll('{origin}', `http://${request.headers.host}`))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin: `http://${host}`,
    host,
    asked,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
