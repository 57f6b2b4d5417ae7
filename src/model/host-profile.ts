import type { Words } from './words.ts'

/**
 * What a page finds inside a host app: the objects it can call and how the host tells its mode. `rules/hosts/<id>.yaml`.
 * Says only what the cited source shows.
 */
export interface HostProfile {
  id: string
  title: Words
  /** Id in `rules/sources.yaml`. */
  source: string
  /** Values of `host.pack` and of a channel's `container` in the manifest that mean this host. */
  packs: string[]
  containers: string[]
  /** Added to the browser's user agent. */
  userAgent?: string
  /** Global objects by name; their methods by name. */
  objects: Record<string, Record<string, HostAnswer>>
  /** How the host tells whether it is in elder mode; absent where no source shows one. */
  mode?: HostMode
}

export interface HostMode {
  /** What `{name}` inside an answer stands for, in either mode. */
  standard: Record<string, string | number>
  elder: Record<string, string | number>
  /** Methods that tell the mode (`object.method`); where there are none the host itself enlarges the text. */
  told: string[]
  /** Factor by which the host enlarges the text of a page in elder mode; 1 = not at all. */
  textZoom: number
  /** Calls by which a page forbids that (`object.method` or `object.method:name`). */
  pins: string[]
  /** Events of the document, or of an object's `on`, that tell a page to look again. */
  again: string[]
}

export interface HostAnswer {
  /** `callback`: the function among the arguments is called; `listener`: it is kept until its event; `nothing`: none at all. */
  gives: 'promise' | 'value' | 'callback' | 'listener' | 'nothing'
  value?: unknown
  /** The first argument names what is asked for or listened to, and belongs to the method's name. */
  named?: boolean
}
