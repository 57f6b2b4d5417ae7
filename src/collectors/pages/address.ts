/** Parameters that tell visits apart, not pages. */
const TRACKING = /^(?:utm_\w+|spm|from|_|_t|t|ts|timestamp|rnd|random|v|scene|share\w*|channel_?id)$/i
/** Files a browser downloads or shows as they are: no pages. */
const FILE =
  /\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|apk|ipa|exe|jpe?g|png|gif|webp|svg|ico|mp[34]|css|m?js|json|xml|txt|csv|woff2?)$/i
/** Following such a link may end a session or change something. */
const UNSAFE = /log-?out|sign-?out|unregister|delete|remove|cancel|unsubscribe|退出|注销|删除|撤销|取消/i

/**
 * One name for one page: no tracking parameters, the others in order, no slash at the end, a fragment only where it is a
 * route of a single-page app (`#/…`, `#!/…`).
 */
export function pageAddress(url: URL): string {
  const fragment = /^#!?\//.test(url.hash) ? url.hash : ''
  const [route = '', query = ''] = fragment.split('?')
  const hash = route.replace(/(.)\/$/, '$1') + kept(query)
  return `${url.origin}${url.pathname.replace(/(.)\/$/, '$1')}${kept(url.search.slice(1))}${hash}`
}

/** Pages that differ in identifiers only have one shape: `/items/:id`; of a query only the names count. */
export function routeShape(address: string): string {
  const url = new URL(address)
  const [route = '', query = ''] = url.hash.split('?')
  return `${shapeOf(url.pathname)}${names(url.search.slice(1))}${shapeOf(route)}${names(query)}`
}

/** Where a link leads that a visitor of the app may follow; undefined where it is no page of the app. */
export function linkedPage(href: string, entry: URL): URL | undefined {
  const url = URL.parse(href)
  if (!url || url.origin !== entry.origin || FILE.test(url.pathname)) return undefined
  return url
}

/** A link that may do more than show a page. */
export function isUnsafe(url: URL, text: string): boolean {
  return UNSAFE.test(`${decoded(url.pathname + url.search + url.hash)} ${text}`)
}

/** What the manifest would write for this page: a route of the entry, else the whole address. */
export function routeOf(address: string, entry: URL): string {
  const url = new URL(address)
  if (url.origin !== entry.origin) return address
  if (url.hash !== '' && url.pathname === entry.pathname && url.search === entry.search) return url.hash
  return `${url.pathname}${url.search}${url.hash}`
}

function kept(query: string): string {
  const parameters = [...new URLSearchParams(query)].filter(([name]) => !TRACKING.test(name))
  if (parameters.length === 0) return ''
  parameters.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `?${new URLSearchParams(parameters)}`
}

function names(query: string): string {
  const found = [...new Set(new URLSearchParams(query).keys())]
  return found.length === 0 ? '' : `?${found.join('&')}`
}

function shapeOf(path: string): string {
  return path
    .split('/')
    .map(step => (/\d{3,}|^\d+$|^[0-9a-f-]{16,}$|.{40}/i.test(step) ? ':id' : step))
    .join('/')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
