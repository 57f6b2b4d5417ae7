/** One line of the pre-flight: never a finding about the app. `say` with `id` names its words. */
export interface Probe {
  id: ProbeId
  state: 'ok' | 'warning' | 'error'
  /** Words under `doctor.<id>.<say>`, with `.mend` where there is something to do. */
  say: string
  data: Record<string, string | number>
  /** An input that cannot be read speaks with its own words, `input.<code>`. */
  input?: { code: string; file?: string; line?: number; column?: number }
}

export type ProbeId =
  | 'node'
  | 'temporary'
  | 'clock'
  | 'browser'
  | 'font'
  | 'database'
  | 'manifest'
  | 'schema'
  | 'ignored'
  | 'credentials'
  | 'authorization'
  | 'lists'
  | 'documents'
  | 'catalogue'
  | 'projects'
  | 'network'
  | 'dns'
  | 'tls'
