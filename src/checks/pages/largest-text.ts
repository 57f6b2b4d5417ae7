import { differenceIn, endsOf } from '../../derive/elder-mode.ts'
import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Size main text must reach in the largest setting, dp. */
  least: number
  /** Pages that are judged. */
  roles: string[]
}

interface Sizes {
  setting: number
  by: string
  elder: number
  zoomed: number
  pages: number
}

/**
 * In the largest setting main text reaches a size. The app's own setting and its elder version count; what the container
 * could do is only told. Size = the one most characters of main text have.
 */
export default defineFold<Options>()<
  Sizes,
  { tooSmall: ['setting', 'size', 'least']; noSettingFound: ['elder', 'zoomed', 'least'] }
>({
  name: 'pages/largest-text',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { tooSmall: ['setting', 'size', 'least'], noSettingFound: ['elder', 'zoomed', 'least'] },
  stateBytesPerUnit: 1,
  options: {
    type: 'object',
    required: ['least', 'roles'],
    additionalProperties: false,
    properties: {
      least: { type: 'number', minimum: 1 },
      roles: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
    },
  },
  init: () => ({ setting: 0, by: '-', elder: 0, zoomed: 0, pages: 0 }),
  step(sizes, unit, _context, { roles }) {
    const { role, state, mode } = unit.data as PageCapture
    const after = mode && endsOf(mode)?.after
    if (!roles.includes(role) || !after || after.texts === 0) return 0
    sizes.pages++
    if (mode.reached === 'setting') {
      if (after.textSize > sizes.setting) [sizes.setting, sizes.by] = [after.textSize, mode.by]
    } else if (mode.reached === 'zoom') sizes.zoomed = Math.max(sizes.zoomed, after.textSize)
    else if (state === 'elder' && differenceIn(mode) !== 'none')
      sizes.elder = Math.max(sizes.elder, after.textSize)
    return 0
  },
  end({ setting, by, elder, zoomed, pages }, _context, { least }, report) {
    if (pages === 0) return 0
    const size = Math.max(setting, elder)
    report.measure('largestText', size, 'dp')
    if (size >= least) return 1
    if (setting > 0) report.failure('tooSmall', { setting: by, size, least }, { identity: {} })
    else report.doubt('noSettingFound', { elder, zoomed, least }, { identity: {} })
    return 1
  },
})
