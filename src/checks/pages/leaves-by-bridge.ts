import { isFirstLook } from '../../derive/page-sayings.ts'
import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** By id of the host: what its bridge does for a page. */
  ways: { host: string; phone: string; download: string; external: string }[]
  /** Ends of addresses of files. */
  files: string[]
}

/** Inside a host, calls, downloads and ways out go through its bridge. A plain link may still be caught by a script: a doubt. */
export default defineCheck<Options>()({
  name: 'pages/leaves-by-bridge',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    phoneBeside: ['text', 'element', 'method'],
    downloadBeside: ['text', 'element', 'method'],
    linkBeside: ['text', 'element', 'method', 'host'],
  },
  options: {
    type: 'object',
    required: ['ways', 'files'],
    additionalProperties: false,
    properties: {
      ways: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['host', 'phone', 'download', 'external'],
          additionalProperties: false,
          properties: Object.fromEntries(
            ['host', 'phone', 'download', 'external'].map(name => [name, { type: 'string', minLength: 1 }]),
          ),
        },
      },
      files: { type: 'array', items: { type: 'string', pattern: '^\\.[a-z0-9]+$' } },
    },
  },
  judge(unit, _context, { ways, files }, report) {
    const page = unit.data as PageCapture
    const way = ways.find(({ host }) => host === page.bridge?.host)
    if (!way || !isFirstLook(page)) return 0
    const own = URL.parse(page.finalUrl)?.host
    for (const { element, href, text } of page.links) {
      const where = {
        pointer: element.selector,
        identity: { element: element.selector },
        template: { component: element.component },
      }
      const said = { text, element: element.selector }
      const url = URL.parse(href)
      const web = url !== null && /^https?:$/.test(url.protocol)
      if (/^(?:tel|sms):/i.test(href)) report.doubt('phoneBeside', { ...said, method: way.phone }, where)
      else if (web && files.some(end => url.pathname.toLowerCase().endsWith(end)))
        report.doubt('downloadBeside', { ...said, method: way.download }, where)
      else if (web && url.host !== own)
        report.doubt('linkBeside', { ...said, method: way.external, host: url.host }, where)
    }
    return 1
  },
})
