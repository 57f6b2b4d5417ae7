import type { MiniProgram } from '../../model/mini-program.ts'
import { isObject } from '../../text/json-tree.ts'
import type { JsoncFile } from './jsonc-file.ts'
import { addPages, emptyProgram, MOST_PAGES, Parts, pagePath } from './parts.ts'

/**
 * `app.json` of WeChat or Alipay in the common shape. The two differ in a few names only: `list`/`items` of the tab bar,
 * `text`/`name`, and what a window is called.
 *
 * Sources: the platforms' public references of app.json (全局配置).
 */
export function readAppJson(app: JsoncFile, kind: 'wechat' | 'alipay', channel: string): MiniProgram {
  const parts = new Parts()
  const program = emptyProgram(kind, channel, app.source.path)
  const { value } = app
  const own = parts.list(value.pages, '/pages', MOST_PAGES + 1).flatMap(([page, pointer]) => {
    const path = parts.text(page, pointer)
    return path === undefined ? [] : [{ path: pagePath(path), pointer }]
  })
  addPages(program, parts, own)
  // Both spellings are accepted by the platforms.
  for (const key of ['subpackages', 'subPackages'] as const) {
    for (const [member, pointer] of parts.list(value[key], `/${key}`))
      subpackage(member, pointer, program, parts)
  }
  tabs(value.tabBar, program, parts)
  for (const [name, member, pointer] of parts.map(value.permission, '/permission')) {
    const purpose = isObject(member) ? parts.text(member.desc, `${pointer}/desc`) : undefined
    program.permissions.push({ name, purpose: purpose ?? '', pointer })
  }
  program.privateInfos = parts.texts(value.requiredPrivateInfos, '/requiredPrivateInfos')
  for (const [name, member, pointer] of parts.map(value.plugins, '/plugins'))
    plugin(name, member, pointer, program, parts)
  window(value.window, program, parts)
  program.odd = parts.odd
  return program
}

function subpackage(member: unknown, pointer: string, program: MiniProgram, parts: Parts): void {
  const root = isObject(member) ? parts.text(member.root, `${pointer}/root`) : undefined
  if (root === undefined || !isObject(member)) {
    parts.note(pointer)
    return
  }
  const folder = root.replace(/^\/+|\/+$/g, '')
  const pages = parts.list(member.pages, `${pointer}/pages`, MOST_PAGES + 1).flatMap(([page, at]) => {
    const path = parts.text(page, at)
    return path === undefined ? [] : [{ path: `${folder}/${pagePath(path)}`, pointer: at }]
  })
  addPages(program, parts, pages)
  program.subpackages.push({ root: folder, pages: pages.length, independent: member.independent === true })
  for (const [name, one, at] of parts.map(member.plugins, `${pointer}/plugins`))
    plugin(name, one, at, program, parts)
}

function tabs(value: unknown, program: MiniProgram, parts: Parts): void {
  if (!isObject(value)) {
    if (value !== undefined && value !== null) parts.note('/tabBar')
    return
  }
  for (const key of ['list', 'items'] as const) {
    for (const [member, pointer] of parts.list(value[key], `/tabBar/${key}`)) {
      const page = isObject(member) ? parts.text(member.pagePath, `${pointer}/pagePath`) : undefined
      if (page === undefined) parts.note(pointer)
      else program.tabs.push({ page: pagePath(page), pointer: `${pointer}/pagePath` })
    }
  }
}

function plugin(name: string, member: unknown, pointer: string, program: MiniProgram, parts: Parts): void {
  if (!isObject(member)) {
    parts.note(pointer)
    return
  }
  program.plugins.push({
    name,
    provider: parts.text(member.provider, `${pointer}/provider`) ?? '',
    version: parts.text(member.version, `${pointer}/version`) ?? '',
  })
}

function window(value: unknown, program: MiniProgram, parts: Parts): void {
  if (!isObject(value)) {
    if (value !== undefined && value !== null) parts.note('/window')
    return
  }
  const orientation = parts.text(value.pageOrientation, '/window/pageOrientation')
  const background = parts.text(value.backgroundColor, '/window/backgroundColor')
  if (orientation) program.window.orientation = orientation
  if (background) program.window.background = background
  const title = parts.text(
    value.navigationBarTitleText ?? value.defaultTitle,
    '/window/navigationBarTitleText',
  )
  if (title) program.name = title
}
