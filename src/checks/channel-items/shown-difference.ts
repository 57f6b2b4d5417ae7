/** Both sides of a difference as they are shown; `-` where one side has nothing of its own. */
export interface Sides {
  theirs: string
  ours: string
}

const LONGEST = 60
/** So many characters before the first difference are shown with it. */
const LEAD = 10
const MOST_NAMES = 5

/** The part of two texts where they first differ, at most 60 characters of each. */
export function differingText(theirs: string, ours: string): Sides {
  const most = Math.max(theirs.length, ours.length)
  let from = 0
  if (most > LONGEST) {
    while (from < most && theirs[from] === ours[from]) from++
    from = ours === '' ? 0 : Math.max(0, from - LEAD)
  }
  return { theirs: cut(theirs, from), ours: cut(ours, from) }
}

/** The names only one side has, at most five of each; `form` says which two names are the same. */
export function differingNames(
  theirs: readonly string[],
  ours: readonly string[],
  form: (name: string) => string,
): Sides {
  const known = new Set(ours.map(form))
  const shown = new Set(theirs.map(form))
  return {
    theirs: listed(theirs.filter(name => !known.has(form(name)))),
    ours: listed(ours.filter(name => !shown.has(form(name)))),
  }
}

function listed(names: readonly string[]): string {
  const text = names.slice(0, MOST_NAMES).map(name => cut(name, 0))
  return `${text.join('、') || '-'}${names.length > MOST_NAMES ? '…' : ''}`
}

function cut(text: string, from: number): string {
  const part = text.slice(from, from + LONGEST)
  return `${from > 0 ? '…' : ''}${part || '-'}${text.length > from + LONGEST ? '…' : ''}`
}
