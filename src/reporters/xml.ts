import { visible } from '../text/fill.ts'

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Text for an XML 1.0 element or quoted attribute. XML 1.0 cannot hold most control characters even as entities, so they appear
 * as `visible` writes them; line ends stay.
 */
export function xmlText(text: string): string {
  return text
    .split('\n')
    .map(visible)
    .join('\n')
    .replace(/[\uFFFE\uFFFF]/g, one => `[U+${one.charCodeAt(0).toString(16).toUpperCase()}]`)
    .replace(/[&<>"']/g, one => ENTITIES[one] as string)
}

/** An element; attributes are escaped and left out where undefined, children are XML already (`xmlText` for text). */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  children: readonly string[] = [],
): string {
  const stated = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xmlText(visible(String(value)))}"`)
    .join('')
  const inside = children.filter(Boolean).join('\n')
  return inside === '' ? `<${name}${stated}/>` : `<${name}${stated}>${inside}</${name}>`
}
