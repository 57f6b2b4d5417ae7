/** Formats the official OpenAPI schemas use, each decided in one pass: no pattern that can run away on long input. */
export const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'uri-reference': isUriReference,
  uri: text => /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) && isUriReference(text),
  email: isEmail,
  regex: isPattern,
  'media-range': isMediaRange,
}

const URI_CHARACTERS = /^(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=[\]]|%[0-9A-Fa-f]{2})*$/

/**
 * RFC 3986 as far as single characters, percent-encodings, the one `#` and the scheme go. Spaces, braces and
 * non-ASCII letters are refused, as the format demands, save braces in a fragment.
 */
function isUriReference(text: string): boolean {
  const hash = text.indexOf('#')
  // Braces in fragments: OpenAPI up to 3.0.3 itself writes `operationRef: '#/paths/~1users~1{name}/get'`.
  if (!URI_CHARACTERS.test(hash < 0 ? text : text.slice(0, hash) + text.slice(hash).replace(/[{}]/g, '')))
    return false
  if (hash >= 0 && text.includes('#', hash + 1)) return false
  const first = /^[^/?#]*/.exec(text)?.[0] ?? ''
  // A colon in the first segment makes what is before it a scheme.
  const colon = first.indexOf(':')
  if (colon >= 0 && !/^[A-Za-z][A-Za-z0-9+.-]*$/.test(first.slice(0, colon))) return false
  const authority = /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?\/\/[^/?#]*/.exec(text)?.[0] ?? ''
  // Square brackets stand around IPv6 hosts only.
  return !/[[\]]/.test(text.slice(authority.length))
}

/** `local@domain`, dot-atoms on both sides (RFC 5321 without quoted local parts), at most 254 characters. */
function isEmail(text: string): boolean {
  if (text.length > 254) return false
  const at = text.indexOf('@')
  if (at < 1 || at !== text.lastIndexOf('@')) return false
  const atoms = text.slice(0, at).split('.')
  const labels = text.slice(at + 1).split('.')
  return (
    atoms.every(atom => /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+$/.test(atom)) &&
    labels.every(label => label.length <= 63 && /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label))
  )
}

/** Compiles as ECMA-262, with or without the `u` flag: the specification names the 5.1 dialect, which had none. */
function isPattern(text: string): boolean {
  return compiles(text, '') || compiles(text, 'u')
}

function compiles(text: string, flags: string): boolean {
  try {
    new RegExp(text, flags)
    return true
  } catch {
    return false
  }
}

/** `type/subtype`, `type/*` or `*` + `/*`, parameters allowed (RFC 9110). */
function isMediaRange(text: string): boolean {
  const type = text.split(';', 1)[0]?.trim() ?? ''
  return /^(?:\*\/\*|[\w!#$&^.+-]+\/(?:\*|[\w!#$&^.+*-]+))$/.test(type)
}
