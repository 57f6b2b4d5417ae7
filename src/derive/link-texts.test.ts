import { expect, test } from 'vitest'
import { LinkTexts } from './link-texts.ts'

test('a text is known by the longest name it begins with; of two equal ones the better counts', () => {
  const texts = new LinkTexts<string>()
  texts.want('居民身份证换领 示例省公安厅')
  texts.want('养老认证')
  texts.want('首页')
  texts.offer('居民身份证', 'short', true)
  texts.offer('居民身份证换领', 'withdrawn', false)
  texts.offer('居民身份证换领', 'in use', true)
  texts.offer('居民身份证换领', 'withdrawn again', false)
  expect(texts.find('居民身份证换领　示例省公安厅')).toBe('in use')
  expect(texts.find('养老认证')).toBeUndefined()
  expect(texts.find('首页')).toBeUndefined()
})

test('stays bounded where many texts begin alike', () => {
  const texts = new LinkTexts<number>()
  for (let at = 0; at < 5000; at++) texts.want(`居民身份证换领${at}`)
  for (let at = 0; at < 5000; at++) texts.offer(`居民身份证换领${at}`, at, true)
  expect(texts.find('居民身份证换领7')).toBe(7)
  expect(texts.find('居民身份证换领4999')).toBeUndefined()
})
