import type { PageShot } from '../../model/page-shot.ts'
import type { ReportPictures } from '../../model/report-pictures.ts'
import type { Finding, Scorecard } from '../../model/scorecard.ts'
import { visible } from '../../text/fill.ts'
import { byUnit, type CausePicture, pictureOf } from '../cause-pictures.ts'
import type { Speech } from '../speech.ts'
import type { CauseView } from '../view.ts'
import { type Crop, cropAround, screenOf } from './crop.ts'
import { type Image, imageOf } from './image.ts'
import { html, Markup } from './markup.ts'

interface Embedded extends Image {
  id: string
  base64: string
}

/** Pictures of one report: each stands in it once, however many causes show a part of it. */
export class Pictures {
  readonly #given: ReportPictures | undefined
  readonly #shots: ReturnType<typeof byUnit>
  readonly #images = new Map<string, Embedded | undefined>()
  readonly #speech: Speech
  /** Causes whose picture was left out at the cap, and those on a page that have none. */
  #capped = 0
  #without = 0

  constructor(given: ReportPictures | undefined, speech: Speech) {
    this.#given = given
    this.#shots = byUnit(given?.shots ?? [])
    this.#speech = speech
  }

  /** The figure of a cause; undefined where there is nothing to show. */
  figure(cause: CauseView, places: readonly Finding[]): Markup | undefined {
    if (!this.#given || cause.assessment.part !== 'pages') return undefined
    const picture = pictureOf(places, this.#shots)
    const figure = picture && this.#drawn(picture)
    if (figure) return figure
    const blobs = picture ? ('standard' in picture ? [picture.standard, picture.elder] : [picture.shot]) : []
    if (blobs.some(({ blob }) => this.#given?.capped.has(blob))) this.#capped++
    else if (places.some(({ locus }) => locus.unit !== '')) this.#without++
    return undefined
  }

  #drawn(picture: CausePicture): Markup | undefined {
    const speech = this.#speech
    if ('standard' in picture) {
      const { standard, elder } = picture
      const said = [
        speech.say('sheet.pictureStandard', { page: pageWords(standard.unit, speech) }),
        speech.say('sheet.pictureElder', { page: pageWords(elder.unit, speech) }),
      ]
      const sides = [standard, elder].map((shot, at) => {
        const label = said[at] as string
        const drawing = this.#part(shot, screenOf(shot), label)
        return drawing && html`<figure class="shot">${drawing}<figcaption>${label}</figcaption></figure>`
      })
      return sides.every(side => side !== undefined) ? html`<div class="pair">${sides}</div>` : undefined
    }
    const { shot } = picture
    const page = pageWords(shot.unit, speech)
    if ('box' in picture) {
      const crop = cropAround(picture.box, shot)
      const label = speech.say('sheet.pictureElement', { page, element: picture.element })
      const drawing = this.#part(shot, crop, label, picture.box)
      const caption = speech.say(crop.cut ? 'sheet.captionCut' : 'sheet.caption', { page })
      return drawing && html`<figure class="shot">${drawing}<figcaption>${caption}</figcaption></figure>`
    }
    const crop = screenOf(shot)
    const label = speech.say(crop.cut ? 'sheet.pictureTop' : 'sheet.picturePage', { page })
    const drawing = this.#part(shot, crop, label)
    return drawing && html`<figure class="shot whole">${drawing}<figcaption>${label}</figcaption></figure>`
  }

  #part(shot: PageShot, crop: Crop, label: string, box?: CausePictureBox): Markup | undefined {
    const image = this.#image(shot.blob)
    if (!image || crop.width <= 0 || crop.height <= 0) return undefined
    const { x, y, width, height } = crop
    const scale = `scale(${ratio(shot.width, image.width)} ${ratio(shot.height, image.height)})`
    return html`<svg role="img" aria-label="${label}" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}"><use href="#${image.id}" transform="${scale}"/>${box && outline(box)}</svg>`
  }

  #image(blob: string): Embedded | undefined {
    if (!this.#images.has(blob)) this.#images.set(blob, this.#embedded(blob))
    return this.#images.get(blob)
  }

  /** Only what its own bytes say is a JPEG or PNG is put into a report. */
  #embedded(blob: string): Embedded | undefined {
    const bytes = this.#given?.blobs.get(blob)
    const image = bytes && imageOf(bytes)
    if (!bytes || !image) return undefined
    return { ...image, id: `shot-${this.#images.size + 1}`, base64: Buffer.from(bytes).toString('base64') }
  }

  /** What was not shown, and how it can be; for a report of pages only. */
  note({ assessments }: Scorecard, causes: readonly CauseView[]): Markup | undefined {
    const { say } = this.#speech
    if (assessments.every(({ part }) => part !== 'pages')) return undefined
    const lines = this.#given
      ? [
          this.#capped > 0
            ? say('sheet.picturesCapped', {
                count: this.#capped,
                cap: Math.round(this.#given.cap / 2 ** 20),
              })
            : '',
          this.#without > 0 ? say('sheet.picturesWithout', { count: this.#without }) : '',
        ].filter(Boolean)
      : causes.some(({ assessment }) => assessment.part === 'pages')
        ? [say('sheet.picturesOff')]
        : []
    return lines.length === 0 ? undefined : html`<p class="soft small">${lines.join(' ')}</p>`
  }

  /**
   * Every picture once. An `<image>` that crops `<use>`: a data URI shown in parts without a copy for each. CSS backgrounds
   * could do that too, but browsers leave those out in print. Not `display: none`, in which Safari uses nothing.
   */
  store(): Markup | undefined {
    const images = [...this.#images.values()].filter(image => image !== undefined)
    if (images.length === 0) return undefined
    return html`<svg class="store" width="0" height="0" aria-hidden="true" focusable="false"><defs>${images.map(
      ({ id, type, width, height, base64 }) => html`
<image id="${id}" width="${width}" height="${height}" href="data:${type};base64,${new Markup(base64)}"/>`,
    )}
</defs></svg>`
  }
}

type CausePictureBox = Extract<CausePicture, { element: string }>['box']

/** Light under red, so that it is seen on any page. */
function outline([left, top, width, height]: CausePictureBox): Markup {
  const around = html`x="${round(left - 3)}" y="${round(top - 3)}" width="${round(width + 6)}" height="${round(height + 6)}" rx="3"`
  return html`<rect class="halo" ${around}/><rect class="mark-box" ${around}/>`
}

/** `#/ (elder)` as it is said: the route, and how the page was looked at. */
export function pageWords(unit: string, speech: Speech): string {
  const [, route, state] = /^(.*) \(([^()]+)\)$/s.exec(unit) ?? []
  if (route === undefined || state === undefined) return visible(unit)
  const key = `pageState.${state}`
  const said = speech.has(key) ? speech.say(key) : visible(state)
  return speech.say('sheet.pageInState', { page: route, state: said })
}

const ratio = (shown: number, pixels: number): number => Math.round((shown / pixels) * 1e5) / 1e5
const round = (value: number): number => Math.round(value * 10) / 10
