import { fieldPointer, fieldText } from '../../derive/item-text.ts'
import { defineCheck } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'

interface Options {
  /** Values of `promise_day` that promise handling on the spot. */
  instantDays: string[]
  /** Texts of `promise_explain` that promise it, whole. */
  instantWords: string[]
  /** Values of `project_type` known to mean 即办件. */
  instantTypes: string[]
  /** Values known to mean another type; any value in neither list is left alone. */
  otherTypes: string[]
  /** Also ask that the review type is one of `instantReviewTypes`. */
  instantReview: boolean
  instantReviewTypes: string[]
}

const REVIEW = 'ext.review_type'

/**
 * What is promised is not longer than what the law allows (both above 0, same unit), and what is promised on the spot is a
 * 即办件. Numbers that are none, and types the options do not know, are left to other codes.
 */
export default defineCheck<Options>()({
  name: 'items/time-limits',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: {
    promiseLonger: ['promise', 'limit', 'over'],
    instantOtherType: ['promise', 'type'],
    instantOtherReview: ['promise', 'review'],
    reviewNotStated: ['promise'],
    promiseUnclear: ['days', 'explain'],
  },
  options: {
    type: 'object',
    required: [
      'instantDays',
      'instantWords',
      'instantTypes',
      'otherTypes',
      'instantReview',
      'instantReviewTypes',
    ],
    additionalProperties: false,
    properties: {
      instantDays: { type: 'array', items: { type: 'string' } },
      instantWords: { type: 'array', items: { type: 'string' } },
      instantTypes: { type: 'array', minItems: 1, items: { type: 'string' } },
      otherTypes: { type: 'array', items: { type: 'string' } },
      instantReview: { type: 'boolean' },
      instantReviewTypes: { type: 'array', items: { type: 'string' } },
    },
  },
  fields: ({ instantReview }) => [
    'promise_day',
    'promise_type',
    'anticipate_day',
    'anticipate_type',
    'project_type',
    ...(instantReview ? [REVIEW] : []),
  ],
  judge(unit, context, options, report) {
    const item = unit.data as Item
    let examined = 0
    const limits = comparable(item)
    if (limits) {
      examined++
      const { promise, limit } = limits
      const over = Number((promise - limit).toFixed(4))
      if (promise > limit)
        report.failure('promiseLonger', { promise, limit, over }, { pointer: '/promise_day' })
    }
    const days = fieldText(item, 'promise_day')
    const explain = fieldText(item, 'promise_explain')
    const byWords = options.instantWords.includes(explain)
    if (!byWords && !options.instantDays.includes(days)) return examined
    // 0 days beside an explanation that counts days, or 即办 beside a number above 0: which of the two holds is not ours to say.
    if (byWords ? amount(days) !== undefined : /[1-9]\d{0,3} ?个?(工作日|日|天)/.test(explain)) {
      report.doubt('promiseUnclear', { days, explain }, { pointer: '/promise_explain' })
      return examined + 1
    }
    const promise = byWords ? explain : days
    const type = fieldText(item, 'project_type')
    if (
      context.mapped('project_type') &&
      (options.instantTypes.includes(type) || options.otherTypes.includes(type))
    ) {
      examined++
      if (!options.instantTypes.includes(type)) {
        report.failure('instantOtherType', { promise, type }, { pointer: '/project_type' })
      }
    }
    if (options.instantReview && context.mapped(REVIEW)) {
      examined++
      const review = fieldText(item, REVIEW)
      const where = { pointer: fieldPointer(REVIEW) }
      if (review === '') report.doubt('reviewNotStated', { promise }, where)
      else if (!options.instantReviewTypes.includes(review)) {
        report.failure('instantOtherReview', { promise, review }, where)
      }
    }
    return examined
  },
})

/** Both limits as numbers above 0, when they are counted in the same unit. */
function comparable(item: Item): { promise: number; limit: number } | undefined {
  const unit = fieldText(item, 'promise_type')
  const promise = amount(fieldText(item, 'promise_day'))
  const limit = amount(fieldText(item, 'anticipate_day'))
  if (unit === '' || unit !== fieldText(item, 'anticipate_type')) return undefined
  return promise === undefined || limit === undefined ? undefined : { promise, limit }
}

function amount(text: string): number | undefined {
  if (!/^\d{1,6}(\.\d{1,4})?$/.test(text)) return undefined
  const value = Number(text)
  return value > 0 ? value : undefined
}
