import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../model/manifest.ts'
import { appFolder } from '../../testing/app-folder.ts'
import { collected } from '../../testing/memory-sink.ts'
import { channelItemsCollector } from './channel-items.ts'

function read(files: Record<string, string>, channels: Manifest['channels']) {
  return collected(channelItemsCollector, appFolder(files), channels ? { channels } : {})
}

describe('what each channel shows', () => {
  it('is read in any format of the catalogue, each item with its channel and place', async () => {
    const { units, record, sources } = await read(
      {
        'app.csv': '实施编码,事项名称\nA1,甲\nA2,乙\n',
        'page.json': '[{"task_code": "A1", "task_name": "甲"}]',
      },
      [
        { id: 'app', catalogue: { source: 'app.csv' } },
        { id: 'silent' },
        { type: 'h5', catalogue: { source: 'page.json' } },
      ],
    )
    expect(units.map(({ key, channel, at }) => [key, channel, at?.file, at?.line])).toEqual([
      ['app:A1', 'app', 'app.csv', 2],
      ['app:A2', 'app', 'app.csv', 3],
      ['h5:A1', 'h5', 'page.json', 1],
    ])
    expect(units[2]?.data).toEqual({ task_code: 'A1', task_name: '甲' })
    expect(record).toEqual({ status: 'present' })
    expect(sources.map(({ path }) => path)).toEqual(['app.csv', 'page.json'])
  })

  it('takes a mapping and keeps to the codes asked for, naming the place of one that is not there', async () => {
    const { units } = await read(
      { 'app.csv': '码,名\nA1,甲\nA2,乙\n', 'map.yaml': 'fields: {task_code: 码, task_name: 名}\n' },
      [{ id: 'app', catalogue: { source: 'app.csv', mapping: 'map.yaml', only: ['A2', 'A9'] } }],
    )
    expect(units.map(({ key, status }) => [key, status])).toEqual([
      ['app:A2', 'judged'],
      ['app:A9', 'missing'],
    ])
    expect(units[1]?.at?.pointer).toBe('/channels/0/catalogue/only')
  })

  it('leaves the other channels as they are when one export cannot be read', async () => {
    const { units, record } = await read({ 'app.csv': '实施编码\nA1\n' }, [
      { id: 'gone', catalogue: { source: 'gone.csv' } },
      { id: 'nowhere', catalogue: { only: ['A1'] } },
      { id: 'app', catalogue: { source: 'app.csv' } },
    ])
    expect(units.map(({ key, status, reason }) => [key, status, reason])).toEqual([
      ['gone:catalogue', 'missing', 'file-missing'],
      ['nowhere:catalogue', 'missing', expect.any(String)],
      ['nowhere:A1', 'missing', 'not-found'],
      ['app:A1', 'judged', undefined],
    ])
    expect(units[1]?.at?.pointer).toBe('/channels/1/catalogue')
    expect(record).toEqual({ status: 'present' })
  })

  it('is missing when nothing could be read', async () => {
    const { record } = await read({}, [{ id: 'gone', catalogue: { source: 'gone.csv' } }])
    expect(record).toMatchObject({ status: 'missing', reason: 'file-missing' })
  })

  it.each<[string, Manifest['channels'], object]>([
    ['no channels at all', undefined, { status: 'notProvided' }],
    ['channels that say nothing', [{ id: 'a' }, { id: 'b', catalogue: {} }], { status: 'notProvided' }],
    [
      'one of two that says it has none',
      [{ id: 'a', catalogue: { none: '不展示事项' } }, { id: 'b' }],
      { status: 'notProvided' },
    ],
    [
      'all that say they have none',
      [{ id: 'a', catalogue: { none: '仅一个渠道' } }],
      { status: 'declaredNone', reason: '仅一个渠道' },
    ],
    ['a reason that is empty', [{ id: 'a', catalogue: { none: ' ' } }], { status: 'notProvided' }],
  ])('%s', async (_name, channels, expected) => {
    const { units, record } = await read({}, channels)
    expect(units).toEqual([])
    expect(record).toEqual(expected)
  })
})
