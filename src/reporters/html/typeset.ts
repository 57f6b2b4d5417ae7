const HAN = '[\\p{Script=Han}〔〕、。《》]'
const WIDE: Record<string, string> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？' }
const BESIDE_HAN = new RegExp(`(?<=${HAN})[,;:!?](?!/)|[,;:!?](?=${HAN})`, 'gu')
const WITH_HAN = new RegExp(HAN, 'u')

/**
 * Chinese words for print: half-width punctuation beside Chinese characters becomes full-width, brackets in pairs.
 * For our own templates, before fields are filled in: data keeps the characters it came with.
 */
export function typeset(text: string): string {
  return text
    .replace(/\(([^()]*)\)/gu, (whole, inner: string, at: number) => {
      const before = text[at - 1] ?? ''
      return WITH_HAN.test(inner) || WITH_HAN.test(before) ? `（${inner}）` : whole
    })
    .replace(BESIDE_HAN, mark => WIDE[mark] as string)
    .replace(/(?<=[）}])[,;:](?=\{)/gu, mark => WIDE[mark] as string)
}
