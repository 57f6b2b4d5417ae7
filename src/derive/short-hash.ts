/**
 * 53-bit hash of a text (two 32-bit FNV-1a lanes with different seeds, mixed at the end), so that a key costs a number
 * instead of a text. Among 100,000 texts the odds of any two falling together are below one in a million.
 * Not for secrets, and no guard against somebody who makes his own keys collide.
 */
export function shortHash(text: string): number {
  let low = 0x811c9dc5
  let high = 0xc9dc5118
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x85ebca6b)
  }
  low = mixed(low ^ (high >>> 16))
  high = mixed(high ^ (low >>> 13))
  return (high & 0x1fffff) * 0x100000000 + (low >>> 0)
}

function mixed(lane: number): number {
  const once = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return twice ^ (twice >>> 16)
}
