/** Answers that wait for an earlier one, at most: they are held in memory. */
const MOST_AHEAD = 16

/**
 * Works at `width` of the list at a time and gives the answers in the order asked. One that takes long holds up neither the
 * others nor, up to a bound, those behind it.
 */
export async function* inOrder<T, R>(
  list: readonly T[],
  width: number,
  work: (one: T) => Promise<R>,
): AsyncGenerator<[T, R]> {
  const answers: Promise<R>[] = []
  let active = 0
  let given = 0
  const begin = () => {
    while (active < width && answers.length < Math.min(list.length, given + width + MOST_AHEAD)) {
      active++
      const answer = work(list[answers.length] as T).finally(() => {
        active--
        begin()
      })
      // Told when its turn comes.
      answer.catch(() => {})
      answers.push(answer)
    }
  }
  for (const [at, one] of list.entries()) {
    begin()
    const answer = await (answers[at] as Promise<R>)
    given++
    yield [one, answer]
  }
}
