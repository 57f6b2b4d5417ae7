/** A journey did not find what it was to act on: the page has no such thing, which is no fault of its own. */
export class NotThere extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'NotThere'
  }
}
