import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CollectContext, Collector, EvidenceSink } from '../model/collector.ts'

type Call = (sink: EvidenceSink) => Promise<void> | void

/** What collectors emitted, by everything they can have read. */
export type Memory = Map<string, readonly Call[]>

/** A collector that replays what it emitted for the same `apis` and the same bytes under `apis/`. */
export function remembered(collector: Collector, memory: Memory): Collector {
  return {
    kinds: collector.kinds,
    async collect(context, sink) {
      const key = keyOf(context)
      let calls = memory.get(key)
      if (!calls) {
        const heard: Call[] = []
        await collector.collect(context, {
          unit: (kind, unit) => void heard.push(to => to.unit(kind, unit)),
          source: (source, text) => void heard.push(to => to.source(source, text)),
          record: (kind, state) => void heard.push(to => to.record(kind, state)),
        })
        memory.set(key, heard)
        calls = heard
      }
      for (const call of calls) await call(sink)
    },
  }
}

function keyOf({ folder, manifest }: CollectContext): string {
  const hash = createHash('sha256').update(JSON.stringify(manifest.apis ?? null))
  const files = readdirSync(join(folder, 'apis'), { recursive: true, withFileTypes: true })
  for (const file of files.filter(entry => entry.isFile())) {
    const path = join(file.parentPath, file.name)
    hash.update(path.slice(folder.length)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}
