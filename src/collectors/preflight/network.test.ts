import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { appFolder } from '../../testing/app-folder.ts'
import { probeHosts } from './network.ts'

async function listening(server: Server): Promise<number> {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

it('says which host does not resolve, speaks no TLS, or is no host', async () => {
  const port = await listening(createServer(socket => socket.end('no TLS here\r\n')))
  const probes = await probeHosts(
    ['no-such-host.invalid', `127.0.0.1:${port}`, 'https://x/y'],
    () => new Date(),
  )
  expect(probes.map(probe => [probe.id, probe.state, probe.say])).toEqual([
    ['dns', 'error', 'failed'],
    ['dns', 'ok', 'ok'],
    ['tls', 'error', 'failed'],
    ['dns', 'error', 'malformed'],
  ])
})

it.skipIf(spawnSync('openssl', ['version']).status !== 0)(
  'tells a trusted certificate, one about to end, a foreign one and a wrong clock; asks for nothing but HEAD /',
  { timeout: 20_000 },
  async () => {
    const folder = appFolder()
    const file = (name: string) => join(folder, name)
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '30',
        '-subj',
        '/CN=localhost',
        '-addext',
        'subjectAltName=DNS:localhost,IP:127.0.0.1',
        '-keyout',
        file('key'),
        '-out',
        file('cert'),
      ],
      { stdio: 'ignore' },
    )
    const [key, cert] = [readFileSync(file('key'), 'utf8'), readFileSync(file('cert'), 'utf8')]
    const asked: string[] = []
    const server = createTlsServer({ key, cert }, (request, answer) => {
      asked.push(`${request.method} ${request.url}`)
      answer.end()
    })
    const host = `127.0.0.1:${await listening(server)}`
    const later = (days: number) => () => new Date(Date.now() + days * 86_400_000)
    const said = async (days: number, authority?: string) =>
      (await probeHosts([host], later(days), authority)).map(probe => `${probe.id} ${probe.say}`)
    expect(await said(0, cert)).toEqual(['dns ok', 'tls ok'])
    expect(await said(20, cert)).toEqual(['dns ok', 'tls ending', 'clock skewed'])
    expect(await said(0)).toEqual(['dns ok', 'tls failed'])
    expect(asked).toEqual(['HEAD /', 'HEAD /'])
  },
)
