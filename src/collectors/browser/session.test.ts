import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SmallSite, startSmallSite } from '../../testing/small-site.ts'
import { lookAt } from './look.ts'
import { BrowserSession } from './session.ts'

let site: SmallSite
let session: BrowserSession
beforeAll(async () => {
  site = await startSmallSite({ '/': '<!DOCTYPE html><title>页</title><p>正文' })
  session = await BrowserSession.open(undefined, ['127.0.0.1'])
}, 90_000)
afterAll(async () => {
  await session?.close()
  await site?.close()
})

it('looks at a page in a new browser where the old one died under it', { timeout: 180_000 }, async () => {
  const options = { allows: (host: string) => host === site.host, loadMs: 20_000, settleMs: 800 }
  const sight = { role: 'found', url: `${site.origin}/`, state: 'standard' as const }
  let kill = true
  const looks = [0, 1].map(() =>
    session.within('standard', async tabs => {
      if (kill) {
        kill = false
        const page = await tabs.newPage()
        page.browser().process()?.kill('SIGKILL')
        await new Promise(resolve => page.browser().once('disconnected', resolve))
      }
      return lookAt(tabs, sight, options)
    }),
  )
  for (const looked of await Promise.all(looks)) expect(looked).toMatchObject({ capture: { title: '页' } })
  expect(await session.within('standard', tabs => lookAt(tabs, sight, options))).toMatchObject({
    capture: { title: '页' },
  })
})
