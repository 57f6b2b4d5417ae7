/** EARL outcome of a rule or of a requirement code. */
export type Outcome = 'passed' | 'failed' | 'cantTell' | 'inapplicable' | 'untested'

/** Worst first: the outcome of a code is its worst part. */
export const OUTCOMES_WORST_FIRST: readonly Outcome[] = [
  'failed',
  'cantTell',
  'untested',
  'passed',
  'inapplicable',
]

/** How a rule looks at the app; also the values of `--scope` (all but `cohort`). */
export type Part = 'static' | 'pages' | 'live' | 'packages' | 'attested' | 'cohort'
export const PARTS: readonly Part[] = ['static', 'pages', 'live', 'packages', 'attested', 'cohort']

export type Level = 'mandatory' | 'recommended'

/** Does the pass condition stand in the source's text, or is it our reading of it? */
export type Basis = 'text' | 'interpretation'

/**
 * How certain the source is: words read, only fragments read, computed on published values,
 * known but not read, or an engineering criterion of ours.
 */
export type Confidence = 'seen' | 'fragment' | 'verified' | 'known' | 'engineering'

/** Who is charged with a duty. */
export type Holder = 'app' | 'host' | 'idp' | 'catalogue' | 'owner' | 'kit'

/** How an outcome is proven. `declared` (自行声明) carries no weight in any score. */
export type Proof = 'observed' | 'derived' | 'declared'

export type Tier = 'national' | 'department' | 'province' | 'city' | 'county' | 'township' | 'village'
export type AppKind = 'host' | 'guest' | 'standalone'
export type Audience = 'public' | 'staff'

export type Unification = 'U1' | 'U2' | 'U3' | 'U4' | 'U5'
export type Dimension = Unification | 'accessibility' | 'privacy' | 'security' | 'service' | 'conduct'
export const UNIFICATIONS: readonly Unification[] = ['U1', 'U2', 'U3', 'U4', 'U5']
export const CROSS_DIMENSIONS: readonly Dimension[] = [
  'accessibility',
  'privacy',
  'security',
  'service',
  'conduct',
]

/** Marks printed beside a finding: 〔原文〕〔解释〕〔参照〕〔地方〕〔未核原文〕. */
export type Mark = 'text' | 'interpretation' | 'reference' | 'local' | 'unread'

/** Why a rule could not be judged. */
export type UntestedReason =
  | 'not-provided'
  | 'not-collected'
  | 'incomplete'
  | 'list-unconfirmed'
  | 'not-authorised'
  | 'check-crashed'
  | 'deadline'
