const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * Check character of ISO 7064 MOD 37,36 over upper case letters and digits; undefined for any other character or ''.
 * A hybrid system: it catches every change of one character.
 */
export function mod3736CheckCharacter(text: string): string | undefined {
  if (text === '') return undefined
  let product = 36
  for (const character of text) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) return undefined
    product = ((product + value) % 36 || 36) * 2
    product %= 37
  }
  return ALPHABET[(37 - product) % 36]
}
