import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { pageChannel, visitsOf } from '../collectors/pages/visits.ts'
import type { Manifest } from '../model/manifest.ts'
import type { PagesEdit, TextEdit } from './fault-file.ts'
import type { Choice, Planted } from './fault-patch.ts'

/** Puts a page fault into the copied build; its answer names the pages to look at again. */
export function plantPages(edit: PagesEdit, folder: string, choice: Choice): Planted[] {
  const manifest = parse(readFileSync(join(folder, 'wutong.yaml'), 'utf8')) as Manifest
  const channel = pageChannel(manifest)
  if (channel?.bundle === undefined) throw new Error('no channel with a build folder')
  const build = channel.bundle
  for (const one of [edit, ...(edit.also ?? [])]) change(join(folder, build, one.file), one)
  const known = [
    ...new Set(visitsOf(manifest, channel, { host: undefined, mayType: true }).map(({ route }) => route)),
  ]
  const among = edit.among?.includes('*') ? known : (edit.among ?? [])
  const drawn = among.length > 0 ? choice.places(among, 1) : []
  const again = [...(edit.routes ?? []), ...drawn]
  const shown = drawn.length > 0 ? drawn : again
  if (shown[0] === undefined) throw new Error('routes or among is needed')
  const pages = { again, shown }
  return [{ unit: shown[0], file: `${build}/${edit.file}`, pointer: '*', pages, slots: {} }]
}

function change(path: string, edit: TextEdit): void {
  writeFileSync(path, changed(readFileSync(path, 'utf8'), edit))
}

function changed(text: string, { from = '', to = '', all, append }: TextEdit): string {
  if (append !== undefined) return text + append
  const found = from === '' ? 0 : text.split(from).length - 1
  if (found === 0 || (found > 1 && !all)) throw new Error(`stands there ${found} times: ${from}`)
  return text.replaceAll(from, () => to)
}
