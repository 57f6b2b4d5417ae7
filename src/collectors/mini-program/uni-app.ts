import { isObject } from '../../text/json-tree.ts'
import type { JsoncFile } from './jsonc-file.ts'
import { Parts, pagePath } from './parts.ts'

/** What a uni-app project says of itself in its sources (`manifest.json`, `pages.json`). */
export interface UniApp {
  name?: string
  version?: { name?: string; code?: number }
  /** Pages of `pages.json`, subpackages included. */
  pages: string[]
  /** `#ifdef` comments stand in `pages.json`: which pages a build holds shows in the build only. */
  conditional: boolean
  /** Build folders of the platforms the manifest has settings for. */
  targets: string[]
  /** `router.mode` of the H5 build: `hash` or `history`. */
  h5Router?: string
}

const TARGETS = ['mp-weixin', 'mp-alipay', 'mp-baidu', 'mp-toutiao', 'mp-qq', 'quickapp-webview', 'h5']

/** Is this `manifest.json` one of uni-app? (A web app manifest and a W3C MiniApp manifest have the same name.) */
export function isUniApp(manifest: Record<string, unknown>): boolean {
  return ['versionName', 'vueVersion', 'app-plus', 'mp-weixin', 'uniStatistics'].some(key =>
    Object.hasOwn(manifest, key),
  )
}

export function readUniApp(manifest: JsoncFile, pages: JsoncFile | undefined): UniApp {
  const parts = new Parts()
  const { value } = manifest
  const name = parts.text(value.name, '/name')
  const versionName = parts.text(value.versionName, '/versionName')
  const code = Number(value.versionCode)
  const h5 =
    isObject(value.h5) && isObject(value.h5.router) ? parts.text(value.h5.router.mode, '/h5') : undefined
  return {
    ...(name ? { name } : {}),
    ...(versionName === undefined
      ? {}
      : { version: { name: versionName, ...(Number.isSafeInteger(code) && code > 0 ? { code } : {}) } }),
    pages: pages ? pagesOf(pages.value, parts) : [],
    conditional: pages?.conditional ?? false,
    targets: TARGETS.filter(target => Object.hasOwn(value, target)),
    ...(h5 ? { h5Router: h5 } : {}),
  }
}

function pagesOf(value: Record<string, unknown>, parts: Parts): string[] {
  const pathsIn = (list: unknown, root: string) =>
    parts.list(list, '/pages', 5000).flatMap(([page]) => {
      const path = isObject(page) ? parts.text(page.path, '/pages') : undefined
      return path === undefined ? [] : [root + pagePath(path)]
    })
  const sub = ['subPackages', 'subpackages'].flatMap(key =>
    parts.list(value[key], `/${key}`).flatMap(([member]) => {
      const root = isObject(member) ? parts.text(member.root, `/${key}`) : undefined
      return isObject(member) && root !== undefined
        ? pathsIn(member.pages, `${root.replace(/\/+$/, '')}/`)
        : []
    }),
  )
  return [...pathsIn(value.pages, ''), ...sub]
}
