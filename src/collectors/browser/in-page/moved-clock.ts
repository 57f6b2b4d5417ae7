/// <reference lib="dom" />

/** A clock of the page that can be moved on; under `Symbol.for('wutong.clock')`. */
export interface MovedClock {
  /** Runs what is due within the next `ms`, in order, as if the time had passed. */
  advance(ms: number): Promise<void>
}

/**
 * Runs before the page's own scripts, so it stands alone. Timers, dates and frames go on as they do, until the clock is moved:
 * then what was due in between happens at once, each at its own time.
 */
export function installMovedClock(): void {
  const MOST_FIRED = 5000
  interface Timer {
    due: number
    every: number | undefined
    run: () => void
    native: number
  }
  const RealDate = Date
  const realSet = window.setTimeout.bind(window)
  const realClear = window.clearTimeout.bind(window)
  const realInterval = window.setInterval.bind(window)
  const realFrame = window.requestAnimationFrame.bind(window)
  const realPerformance = performance.now.bind(performance)
  const timers = new Map<number, Timer>()
  let moved = 0
  // Far from the numbers the browser itself gives out.
  let next = 1_000_000_000
  const now = () => RealDate.now() + moved

  const fire = (id: number) => {
    const timer = timers.get(id)
    if (!timer) return
    realClear(timer.native)
    if (timer.every === undefined) timers.delete(id)
    else {
      timer.due += timer.every
      arm(id, timer)
    }
    try {
      timer.run()
    } catch (error) {
      reportError(error)
    }
  }
  const arm = (id: number, timer: Timer) => {
    timer.native = realSet(() => fire(id), Math.max(0, timer.due - now()))
  }
  const start = (handler: TimerHandler, ms: number, repeats: boolean, args: unknown[]): number => {
    // Text as a handler is left to the browser, which may refuse it.
    if (typeof handler !== 'function') return repeats ? realInterval(handler, ms) : realSet(handler, ms)
    const delay = Math.max(repeats ? 1 : 0, Number(ms) || 0)
    const id = next++
    const timer: Timer = {
      due: now() + delay,
      every: repeats ? delay : undefined,
      run: () => handler(...args),
      native: 0,
    }
    timers.set(id, timer)
    arm(id, timer)
    return id
  }
  const stop = (id?: number) => {
    const timer = timers.get(id as number)
    realClear(timer ? timer.native : id)
    timers.delete(id as number)
  }
  const advance = async (ms: number): Promise<void> => {
    const target = now() + ms
    for (let fired = 0; fired < MOST_FIRED; fired++) {
      let first: [number, Timer] | undefined
      for (const entry of timers)
        if (entry[1].due <= target && !(first && first[1].due <= entry[1].due)) first = entry
      if (!first) break
      moved += Math.max(0, first[1].due - now())
      fire(first[0])
      await Promise.resolve()
    }
    moved += Math.max(0, target - now())
    for (const [id, timer] of timers) {
      realClear(timer.native)
      arm(id, timer)
    }
  }
  const set = (handler: TimerHandler, ms = 0, ...args: unknown[]) => start(handler, ms, false, args)
  const repeat = (handler: TimerHandler, ms = 0, ...args: unknown[]) => start(handler, ms, true, args)
  Object.assign(window, { setTimeout: set, setInterval: repeat, clearTimeout: stop, clearInterval: stop })
  window.requestAnimationFrame = callback => realFrame(time => callback(time + moved))
  performance.now = () => realPerformance() + moved
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
  const clock: MovedClock = { advance }
  Object.defineProperty(globalThis, Symbol.for('wutong.clock'), { value: clock })
}

/** Runs inside the page: moves its clock on. */
export async function moveClock(ms: number): Promise<void> {
  const clock = (globalThis as unknown as Record<symbol, MovedClock | undefined>)[Symbol.for('wutong.clock')]
  await clock?.advance(ms)
}
