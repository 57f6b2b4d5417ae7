import type { CollectContext, Collector } from '../model/collector.ts'
import type { BundleHead } from '../model/evidence.ts'
import type { Target } from '../model/target.ts'
import { createRedactor } from '../text/redact.ts'
import type { HandOver } from './bundle/hand-over.ts'
import { BundleWriter } from './bundle/writer.ts'
import { makeFolder } from './folder.ts'

export interface CollectOptions {
  tool: { name: string; version: string }
  target: Target
  seed: number
  /** `--now`, else undefined: then the collection time counts. */
  asOf: string | undefined
  now(): Date
  /** Filled with what is judged next in this process. */
  handOver?: HandOver
  /** Told before each collector starts. */
  progress?(kinds: readonly string[]): void
}

/** Runs the collectors in order into a bundle folder; what they find is redacted before it reaches the disk. */
export async function collect(
  folder: string,
  context: CollectContext,
  collectors: readonly Collector[],
  options: CollectOptions,
): Promise<BundleHead> {
  await makeFolder(folder)
  const startedAt = options.asOf ?? options.now().toISOString()
  const writer = new BundleWriter(folder, createRedactor(), options.handOver)
  const told: CollectContext = { ...context, seed: options.seed, found: [], officialNames: new Map() }
  for (const collector of collectors) {
    options.progress?.(collector.kinds)
    await collector.collect(told, writer)
  }
  return writer.finish({
    tool: options.tool,
    asOf: options.asOf ?? startedAt,
    startedAt,
    // A fixed clock (`--now`) is fixed for the whole run, so that two runs give identical bytes.
    finishedAt: options.asOf ?? options.now().toISOString(),
    seed: options.seed,
    target: options.target,
    manifestPath: context.manifestFile,
    plan: { kinds: collectors.flatMap(collector => collector.kinds) },
  })
}
