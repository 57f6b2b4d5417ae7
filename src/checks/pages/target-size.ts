import { hasElderVersion } from '../../derive/elder-mode.ts'
import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Least width and height of main components, dp, in the elder version and elsewhere. */
  elder: number
  other: number
  /** On the home page of an app that is an elder version as a whole. */
  separateHome: number
}

/** Main components are large enough to be hit. Links inside a line of text are exempt, and so is what stands outside the main content. */
export default defineCheck<Options>()({
  name: 'pages/target-size',
  version: 2,
  unit: 'page',
  needs: { required: ['pages'], optional: ['manifest'] },
  messages: { tooSmall: ['element', 'name', 'width', 'height', 'least'] },
  options: {
    type: 'object',
    required: ['elder', 'other', 'separateHome'],
    additionalProperties: false,
    properties: {
      elder: { type: 'number', minimum: 1 },
      other: { type: 'number', minimum: 1 },
      separateHome: { type: 'number', minimum: 1 },
    },
  },
  judge(unit, { manifest }, options, report) {
    const page = unit.data as PageCapture
    const separate = manifest?.app?.elder === 'separate'
    const home = page.role === 'home' || page.role === 'elderHome'
    // Where the elder version changes nothing, that is the fault; such a page is what it is in standard mode.
    const elder = page.state === 'elder' && hasElderVersion(page)
    const least = separate
      ? home
        ? options.separateHome
        : options.other
      : elder
        ? options.elder
        : options.other
    let examined = 0
    for (const { element, name, width, height, main, inline } of page.targets) {
      if (!main || inline) continue
      examined++
      // Half a dp is lost to rounding of boxes.
      if (width + 0.5 >= least && height + 0.5 >= least) continue
      report.failure(
        'tooSmall',
        { element: element.selector, name, width, height, least },
        {
          pointer: element.selector,
          identity: { element: element.selector },
          template: { component: element.component },
        },
      )
    }
    return examined
  },
})
