import type { MiniProgram } from '../../model/mini-program.ts'
import { isObject } from '../../text/json-tree.ts'
import type { JsoncFile } from './jsonc-file.ts'
import { addPages, emptyProgram, MOST_PAGES, Parts, pagePath } from './parts.ts'

/** `manifest.json` of a W3C MiniApp in the common shape. Defaults as MiniApp Manifest states them: portrait, white, no full screen. */
export function readW3c(manifest: JsoncFile, channel: string): MiniProgram {
  const parts = new Parts()
  const program = emptyProgram('w3c', channel, manifest.source.path)
  const { value } = manifest
  const name = parts.text(value.name, '/name')
  if (name !== undefined) program.name = name
  program.appid = (parts.text(value.app_id, '/app_id') ?? '') !== ''
  if (isObject(value.version)) {
    const stated = parts.text(value.version.name, '/version/name')
    const { code } = value.version
    program.version = {
      ...(stated === undefined ? {} : { name: stated }),
      ...(typeof code === 'number' && Number.isFinite(code) ? { code } : {}),
    }
  } else if (value.version !== undefined) parts.note('/version')
  addPages(
    program,
    parts,
    parts.list(value.pages, '/pages', MOST_PAGES + 1).flatMap(([page, pointer]) => {
      const path = parts.text(page, pointer)
      return path === undefined ? [] : [{ path: pagePath(path), pointer }]
    }),
  )
  // The drafts spelt this member in several ways.
  for (const key of ['req_permissions', 'reqPermissions'] as const) {
    for (const [member, pointer] of parts.list(value[key], `/${key}`)) {
      const asked = isObject(member) ? parts.text(member.name, `${pointer}/name`) : undefined
      if (asked === undefined || !isObject(member)) parts.note(pointer)
      else
        program.permissions.push({
          name: asked,
          purpose: parts.text(member.reason, `${pointer}/reason`) ?? '',
          pointer,
        })
    }
  }
  for (const [member, pointer] of parts.list(value.widgets, '/widgets')) {
    const path = isObject(member) ? parts.text(member.path, `${pointer}/path`) : undefined
    if (path === undefined || !isObject(member)) parts.note(pointer)
    else
      program.widgets.push({ name: parts.text(member.name, `${pointer}/name`) ?? '', path: pagePath(path) })
  }
  if (isObject(value.window)) {
    const { window } = value
    program.window = {
      orientation: parts.text(window.orientation, '/window/orientation') ?? program.window.orientation,
      fullscreen: window.fullscreen === true,
      background:
        parts.text(window.background_color, '/window/background_color') ?? program.window.background,
    }
  } else if (value.window !== undefined) parts.note('/window')
  program.odd = parts.odd
  return program
}
