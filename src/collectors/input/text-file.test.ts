import { symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { InputError } from '../../model/input-error.ts'
import { appFolder } from '../../testing/app-folder.ts'
import { readText } from './text-file.ts'
import { openText } from './text-stream.ts'

const MB = 1024 * 1024

async function faultOf(promise: Promise<unknown>): Promise<Pick<InputError, 'code' | 'place' | 'data'>> {
  const error = await promise.then(
    () => undefined,
    caught => caught as unknown,
  )
  if (!(error instanceof InputError)) throw new Error(`no InputError: ${String(error)}`)
  const { code, place, data } = error
  return { code, place, data }
}

async function streamed(folder: string, path: string, keep = MB) {
  const stream = await openText(folder, path, 1024 * MB, keep)
  let text = ''
  for await (const piece of stream.pieces()) text += piece
  return { pieces: text, ...stream.summary() }
}

describe('where a file may be', () => {
  it('reads below the folder and names it with forward slashes', async () => {
    const folder = appFolder({ 'data/a.yaml': 'a: 1\n' })
    const read = await readText(folder, './data\\a.yaml', MB)
    expect(read).toMatchObject({ path: 'data/a.yaml', text: 'a: 1\n', bytes: 5 })
  })

  it.each([
    ['nothing.yaml', 'file-missing'],
    ['data', 'not-a-file'],
    ['.', 'not-a-file'],
    ['', 'not-a-file'],
    ['../a.yaml', 'path-outside'],
    ['data/../../a.yaml', 'path-outside'],
    ['/etc/hostname', 'path-outside'],
    ['C:\\items.csv', 'path-outside'],
    ['https://example.cn/a.yaml', 'path-remote'],
    ['data/a.yaml/b', 'file-missing'],
    ['a\0b', 'file-missing'],
    ['loop', 'file-unreadable'],
    ['out', 'path-outside'],
    ['outdir/secret', 'path-outside'],
  ])('refuses %s as %s', async (path, code) => {
    const outside = appFolder({ secret: 'x' })
    const folder = appFolder({ 'data/a.yaml': 'a: 1\n' })
    symlinkSync(join(outside, 'secret'), join(folder, 'out'))
    symlinkSync(outside, join(folder, 'outdir'))
    symlinkSync('loop', join(folder, 'loop'))
    expect((await faultOf(readText(folder, path, MB))).code).toBe(code)
  })

  it('follows links that stay inside, also when the folder itself is one', async () => {
    const folder = appFolder({ 'data/a.yaml': 'a: 1\n' })
    symlinkSync('data/a.yaml', join(folder, 'link.yaml'))
    const alias = appFolder()
    symlinkSync(folder, join(alias, 'app'))
    expect((await readText(join(alias, 'app'), 'link.yaml', MB)).text).toBe('a: 1\n')
  })

  it('names the nearest file', async () => {
    const folder = appFolder({ 'data/items.csv': 'x' })
    const { data } = await faultOf(readText(folder, 'data/item.csv', MB))
    expect(data.near).toBe('data/items.csv')
  })

  it('refuses 200 MB before reading it', async () => {
    const folder = appFolder({ 'big.yaml': '' })
    truncateSync(join(folder, 'big.yaml'), 200 * MB)
    const before = performance.now()
    const { code, data } = await faultOf(readText(folder, 'big.yaml', 20 * MB))
    expect([code, data]).toEqual(['too-large', { size: 200, limit: 20 }])
    expect(performance.now() - before).toBeLessThan(500)
  })
})

describe('what a text may be', () => {
  it('makes BOM, CRLF and CR the same text and hash as LF, whole and in pieces', async () => {
    const lines = ['编码,名称', '甲,乙', '丙,丁', '']
    const folder = appFolder({
      lf: lines.join('\n'),
      crlf: lines.join('\r\n'),
      cr: lines.join('\r'),
      bom: `\uFEFF${lines.join('\r\n')}`,
    })
    const lf = await readText(folder, 'lf', MB)
    expect(lf.bytes).toBe(Buffer.byteLength(lf.text))
    for (const path of ['crlf', 'cr', 'bom']) {
      expect(await readText(folder, path, MB)).toEqual({ ...lf, path })
    }
    for (const path of ['lf', 'crlf', 'cr', 'bom']) {
      const { pieces, sha256, bytes, text } = await streamed(folder, path)
      expect({ text: pieces, sha256, bytes, kept: text }).toEqual({
        text: lf.text,
        sha256: lf.sha256,
        bytes: lf.bytes,
        kept: lf.text,
      })
    }
  })

  it('cuts pieces between characters and keeps line ends whole across them', async () => {
    // Odd lengths put characters and line ends on every chunk border.
    const text = Array.from({ length: 90_000 }, (_, i) => `第${i}行${'x'.repeat(i % 7)}`).join('\r\n')
    const folder = appFolder({ long: text })
    const { pieces, sha256, text: kept } = await streamed(folder, 'long', 1000)
    expect(pieces).toBe(text.replaceAll('\r\n', '\n'))
    expect(sha256).toBe((await readText(folder, 'long', 4 * MB)).sha256)
    expect(kept).toBeUndefined()
  })

  const gbk = Buffer.from([0x61, 0x3a, 0x0a, 0xca, 0xc2, 0xcf, 0xee, 0xc3, 0xfb, 0xb3, 0xc6])
  it.each([
    ['gbk', gbk, 'encoding-gbk', { line: 2, column: 1 }, { sample: '事项名称' }],
    [
      'utf16le',
      Buffer.from('\uFEFFa: 1', 'utf16le'),
      'encoding-utf16',
      { line: 1, column: 1 },
      { encoding: 'UTF-16LE' },
    ],
    [
      'utf16 unmarked',
      Buffer.from('wutong: 1', 'utf16le'),
      'encoding-utf16',
      { line: 1, column: 1 },
      { encoding: 'UTF-16LE' },
    ],
    [
      'utf16be',
      Buffer.from('\uFEFFa: 1', 'utf16le').swap16(),
      'encoding-utf16',
      { line: 1, column: 1 },
      { encoding: 'UTF-16BE' },
    ],
    [
      'bad byte',
      Buffer.from([0x61, 0x0a, 0x62, 0xff, 0x63]),
      'encoding-unknown',
      { line: 2, column: 2 },
      { byte: '0xFF' },
    ],
    [
      'cut off',
      Buffer.from([0x61, 0xe4, 0xb8]),
      'encoding-unknown',
      { line: 1, column: 2 },
      { byte: '0xE4' },
    ],
    [
      'xlsx',
      Buffer.from([0x50, 0x4b, 3, 4, 0, 0]),
      'binary-file',
      { line: 1, column: 1 },
      { kind: 'ZIP/XLSX/DOCX' },
    ],
    [
      'nul',
      Buffer.from('a: 1\nb: \0\n'),
      'control-character',
      { line: 2, column: 4 },
      { character: 'U+0000' },
    ],
  ])('says of %s what and where, whole and in pieces', async (path, bytes, code, spot, data) => {
    const folder = appFolder({ file: bytes })
    const place = { file: 'file', ...spot }
    expect(await faultOf(readText(folder, 'file', MB)), path).toEqual({ code, place, data })
    expect(await faultOf(streamed(folder, 'file')), path).toEqual({ code, place, data })
  })

  it('finds the bad byte of a later piece', async () => {
    const good = Buffer.from('事项,名称\n'.repeat(40_000))
    const folder = appFolder({ file: Buffer.concat([good, Buffer.from([0x61, 0xca, 0xc2, 0xcf, 0xee])]) })
    const { code, place } = await faultOf(streamed(folder, 'file'))
    expect([code, place]).toEqual(['encoding-gbk', { file: 'file', line: 40_001, column: 2 }])
  })

  it.each([
    ['\u001b', 'U+001B'],
    ['\u0007', 'U+0007'],
    ['\u007f', 'U+007F'],
    ['\u009b', 'U+009B'],
  ])('refuses control character %j', async (character, name) => {
    const folder = appFolder({ file: `a: 1\nb: x${character}\n` })
    const { code, place, data } = await faultOf(readText(folder, 'file', MB))
    expect([code, place, data]).toEqual([
      'control-character',
      { file: 'file', line: 2, column: 5 },
      { character: name },
    ])
  })

  it('keeps bidi marks, markup and full-width characters: they are data', async () => {
    const text = 'name: "\u202E<b>１２３</b>\u2010"\n'
    const folder = appFolder({})
    writeFileSync(join(folder, 'file'), text)
    expect((await readText(folder, 'file', MB)).text).toBe(text)
  })
})
