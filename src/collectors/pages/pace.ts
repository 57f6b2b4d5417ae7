import { InputError, type Place } from '../../model/input-error.ts'

/** Looks at a live service where its owner says nothing. Ours: no faster than a person leafing through. */
export const DEFAULT_GAP_MS = 1000

/** `2/s`, `30/min`, `1/h` as the least time between two looks, ms. @throws InputError `pace-unknown` */
export function gapOf(pace: string, place?: Place): number {
  const [, count, unit] = /^\s*(\d+(?:\.\d+)?)\s*\/\s*(s|min|h)\s*$/.exec(pace) ?? []
  const each = { s: 1000, min: 60_000, h: 3_600_000 }[unit ?? '']
  if (each === undefined || !(Number(count) > 0)) throw new InputError('pace-unknown', place, { value: pace })
  return each / Number(count)
}

/** `01:00-05:00+08:00`, over midnight too. @throws InputError `window-unknown` */
export function isWithin(window: string, at: Date, place?: Place): boolean {
  const found = /^\s*([01]\d|2[0-3]):([0-5]\d)\s*-\s*([01]\d|2[0-3]):([0-5]\d)\s*(Z|[+-]\d\d:\d\d)?\s*$/.exec(
    window,
  )
  if (!found) throw new InputError('window-unknown', place, { value: window })
  const [, fromHour, fromMinute, toHour, toMinute, zone = '+08:00'] = found
  const from = Number(fromHour) * 60 + Number(fromMinute)
  const to = Number(toHour) * 60 + Number(toMinute)
  const shift =
    zone === 'Z' ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)))
  const now = (at.getUTCHours() * 60 + at.getUTCMinutes() + shift + 1440) % 1440
  return from <= to ? now >= from && now < to : now >= from || now < to
}

/** Lets one caller through every `gapMs`, in the order asked. */
export class Pace {
  readonly #gapMs: number
  #next = 0

  constructor(gapMs: number) {
    this.#gapMs = gapMs
  }

  async turn(): Promise<void> {
    const now = performance.now()
    const at = Math.max(now, this.#next)
    this.#next = at + this.#gapMs
    if (at > now) await new Promise(resolve => setTimeout(resolve, at - now))
  }
}
