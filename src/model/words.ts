/** Words shown to users. zh-CN is the source language, en is complete. */
export interface Words {
  zh: string
  en: string
}
export type Lang = keyof Words
