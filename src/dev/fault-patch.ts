import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { plantDocument } from './fault-document.ts'
import { EXEMPLARY, type Fault, readFault } from './fault-file.ts'
import { plantItems } from './fault-items.ts'
import { plantManifest } from './fault-manifest.ts'
import { plantPages } from './fault-pages.ts'
import { plantProject } from './fault-project.ts'
import { plantStatement } from './fault-statement.ts'
import { type Seeded, seeded } from './seeded.ts'

export { readFault }

/** Where a patch was put, and so where the fault must be reported. */
export interface Planted {
  unit: string
  /** Document faults: the operation, which a rule may report on instead of the document. */
  otherUnit?: string
  file: string
  line?: number
  pointer: string
  /** Page faults, as routes or unit keys: what to look at again, and where of it the fault must be reported. */
  pages?: { again: string[]; shown: string[] }
  /** What `at` in the fault's file may name. */
  slots: Record<string, string>
}

/** Which eligible places are taken and what is drawn there. */
export interface Choice {
  random: Seeded
  /** `count` of the eligible places. */
  places<T>(eligible: readonly T[], count: number): T[]
  /** Manifest sections in another order. */
  reorder: boolean
}

/** The place and the values of the fixture itself: always the same. */
export function fixedChoice(name: string): Choice {
  const random = seeded([...name].reduce((sum, character) => Math.imul(sum, 31) + character.charCodeAt(0), 7))
  return { random, reorder: false, places: (eligible, count) => distinct(eligible, count, random) }
}

/** Round 0 takes the first eligible place, round 1 the last, the others a drawn one. */
export function drawnChoice(seed: number, round: number): Choice {
  const random = seeded(seed * 7919 + round)
  return {
    random,
    reorder: true,
    places: (eligible, count) => {
      if (round === 0) return eligible.slice(0, count)
      if (round === 1) return eligible.slice(-count)
      return distinct(eligible, count, random)
    },
  }
}

function distinct<T>(eligible: readonly T[], count: number, random: Seeded): T[] {
  const left = [...eligible]
  return Array.from({ length: count }, () => {
    const [taken] = left.splice(random.between(0, left.length - 1), 1)
    if (taken === undefined) throw new Error('too few eligible places')
    return taken
  })
}

/** The exemplary app without what earlier runs left there: bytes by path. Read once, for it is copied a thousand times. */
let exemplary: Map<string, Buffer> | undefined

export function exemplaryFiles(): ReadonlyMap<string, Buffer> {
  exemplary ??= new Map(
    readdirSync(EXEMPLARY, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .filter(file => !relative(EXEMPLARY, file).startsWith('.wutong'))
      .map(file => [relative(EXEMPLARY, file), readFileSync(file)]),
  )
  return exemplary
}

/** Writes the exemplary app into a folder. */
export function copyExemplary(folder: string): void {
  const files = exemplaryFiles()
  for (const path of new Set([...files.keys()].map(dirname)))
    mkdirSync(join(folder, path), { recursive: true })
  for (const [path, bytes] of files) writeFileSync(join(folder, path), bytes)
}

/**
 * Writes the exemplary app with one fault into an empty folder; says where the fault was put. With `onto` the app already in
 * the folder is patched instead, so that faults can be put together.
 * @throws Error when the fault cannot be put anywhere.
 */
export function applyFault(
  fault: Fault,
  folder: string,
  options: { choice?: Choice; onto?: string } = {},
): Planted[] {
  const choice = options.choice ?? fixedChoice(fault.name)
  if (options.onto === undefined) copyExemplary(folder)
  try {
    const { items, manifest, document, project, statement, pages } = fault.edit
    const there = manifest ? plantManifest(manifest, folder, choice) : []
    const rows = items ? plantItems(items, folder, choice) : []
    if (statement) return plantStatement(statement, fault.code, folder, choice)
    if (pages) return plantPages(pages, folder, choice)
    if (items) return rows
    if (project) return plantProject(project, folder, choice)
    return document ? plantDocument(document, folder, choice) : there
  } catch (error) {
    throw new Error(`${fault.name}: ${(error as Error).message}`, { cause: error })
  }
}

/** Runs `act` with a fresh temporary folder and removes it after. */
export async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'wutong-app-'))
  try {
    return await act(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
