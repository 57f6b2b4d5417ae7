import { describe, expect, it } from 'vitest'
import type { Collector } from '../../model/collector.ts'
import type { Manifest } from '../../model/manifest.ts'
import { appFolder } from '../../testing/app-folder.ts'
import { collected } from '../../testing/memory-sink.ts'
import { pagesCollector } from './collector.ts'

const channel = { id: 'h5', type: 'h5', entry: 'https://m.example.cn/#/' }
const manifest = (bundle?: string): Omit<Manifest, 'wutong'> => ({
  environments: { local: { pages: 'bundle' } },
  channels: [{ ...channel, ...(bundle === undefined ? {} : { bundle }) }],
  pages: { home: '#/', about: '#/about', privacy: '#/privacy' },
})

/** The collector as it is run where pages are in scope, in the environment `local`. */
const inScope: Collector = {
  kinds: ['pages'],
  collect: (context, sink) =>
    pagesCollector.collect({ ...context, parts: new Set(['pages']), environment: 'local' }, sink),
}

describe('pages from a build that is not there', () => {
  it.each([
    ['a folder that is missing', manifest('dist'), 'build-missing', { path: 'dist' }],
    ['a folder without a page', manifest('h5'), 'build-missing', { path: 'h5' }],
    ['no folder stated', manifest(), 'build-not-stated', { channel: 'h5' }],
    ['a folder outside', manifest('../dist'), 'path-outside', { path: '../dist/index.html' }],
  ])('%s is one reason, said once, without a browser', async (_, stated, code, data) => {
    const { units, record } = await collected(inScope, appFolder({ 'h5/app.js': '' }), stated)
    expect(units).toMatchObject([{ key: 'pages', status: 'missing', required: true, detail: { code, data } }])
    expect(record).toMatchObject({ status: 'missing' })
  })
})
