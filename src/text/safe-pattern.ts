const LONGEST = 500

/**
 * A pattern of a document as a regular expression, or undefined where it is none, or one that could take longer than linear time
 * on short texts: repeated groups, back references, look-behinds, more than four open-ended repetitions.
 */
export function safePattern(source: string): RegExp | undefined {
  if (source.length > LONGEST) return undefined
  const plain = source.replace(/\\[^0-9k]/g, 'x').replace(/\[[^\]]*\]/g, 'x')
  if (/\)(?:[*+]|\{)|\\|\(\?</.test(plain)) return undefined
  if ((plain.match(/[*+]|\{\d*,\d*\}/g)?.length ?? 0) > 4) return undefined
  try {
    return new RegExp(source, 'u')
  } catch {
    return undefined
  }
}
