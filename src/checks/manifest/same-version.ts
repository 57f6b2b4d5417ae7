import { defineCheck } from '../../model/check.ts'
import type { Manifest } from '../../model/manifest.ts'
import { halfWidth } from '../../text/normalise.ts'

/** Ours: a manifest has a handful of channels; beyond this they are not looked at. */
const MOST_CHANNELS = 1000

/**
 * Channels said to be built from one source carry one version. Releases reach the shops on different days, so a difference in
 * the later numbers is a question; another first number is another product.
 */
export default defineCheck()({
  name: 'manifest/same-version',
  version: 1,
  unit: 'manifest',
  needs: { required: ['manifest'], optional: [] },
  messages: {
    otherMajor: ['channel', 'version', 'source', 'sourceVersion'],
    otherVersion: ['channel', 'version', 'source', 'sourceVersion'],
    notStated: ['channel'],
    unknownSource: ['channel', 'source'],
  },
  options: { type: 'object', additionalProperties: false },
  judge(unit, _context, _options, report) {
    const channels = ((unit.data as Manifest).channels ?? []).slice(0, MOST_CHANNELS)
    const byId = new Map(channels.map((channel, index) => [channel.id?.trim() ?? '', { channel, index }]))
    let examined = 0
    for (const [index, { id, type, version, sameSourceAs }] of channels.entries()) {
      const source = sameSourceAs?.trim() ?? ''
      if (source === '') continue
      examined++
      const channel = id?.trim() || type?.trim() || String(index + 1)
      const other = byId.get(source)
      const base = `/channels/${index}`
      if (!other || other.index === index) {
        const where = { pointer: `${base}/sameSourceAs`, identity: { channel } }
        report.doubt('unknownSource', { channel, source }, where)
        continue
      }
      const own = plain(version)
      const theirs = plain(other.channel.version)
      if (own === '' || theirs === '') {
        const silent = own === '' ? channel : source
        const pointer = own === '' ? base : `/channels/${other.index}`
        report.doubt('notStated', { channel: silent }, { pointer, identity: { channel: silent } })
        continue
      }
      if (own === theirs) continue
      const data = { channel, version: own, source, sourceVersion: theirs }
      const where = { pointer: `${base}/version`, identity: { channel, source } }
      if (major(own) !== undefined && major(theirs) !== undefined && major(own) !== major(theirs)) {
        report.failure('otherMajor', data, where)
      } else report.doubt('otherVersion', data, where)
    }
    return examined
  },
})

/** `v5.2.0`, `Ｖ5.2.0` and `5.2.0` are one version. */
function plain(version: string | undefined): string {
  return halfWidth(version ?? '')
    .trim()
    .slice(0, 60)
    .replace(/^[vV](?=\d)/, '')
}

function major(version: string): string | undefined {
  return /^0*(\d{1,6})(?:\.\d{1,9}){1,4}$/.exec(version)?.[1]
}
