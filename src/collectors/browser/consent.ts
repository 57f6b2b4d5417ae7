import type { Page } from 'puppeteer-core'
import type { ConsentLayer } from '../../model/page-privacy.ts'
import { type ConsentWords, type FoundLayer, findConsent } from './in-page/consent.ts'
import { installKit } from './in-page/kit.ts'

const WORDS: ConsentWords = {
  subject: ['隐私', '个人信息', '用户协议', '服务协议', '用户服务'],
  agree: ['同意', '接受', '允许', '知道了', '已了解', '我已知悉'],
  refuse: ['不同意', '拒绝', '暂不', '不接受', '仅浏览', '退出', '取消', '不使用'],
}

/** The consent layer that stands open, or null. */
export async function consentLayer(page: Page): Promise<FoundLayer | null> {
  await page.evaluate(installKit)
  return page.evaluate(findConsent, WORDS)
}

/** What of a layer is evidence. */
export function layerFact({ taps: _, ...layer }: FoundLayer): ConsentLayer {
  return layer
}

/** Answers the layer as a person would, so that the page behind it can be looked at; ticks its boxes to agree. */
export async function answerConsent(
  page: Page,
  layer: FoundLayer,
  answer: 'agree' | 'refuse',
): Promise<boolean> {
  const button = layer.taps[answer]
  if (button === null) return false
  await page.evaluate(answering, true)
  for (const box of answer === 'agree' ? layer.taps.boxes : []) await tap(page, box)
  const answered = await tap(page, button)
  await page.evaluate(answering, false).catch(() => {})
  return answered
}

/** An answer to the layer is no tap on what the page offers; runs in the page. */
function answering(now: boolean): void {
  Object.assign(globalThis, { [Symbol.for('wutong.answering')]: now })
}

async function tap(page: Page, selector: string): Promise<boolean> {
  const element = await page.$(selector)
  if (!element) return false
  await element.tap().catch(() => element.evaluate(one => (one as HTMLElement).click()))
  await element.dispose()
  return true
}
