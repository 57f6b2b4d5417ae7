/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { MediaFact } from '../../../model/page-media.ts'
import type { Kit } from './kit.ts'

/** Runs inside the page after the kit: audio and video, shown or not. Waits a little for what loads; changes nothing. */
export async function readMedia(): Promise<MediaFact[]> {
  const MOST = 20
  const WAIT_MS = 1500
  const { refOf, shown, nameOf, dp } = (globalThis as unknown as Record<symbol, Kit>)[
    Symbol.for('wutong.kit')
  ] as Kit
  const line = (text: string | null | undefined, most: number) =>
    (text ?? '').replace(/\s+/g, ' ').trim().slice(0, most)
  const path = (address: string) =>
    address.startsWith('data:')
      ? 'data:'
      : (URL.parse(address, document.baseURI)?.pathname ?? '').slice(0, 200)
  const all = [...document.querySelectorAll<HTMLMediaElement>('audio,video')].slice(0, MOST)
  const known = (media: HTMLMediaElement) =>
    media.readyState > 0 || media.error !== null || media.preload === 'none'
  for (const end = performance.now() + WAIT_MS; performance.now() < end && !all.every(known); )
    await new Promise(resolve => setTimeout(resolve, 50))
  const tenths = (seconds: number) => (Number.isFinite(seconds) ? Math.round(seconds * 10) / 10 : null)
  const lasts = ({ duration, currentSrc }: HTMLMediaElement): number => {
    const [, start = '0', end] = /#t=(?:npt:)?(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?$/.exec(currentSrc) ?? []
    return Math.max(0, Math.min(duration, Number(end ?? duration)) - Number(start))
  }
  return all.map((media): MediaFact => {
    const around = media.closest('figure,section,article,li') ?? media.parentElement ?? media
    const ids = media.getAttribute('aria-describedby')?.split(/\s+/) ?? []
    const described = ids.map(id => document.getElementById(id)?.textContent ?? '').join(' ')
    const caption = media.closest('figure')?.querySelector('figcaption')?.textContent
    const heard = media as unknown as {
      audioTracks?: { length: number }
      webkitAudioDecodedByteCount?: number
    }
    const decoded = heard.webkitAudioDecodedByteCount
    return {
      element: refOf(media),
      kind: media.localName === 'audio' ? 'audio' : 'video',
      path: path(media.currentSrc || media.src),
      autoplay: media.autoplay,
      muted: media.muted || media.volume === 0,
      loop: media.loop,
      controls: media.controls,
      duration: tenths(media.duration),
      lasts: tenths(lasts(media)),
      playing: !media.paused && !media.ended && media.readyState > 2,
      shown: shown(media) && dp(media.getBoundingClientRect().width) > 1,
      sound: media.localName === 'audio' ? true : decoded === undefined || media.paused ? null : decoded > 0,
      tracks: [...media.querySelectorAll('track')].slice(0, 10).map(track => ({
        kind: track.kind,
        lang: track.srclang,
        cues: track.track?.cues?.length ?? null,
      })),
      description: line(described.trim() || caption, 200),
      links: [...around.querySelectorAll<HTMLAnchorElement>('a[href]')]
        .slice(0, 10)
        .map(link => ({ text: line(link.textContent, 60), href: path(link.href) })),
      buttons: [...around.querySelectorAll('button,[role=button],input[type=button]')]
        .filter(button => shown(button) && button.closest('[aria-hidden=true]') === null)
        .slice(0, 10)
        .map(nameOf),
    }
  })
}
