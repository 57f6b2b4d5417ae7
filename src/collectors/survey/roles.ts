import { isObject } from '../../text/json-tree.ts'

/** A role the paths of an API suggest. Only what leaves little doubt is `sure`. */
export interface RoleGuess {
  role: string
  operation: string
  sure: boolean
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']
/** Ours, by the names teams give such paths: role, methods, path, and whether the path leaves little doubt. */
const PATTERNS: readonly (readonly [role: string, methods: string, path: RegExp, sure: boolean])[] = [
  ['health', 'get', /^(\/[\w.-]+)?\/(health|healthz|actuator\/health)$/i, true],
  ['logout', 'get post delete', /\/log-?out$/i, true],
  ['ticket.validate', 'get post', /\/(ticket|token)s?\/(validat\w*|verify|check)$/i, true],
  ['user.current', 'get', /\/users?\/me$/i, true],
  ['user.current', 'get post', /\/(users?\/(current|info)|current-?user|userinfo|getUserInfo)$/i, false],
  [
    'item.search',
    'get post',
    /\/(items?|matters?|service-?items?|tasks?)(\/(search|list|page|query))?$/i,
    false,
  ],
  ['item.detail', 'get', /\/(items?|matters?|service-?items?|tasks?)\/(\{[^{}/]+\}|detail)$/i, false],
  ['case.submit', 'post', /\/(cases?|applications?|apply|declarations?)(\/(submit|apply))?$/i, false],
  [
    'case.status',
    'get',
    /\/(cases?|applications?)\/(\{[^{}/]+\}|progress|status)(\/(progress|status))?$/i,
    false,
  ],
  ['licence.fetch', 'get post', /\/(licen[cs]es?|certificates?|certs?)(\/(query|fetch|list))?$/i, false],
  ['review.submit', 'post', /\/(reviews?|evaluations?|evaluate|appraisals?)(\/(submit|add))?$/i, false],
  ['complaint.submit', 'post', /\/(complaints?|suggestions?|feedbacks?)(\/(submit|add))?$/i, false],
  ['message.search', 'get', /\/(messages?|notices?)(\/(list|page|search))?$/i, false],
]

/** At most one operation a role, the first in document order; looks at names only. */
export function guessRoles(root: unknown): RoleGuess[] {
  const paths = isObject(root) && isObject(root.paths) ? Object.entries(root.paths).slice(0, 5000) : []
  const taken = new Set<string>()
  return PATTERNS.flatMap(([role, methods, pattern, sure]) => {
    if (taken.has(role)) return []
    for (const [path, item] of paths) {
      if (path.length > 300 || !isObject(item) || !pattern.test(path)) continue
      const method = METHODS.find(one => methods.includes(one) && Object.hasOwn(item, one))
      if (!method) continue
      taken.add(role)
      return [{ role, operation: `${method.toUpperCase()} ${path}`, sure }]
    }
    return []
  })
}

/** Gateway profile by the marks its callers leave in the text; `plain` without any. */
export function guessGateway(text: string): 'plain' | 'mgop' | 'gjzwfwpt' {
  if (/gjzwfwpt_(rid|sid|rtime|sign)/i.test(text)) return 'gjzwfwpt'
  return /\bmgop\b/i.test(text) ? 'mgop' : 'plain'
}
