import { describe, expect, it } from 'vitest'
import { listMatcher } from './list-match.ts'

const rows = [
  { name: '居民身份证换领', department: '公安部', code: '002099001000' },
  { name: '失业登记', department: '人社部' },
  { name: '往来港澳通行证及签注签发（首次）', department: '国家移民管理局' },
  { name: '查询', department: '公安部' },
  { name: '查询', department: '民政部' },
]
const match = listMatcher(rows, { 公安部: ['公安'], 人社部: ['人社', '人力资源'], 民政部: ['民政'] })

describe('listMatcher', () => {
  it('matches by basic code first, whatever the names say', () => {
    expect(match({ catalog_code: '002099001000', task_name: '失业登记', dept_name: '某市人社局' })).toEqual([
      { row: 0, by: 'code' },
    ])
  })

  it('matches by normalised name where the department fits', () => {
    expect(match({ task_name: '失业 登记', dept_name: '某市人力资源和社会保障局' })).toEqual([
      { row: 1, by: 'name' },
    ])
    expect(match({ task_name: '失业登记', dept_name: '人社部' })).toEqual([{ row: 1, by: 'name' }])
    expect(match({ task_name: '往来港澳通行证及签注签发(首次)', dept_name: '国家移民管理局' })).toEqual([
      { row: 2, by: 'name' },
    ])
  })

  it('takes a name alone for a candidate only', () => {
    expect(match({ task_name: '失业登记', dept_name: '某市行政审批局' })).toEqual([
      { row: 1, by: 'name-only' },
    ])
    expect(match({ task_name: '失业登记' })).toEqual([{ row: 1, by: 'name-only' }])
  })

  it('tells rows of one name apart by department', () => {
    expect(match({ task_name: '查询', dept_name: '某县民政局' })).toEqual([
      { row: 3, by: 'name-only' },
      { row: 4, by: 'name' },
    ])
  })

  it('matches nothing to nothing', () => {
    expect(match({})).toEqual([])
    expect(match({ task_name: '（）', dept_name: '公安部' })).toEqual([])
    expect(listMatcher([{ name: '' }, { name: '·' }], {})({ task_name: '', catalog_code: '' })).toEqual([])
  })

  it('is not led by names that objects inherit', () => {
    const odd = listMatcher([{ name: 'constructor', department: 'constructor' }], {})
    expect(odd({ task_name: 'constructor', dept_name: 'x' })).toEqual([{ row: 0, by: 'name-only' }])
  })
})
