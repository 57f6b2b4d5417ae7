import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CHANNELS } from './exemplary-channels.ts'
import { changed, holds } from './fault-change.ts'
import { loadFaults } from './fault-file.ts'
import { applyFault, drawnChoice, exemplaryFiles, inFolder, type Planted } from './fault-patch.ts'
import { seeded } from './seeded.ts'

const faults = loadFaults()

/** The exemplary app, text by path. */
const exemplary = new Map([...exemplaryFiles()].map(([path, bytes]) => [path, bytes.toString()]))

/** Paths whose text differs from the exemplary app. */
function differing(folder: string): string[] {
  return [...exemplary].flatMap(([path, text]) => (textOf(folder, path) === text ? [] : [path]))
}

const folderOf = (path: string) => path.split('/')[0]

/** Undefined where a fault took the file away. */
function textOf(folder: string, path: string): string | undefined {
  return existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined
}

describe('one-fault apps', () => {
  it('are at least one for each rule of this kit, with a name of their own', () => {
    const codes = new Set(faults.map(({ code }) => code))
    expect(codes.size).toBeGreaterThanOrEqual(18)
    expect(faults.filter(({ alsoHits }) => alsoHits.length > 0).length).toBeLessThanOrEqual(5)
  })

  it.each(faults)('$name changes its own files, where it says, the same way every time', async fault => {
    const seen: { planted: Planted[]; text: string }[] = []
    for (let time = 0; time < 2; time++) {
      await inFolder(async folder => {
        const planted = applyFault(fault, folder)
        const [file = ''] = new Set(planted.map(place => place.file))
        // What the catalogue says, its channels show.
        const follows = file === 'data/items.csv' ? CHANNELS.map(channel => channel.file) : []
        // A manifest edit that goes along with another one is the second file.
        const along = fault.edit.manifest && file !== 'wutong.yaml' ? ['wutong.yaml'] : []
        // A page fault may change further files of the build, and the item it is about.
        for (const { file: other } of fault.edit.pages?.also ?? []) along.push(`h5/${other}`)
        if (fault.edit.pages && fault.edit.items) along.push('data/items.csv')
        const both = [...new Set([file, ...along])]
        const seenHere = differing(folder).filter(
          path =>
            !follows.includes(path) && !(fault.edit.pages && CHANNELS.some(({ file: own }) => own === path)),
        )
        // A mini-program is one thing in several files: what is wrong in one may show in its list of pages.
        if (fault.edit.project) expect(new Set(seenHere.map(folderOf))).toEqual(new Set([folderOf(file)]))
        else expect(seenHere.sort()).toEqual(both.sort())
        seen.push({ planted, text: seenHere.map(path => textOf(folder, path)).join('\n') })
      })
    }
    expect(seen[0]).toEqual(seen[1])
  })

  it.each(faults)('$name goes to the first and to the last eligible place', async fault => {
    const places: string[] = []
    for (let round = 0; round < 2; round++) {
      await inFolder(async folder => {
        const [place] = applyFault(fault, folder, { choice: drawnChoice(7, round) })
        places.push(`${place?.unit} ${place?.otherUnit} ${place?.line}`)
      })
    }
    if (fault.edit.items && !fault.edit.items.dropColumn && !fault.edit.pages)
      expect(places[0]).not.toBe(places[1])
  })
})

describe('changes', () => {
  const random = seeded(1)
  const record = { dept_code: '11330000MB0FAKE02L', limit: '20' }

  it.each([
    ['a bare value', 'x', 'x'],
    ['a value', { value: null }, null],
    ['a text with slots', { text: '{dept_code:9-17}-{limit}' }, 'MB0FAKE02-20'],
    ['full-width digits', { fullWidth: true }, '００Ａ'.replace('Ａ', 'A')],
  ] as const)('%s', (_, change, expected) => {
    expect(changed(change as never, '00A', record, random)).toBe(expected)
  })

  it('replaces one character by another one', () => {
    for (let round = 0; round < 50; round++) {
      const text = changed({ replace: { at: [2, 3], with: ['0', '1'] } }, '0000', record, random) as string
      expect(text).toMatch(/^0(10|01)0$/)
    }
  })

  it('adds to another field, cuts, appends and draws', () => {
    expect(Number(changed({ plus: { field: 'limit', by: [1, 3] } }, '', record, random))).toBeGreaterThan(20)
    expect(changed({ cut: [2, 2] }, '12345', record, random)).toBe('123')
    expect(changed({ append: ['!'] }, '12345', record, random)).toBe('12345!')
    expect(['a', 'b']).toContain(changed({ pick: ['a', 'b'] }, '', record, random))
  })

  it('spoils one fitting material', () => {
    const cell = '申请表|form|1|none; 身份信息|shared|1|data'
    const change = { material: { where: { source: ['shared'] }, set: { source: 'upload' } } }
    expect(changed(change, cell, record, random)).toBe('申请表|form|1|none; 身份信息|upload|1|data')
  })

  it.each([
    ['x', 'x', true],
    [['x', 'y'], 'y', true],
    [{ filled: true }, '', false],
    [{ not: ['x'] }, 'x', false],
    [{ contains: 'b' }, 'abc', true],
    [{ above: 3 }, '4', true],
    [{ above: 3 }, '', false],
  ] as const)('condition %j on %s is %s', (condition, value, expected) => {
    expect(holds(condition as never, value)).toBe(expected)
  })
})
