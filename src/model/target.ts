import type { AppKind, Audience, Tier } from './vocabulary.ts'

/** One app in one environment, as far as its manifest says who it is. `null` = not stated. */
export interface Target {
  id: string | null
  name: string | null
  kind: AppKind | null
  tier: Tier | null
  /** GB/T 2260 code, 6 digits. */
  region: string | null
  audience: Audience | null
  /** Channel containers and types (`zhejiang-app`, `wechat-miniprogram`, `h5` …), sorted. */
  channels: string[]
  /** Duties the host provides (`login`, `search`, `filing-display` …), sorted. */
  hostProvides: string[]
  hostPack: string | null
  environment: string | null
  fictional: boolean
}
