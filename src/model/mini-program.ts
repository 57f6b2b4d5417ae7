/** Whose manifest it is. A uni-app project is judged by what it was built to. */
export type MiniProgramKind = 'wechat' | 'alipay' | 'w3c'

/** One mini-program as its manifest describes it: one shape whatever the framework. Data of a `packages` unit. */
export interface MiniProgram {
  kind: MiniProgramKind
  /** `channels[].id`. */
  channel: string
  /** Path of the manifest (`app.json`, `manifest.json`), relative to the app's folder; pointers of findings count in it. */
  file: string
  /** What the project is written with, where the folder shows it. */
  framework?: 'uni-app'
  name?: string
  /** Whether an app id is stated; the id itself is not kept. */
  appid: boolean
  version?: { name?: string; code?: number }
  /** In order of declaration, main package first; the first one opens. */
  pages: MiniProgramPage[]
  subpackages: { root: string; pages: number; independent: boolean }[]
  tabs: { page: string; pointer: string }[]
  /** Permissions with the purpose stated to the user (empty = none stated). */
  permissions: { name: string; purpose: string; pointer: string }[]
  /** WeChat `requiredPrivateInfos`. */
  privateInfos: string[]
  plugins: { name: string; provider: string; version: string }[]
  widgets: { name: string; path: string }[]
  /** With the platform's defaults filled in. */
  window: { orientation: string; fullscreen: boolean; background: string }
  /** WeChat `sitemapLocation`: is the file there? */
  sitemap?: { file: string; exists: boolean }
  /** Members the reader could make nothing of (a page that is no text, a list that is none, more pages than are kept), by JSON pointer. */
  odd: string[]
}

export interface MiniProgramPage {
  /** Relative to the mini-program's root, no leading slash, no extension. */
  path: string
  /** In the manifest. */
  pointer: string
  /** A template or script of the page is there; null where the folder could not be looked at. */
  exists: boolean | null
}
