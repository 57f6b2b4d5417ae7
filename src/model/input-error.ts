/** Where in an input something stands. Lines and columns count from 1. */
export interface Place {
  /** Path relative to the app's folder, or as the user typed it; forward slashes. */
  file: string
  line?: number
  column?: number
  /** Workbooks: the sheet; then line and column number the cell. */
  sheet?: string
  /** JSON pointer, where the input is a tree. */
  pointer?: string
}

/**
 * An input that cannot be read (exit status 2). Carries ids and data, never a built sentence in one language:
 * the words stand in `rules/words/` under `input.<code>`.
 */
export class InputError extends Error {
  override name = 'InputError'
  readonly code: string
  readonly place: Place | undefined
  readonly data: Readonly<Record<string, string | number>>

  constructor(code: string, place?: Place, data: Record<string, string | number> = {}) {
    super(`${code}${place ? ` at ${place.file}:${place.line ?? 1}:${place.column ?? 1}` : ''}`)
    this.code = code
    this.place = place
    this.data = data
  }
}

/** Several faults of one input, reported together; at least one. */
export class InputErrorList extends Error {
  override name = 'InputErrorList'
  readonly errors: readonly InputError[]

  constructor(errors: readonly InputError[]) {
    super(errors.map(error => error.message).join('\n'))
    this.errors = errors
  }
}
