import { lookup } from 'node:dns/promises'
import { request } from 'node:https'
import type { TLSSocket } from 'node:tls'
import type { Probe } from './probe.ts'

const TIMEOUT_MS = 8000
/** Ours. */
const MOST_HOSTS = 20
const FEWEST_DAYS = 14
const MOST_SKEW_S = 120
const DAY_MS = 86_400_000

/**
 * Looks up each host and shakes hands with it over TLS with one HEAD request for `/`: nothing else is asked of it.
 *
 * @param hosts those the manifest allows in this environment, `name` or `name:port`; nobody else is reached
 * @param authority further certificate authority, for tests
 */
export async function probeHosts(
  hosts: readonly string[],
  now: () => Date,
  authority?: string,
): Promise<Probe[]> {
  const probes: Probe[] = []
  for (const host of hosts.slice(0, MOST_HOSTS)) {
    const [, name, port] = /^([a-z0-9.-]{1,253}?)(?::(\d{1,5}))?$/i.exec(host) ?? []
    if (name === undefined) {
      probes.push({ id: 'dns', state: 'error', say: 'malformed', data: { host: host.slice(0, 253) } })
      continue
    }
    try {
      const { address } = await lookup(name)
      probes.push({ id: 'dns', state: 'ok', say: 'ok', data: { host: name, address } })
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? ''
      probes.push({ id: 'dns', state: 'error', say: 'failed', data: { host: name, why } })
      continue
    }
    probes.push(...(await shakeHands(name, Number(port ?? 443), now, authority)))
  }
  return probes
}

function shakeHands(
  host: string,
  port: number,
  now: () => Date,
  authority: string | undefined,
): Promise<Probe[]> {
  return new Promise(done => {
    const data = { host }
    const failed = (why: string) =>
      done([{ id: 'tls', state: 'error', say: 'failed', data: { ...data, why } }])
    const asked = request(
      {
        host,
        port,
        path: '/',
        method: 'HEAD',
        timeout: TIMEOUT_MS,
        agent: false,
        ...(authority === undefined ? {} : { ca: authority }),
      },
      answer => {
        const certificate = (answer.socket as TLSSocket).getPeerCertificate()
        const days = Math.floor((Date.parse(certificate.valid_to) - now().getTime()) / DAY_MS)
        const probes: Probe[] = [
          days < FEWEST_DAYS
            ? { id: 'tls', state: 'warning', say: 'ending', data: { ...data, days } }
            : { id: 'tls', state: 'ok', say: 'ok', data: { ...data, days } },
        ]
        const skew = Math.round(Math.abs(Date.parse(answer.headers.date ?? '') - now().getTime()) / 1000)
        if (skew > MOST_SKEW_S)
          probes.push({ id: 'clock', state: 'warning', say: 'skewed', data: { ...data, seconds: skew } })
        answer.resume()
        asked.destroy()
        done(probes)
      },
    )
    asked.on('timeout', () => {
      failed('ETIMEDOUT')
      asked.destroy()
    })
    asked.on('error', error => failed((error as NodeJS.ErrnoException).code ?? error.message.slice(0, 80)))
    asked.end()
  })
}
