import type { Reporter } from '../model/reporter.ts'

/** Output formats by name, each loaded only when asked for: the charting library must not slow `--format json`. */
export const reporters: Readonly<Record<string, () => Promise<Reporter>>> = {
  pretty: async () => (await import('./pretty/index.ts')).report,
  json: async () => (await import('./json.ts')).report,
  sarif: async () => (await import('./sarif/index.ts')).report,
  markdown: async () => (await import('./markdown.ts')).report,
  html: async () => (await import('./html/index.ts')).report,
  junit: async () => (await import('./junit/index.ts')).report,
  csv: async () => (await import('./csv.ts')).report,
  github: async () => (await import('./github.ts')).report,
  gitlab: async () => (await import('./gitlab.ts')).report,
  badge: async () => (await import('./badge.ts')).report,
}
