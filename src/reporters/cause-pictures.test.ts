import { describe, expect, it } from 'vitest'
import type { PageShot } from '../model/page-shot.ts'
import type { Finding } from '../model/scorecard.ts'
import { byUnit, pictureOf } from './cause-pictures.ts'

const shot = (unit: string, boxes: PageShot['boxes'] = {}): PageShot => ({
  unit,
  blob: 'a'.repeat(64),
  width: 390,
  height: 1000,
  whole: true,
  painted: 0,
  boxes,
})
const finding = (unit: string, pointer?: string, data: Finding['data'] = {}): Finding => ({
  kind: 'failure',
  messageId: 'tooSmall',
  data,
  locus: { unit, ...(pointer === undefined ? {} : { pointer }) },
  fingerprint: '',
  cause: '',
})

describe('the picture of a cause', () => {
  const shots = byUnit([shot('#/'), shot('#/a', { '#b': [10, 20, 30, 40] }), shot('#/a (elder)')])

  it('shows the first place whose element stands on a picture', () => {
    const picture = pictureOf([finding('#/', '#b'), finding('#/a', '#gone'), finding('#/a', '#b')], shots)
    expect(picture).toMatchObject({ shot: { unit: '#/a' }, element: '#b', box: [10, 20, 30, 40] })
  })
  it('shows the page where no element does, and nothing where no page was pictured', () => {
    expect(pictureOf([finding('#/none'), finding('#/', '#b')], shots)).toEqual({ shot: shots.get('#/') })
    expect(pictureOf([finding('#/none', '#b')], shots)).toBeUndefined()
  })
  it('holds two modes against each other, by key or by address', () => {
    const said = { standard: 'https://m.example.cn/#/a', elder: '#/a (elder)' }
    expect(pictureOf([finding('#/a (elder)', undefined, said)], shots)).toMatchObject({
      standard: { unit: '#/a' },
      elder: { unit: '#/a (elder)' },
    })
    const one = { standard: '#/a', elder: '#/a' }
    expect(pictureOf([finding('#/a', undefined, one)], shots)).not.toHaveProperty('standard')
  })
  it('keeps a box to the picture, and takes none that lies beside it or is no box', () => {
    const at = (box: [number, number, number, number]) =>
      pictureOf([finding('#/', '#b')], byUnit([shot('#/', { '#b': box })]))
    expect(at([-10, 980, 500, 100])).toMatchObject({ box: [0, 980, 390, 20] })
    expect(at([400, 0, 10, 10])).not.toHaveProperty('box')
    expect(at([0, 0, Number.POSITIVE_INFINITY, 10])).not.toHaveProperty('box')
  })
})
