/** How a page came to the state it was looked at in, and what that changed. */
export interface PageMode {
  /**
   * `host`: the container said so; `switch`: a switch on the page; `address`: an address of the elder version;
   * `kept`: chosen on another page before; `setting`: the app's own text size setting; `zoom`: the container enlarged the text.
   */
  reached: 'host' | 'switch' | 'address' | 'kept' | 'setting' | 'zoom'
  /** Id of the host, name of the switch or setting, route of the other page, or the factor. */
  by: string
  /** The page at each moment, measured alike. */
  glances: Glance[]
}

/** A page in a few figures, to hold one moment against another. Lengths in dp. */
export interface Glance {
  /** In the standard mode; changed while open; loaded anew in the changed mode. */
  moment: 'before' | 'while-open' | 'reloaded'
  /** Number of main texts, and the size most of their characters have. */
  texts: number
  textSize: number
  smallest: number
  /** Number of main components, and the middle one of their smaller sides. */
  targets: number
  targetSize: number
  /** Structural hash. */
  shape: string
}

/** What a page did with the bridge of its host. */
export interface PageBridge {
  /** Id of the host's profile. */
  host: string
  /** Names only: what was passed is nobody's business. */
  calls: { method: string; fields: string[]; count: number }[]
  /** Events it listens for, of those that tell it to look again. */
  listens: string[]
  /** It forbade the host to enlarge its text. */
  pinned: boolean
}
