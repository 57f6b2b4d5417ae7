import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { InputError } from '../model/input-error.ts'
import type { Finding, Scorecard } from '../model/scorecard.ts'

const LARGEST_SCORECARD = 128 << 20

/** A finding as `findings.ndjson` keeps it. */
export type FindingLine = Finding & { code: string; rule: string }

/** Failures that were known when the baseline was made, as a multiset of fingerprints. */
export class Baseline {
  readonly run: string
  readonly #left = new Map<string, { count: number; line: FindingLine }>()
  known = 0
  fresh = 0

  constructor(run: string, lines: Iterable<FindingLine>) {
    this.run = run
    for (const line of lines) {
      if (line.kind !== 'failure') continue
      const entry = this.#left.get(line.fingerprint)
      if (entry) entry.count++
      else this.#left.set(line.fingerprint, { count: 1, line })
    }
  }

  /** True when this failure was there before; each baseline entry answers once. */
  knows(finding: Finding): boolean {
    const entry = this.#left.get(finding.fingerprint)
    if (!entry || entry.count === 0) {
      this.fresh++
      return false
    }
    entry.count--
    this.known++
    return true
  }

  /** Entries no longer found, of codes that were judged again: mended, or stale. */
  gone(wasJudged: (code: string) => boolean): FindingLine[] {
    return [...this.#left.values()]
      .filter(({ count, line }) => count > 0 && wasJudged(line.code))
      .map(({ line }) => line)
  }
}

/** @throws InputError `scorecard-missing`, `scorecard-malformed`. */
export async function readScorecard(file: string): Promise<Scorecard> {
  const found = await stat(file).catch(() => undefined)
  if (!found) throw new InputError('scorecard-missing', { file })
  if (!found.isFile() || found.size > LARGEST_SCORECARD)
    throw new InputError('scorecard-malformed', { file }, { why: 'size' })
  let scorecard: Scorecard
  try {
    scorecard = JSON.parse(await readFile(file, 'utf8')) as Scorecard
  } catch {
    throw new InputError('scorecard-malformed', { file }, { why: 'JSON' })
  }
  if (
    scorecard?.schemaVersion !== 1 ||
    !Array.isArray(scorecard.assessments) ||
    !Array.isArray(scorecard.codes)
  ) {
    throw new InputError('scorecard-malformed', { file }, { why: 'schemaVersion 1' })
  }
  return scorecard
}

/** All findings of a scorecard: `findings.ndjson` beside it when it is that scorecard's, else those in the scorecard. */
export async function readFindings(file: string, scorecard: Scorecard): Promise<FindingLine[]> {
  const truncated = scorecard.assessments.some(
    ({ findingsTotal, findings }) => findingsTotal > findings.length,
  )
  if (truncated) {
    const beside = join(dirname(file), 'findings.ndjson')
    const lines: FindingLine[] = []
    try {
      for await (const line of createInterface({
        input: createReadStream(beside),
        crlfDelay: Number.POSITIVE_INFINITY,
      })) {
        if (line) lines.push(JSON.parse(line) as FindingLine)
      }
    } catch {
      throw new InputError('findings-missing', { file: beside })
    }
    return lines
  }
  return scorecard.assessments.flatMap(({ code, rule, findings }) =>
    findings.map(finding => ({ ...finding, code, rule })),
  )
}
