/** What a small text file of a site is fetched within. */
export interface FetchBounds {
  timeoutMs: number
  bytes: number
  redirects: number
  /** Host with its port, as in `URL.host`; asked again for every redirect. */
  allows(host: string): boolean
}

export type FetchedText =
  | { status: number; text: string }
  | { failed: 'refused' | 'redirects' | 'too-large' | 'unreachable' }

/** Fetches one text of an allowed host. Never throws for what a server does. */
export async function fetchText(address: string, bounds: FetchBounds): Promise<FetchedText> {
  let url = URL.parse(address)
  try {
    for (let hop = 0; hop <= bounds.redirects; hop++) {
      if (!url || !/^https?:$/.test(url.protocol) || !bounds.allows(url.host)) return { failed: 'refused' }
      const answer = await fetch(url, {
        redirect: 'manual',
        signal: AbortSignal.timeout(bounds.timeoutMs),
        headers: { 'accept-language': 'zh-CN' },
      })
      const onward = answer.headers.get('location')
      if (answer.status >= 300 && answer.status < 400 && onward !== null) {
        await answer.body?.cancel()
        url = URL.parse(onward, url)
        continue
      }
      const text = await readBounded(answer, bounds.bytes)
      return text === undefined ? { failed: 'too-large' } : { status: answer.status, text }
    }
    return { failed: 'redirects' }
  } catch {
    return { failed: 'unreachable' }
  }
}

async function readBounded(answer: Response, most: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.length
    // Leaving the loop cancels the body.
    if (size > most) return undefined
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}
