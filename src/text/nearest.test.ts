import { describe, expect, it } from 'vitest'
import { nearest } from './nearest.ts'

describe('nearest', () => {
  const keys = ['owner', 'operator', 'region', 'task_code', 'channels', '主办单位']

  it.each([
    ['onwer', 'owner'],
    ['Region', 'region'],
    ['taskCode', 'task_code'],
    ['chanels', 'channels'],
    ['主办单元', '主办单位'],
  ])('%s means %s', (word, wanted) => {
    expect(nearest(word, keys)).toBe(wanted)
  })

  it('nothing near is nothing', () => {
    expect(nearest('colour', keys)).toBeUndefined()
    expect(nearest('', keys)).toBeUndefined()
    expect(nearest('ab', ['xy'])).toBeUndefined()
    expect(nearest('owner', [])).toBeUndefined()
    expect(nearest('x'.repeat(100_000), keys)).toBeUndefined()
  })

  it('the first of equals wins', () => {
    expect(nearest('cat', ['bat', 'hat'])).toBe('bat')
  })
})
