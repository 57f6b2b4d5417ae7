/**
 * `wutong.yaml` as written by its owner, after shape checking against `schemas/manifest.schema.json`.
 * Every field is optional: presence, enumerations and formats are rules, not schema errors.
 */
export interface Manifest {
  wutong: 1
  fictional?: boolean
  app?: {
    id?: string
    name?: string
    kind?: string
    tier?: string
    region?: string
    audience?: string
    /** `embedded` (default): the elder version is part of this app; `separate`: the app is one as a whole. */
    elder?: string
    owner?: Body
    operator?: Body
    /** Functions it has now, with the day each went online where it came after the filing. */
    features?: { name?: string; since?: string }[]
    lifecycle?: { status?: string; dates?: Record<string, string>; announcement?: string }
  }
  host?: { pack?: string; provides?: string[] }
  ruleset?: { name?: string; lock?: string }
  standards?: { id?: string; version?: string; date?: string; expires?: string }[]
  components?: { name?: string; layer?: string }[]
  environments?: Record<
    string,
    {
      default?: boolean
      hosts?: string[]
      pages?: 'bundle' | 'live'
      pace?: string
      window?: string
      robots?: 'respect' | 'ignore'
    }
  >
  authorization?: Record<string, unknown>[]
  channels?: {
    id?: string
    type?: string
    container?: string
    version?: string
    sameSourceAs?: string
    /** Export of the items this channel shows, compared with the catalogue. */
    catalogue?: Pick<CatalogueSource, 'source' | 'mapping' | 'only'> | NoneDeclared
    [key: string]: unknown
  }[]
  catalogue?: CatalogueSource | NoneDeclared
  lists?: ListSource[]
  bundles?: ServiceBundle[]
  apis?: ApiSource[] | NoneDeclared
  identity?: Record<string, unknown>
  /** Routes by role; under `items` `{taskCode, url, alsoCalled}` of single items, see `derive/named-items`. */
  pages?: Record<string, unknown>
  processing?: Record<string, unknown>[]
  filings?: {
    governmentApp?: {
      number?: string | null
      date?: string
      status?: string
      since?: string
      /** Functions as stated in the latest filing, filed changes included. */
      features?: string[]
    }
    miitApp?: { number?: string; channel?: string }
    mlps?: { level?: number; record?: string }
  }
  attestations?: string
  waivers?: Waiver[]
}

export interface Body {
  name?: string
  uscc?: string
}

/** The owner's statement that a kind of evidence does not exist for this app; printed in every report. */
export interface NoneDeclared {
  none: string
}

export interface CatalogueSource {
  source?: string
  /** Workbooks: name of the sheet; without it the first visible one with a header. */
  sheet?: string
  mapping?: string
  fixOwner?: string
  /** Keep only these implementation codes (31 characters). */
  only?: string[]
  /** The province's own targets for the measures of U2-14, 0..1. */
  targets?: { fullOnline?: number; zeroVisit?: number; document?: string }
}

export interface ListSource {
  id?: string
  /** `bundled`, or the version of the list in `source`. */
  version?: string
  date?: string
  source?: string
  /** Workbooks: name of the sheet; without it the first visible one with a header. */
  sheet?: string
  /** Of the normalised text; of the file's bytes for a workbook. */
  sha256?: string
  confirmed?: { by?: string; document?: string; date?: string }
  /** File of pairs: a name on the list and the province's name or basic code for it. */
  aliases?: string
  changelog?: ListChange[]
}

/** One change of a reference list, as its owner tells it. */
export interface ListChange {
  version?: string
  date?: string
  /** Names or codes. */
  added?: string[]
  removed?: string[]
  reason?: string
}

/** 集成套餐: several items handled in one go. What the child items do not show is the owner's own word. */
export interface ServiceBundle {
  id?: string
  name?: string
  /** Implementation codes of the child items. */
  items?: string[]
  notice?: string
  form?: string
  submission?: string
  /** Working days. */
  limit?: string | number
  /** Names of the documents asked of the applicant, each once. */
  materials?: string[]
  materialsReason?: string
}

export interface ApiSource {
  id?: string
  document?: string
  base?: Record<string, string>
  gateway?: string
  envelope?: Envelope
  roles?: Record<string, string>
}

/** How this API wraps its answers when HTTP status alone does not tell. */
export interface Envelope {
  success?: string
  message?: string
  data?: string
  trace?: string
  /** JSON path of the business code, e.g. `$.code`. */
  code?: string
  /** Business codes that mean "not signed in". */
  unauthenticated?: (string | number)[]
  /** Business codes that mean "not allowed". */
  forbidden?: (string | number)[]
}

export interface Waiver {
  code?: string
  /** A unit key (task code, `GET /items/{id}`, page key), `*` as wildcard. */
  place?: string
  /** A cause id as printed by `check`, at least 8 characters. */
  cause?: string
  reason?: string
  approver?: string
  expires?: string
}
