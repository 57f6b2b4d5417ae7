import { secretSpans } from './secrets.ts'
import { sensitiveRuns } from './sensitive-runs.ts'

/** One line of text on a page: its pieces in order, one a text node. */
export type Line = readonly string[]

/** A stretch of a line, in UTF-16 units of its joined pieces. */
export interface LineSpan {
  line: number
  start: number
  end: number
}

/** What a form field shows, and what its label, name and hints say it is. */
export interface ShownField {
  value: string
  about: string
}

/** Labels beside which a person's name or home stands. */
const NAME_LABEL = /(?:姓名|持证人|持有人|收件人|户主)[\s:：*]{0,4}$/u
const PLACE_LABEL = /(?:住址|家庭地址|户籍地址|居住地址|收件地址|通讯地址)[\s:：*]{0,4}$/u
const LABELLED_NAME =
  /(?:姓名|持证人|持有人|收件人|户主)\s{0,4}[:：]\s{0,4}([\p{Script=Han}·•*＊○]{2,16}|[A-Za-z][A-Za-z .'-]{1,40})/gu
const LABELLED_PLACE =
  /(?:住址|家庭地址|户籍地址|居住地址|收件地址|通讯地址)\s{0,4}[:：]\s{0,4}([^\s,，;；]{2,80})/gu
const NAME = /^(?:[\p{Script=Han}·•*＊○]{2,16}|[A-Za-z][A-Za-z .'-]{1,40})$/u
/** What stands beside such a label in an empty form or in a head of a table. */
const NO_NAME =
  /^(?:请|未|必填|选填|填写|输入|暂无|无|不|性别|民族|证件|身份|手机|联系|电话|地址|出生|有效|操作|状态)/u
const ABOUT_PERSON = /姓名|持证人|收件人|住址|地址|身份证|证件号|手机|银行卡|卡号|社保号/u
/** Boxes of one digit each, as some pages draw numbers. */
const DIGIT_BOX = /^[\dXx*]{1,6}$/
const MOST_BOXED = 200

/**
 * What is to be painted over before a picture is taken: the kinds redaction knows, also where a number is drawn in boxes of
 * a digit each, and names and homes beside their labels. Rather too much than too little: it costs a black bar.
 */
export function privateSpans(lines: readonly Line[]): LineSpan[] {
  const found: LineSpan[] = []
  for (const [line, pieces] of lines.entries()) {
    const text = pieces.join('')
    for (const { start, end } of [...sensitiveRuns(text), ...secretSpans(text)])
      found.push({ line, start, end })
    for (const pattern of [LABELLED_NAME, LABELLED_PLACE]) {
      for (const match of text.matchAll(pattern)) {
        const value = match[1] as string
        const end = match.index + match[0].length
        if (!NO_NAME.test(value)) found.push({ line, start: end - value.length, end })
      }
    }
  }
  return [...found, ...besideLabels(lines), ...inBoxes(lines)]
}

/** Does a field show something that is to be painted over? */
export function isPrivateField({ value, about }: ShownField): boolean {
  if (value.trim() === '') return false
  return ABOUT_PERSON.test(about) || privateSpans([[value]]).length > 0
}

/** A piece that ends in a label, and the next piece of text after it. */
function besideLabels(lines: readonly Line[]): LineSpan[] {
  const found: LineSpan[] = []
  let wanted: RegExp | undefined
  for (const [line, pieces] of lines.entries()) {
    let at = 0
    for (const piece of pieces) {
      const text = piece.trim()
      if (text !== '' && !/^[:：*]+$/.test(text)) {
        if (wanted?.test(text) && !NO_NAME.test(text)) {
          const start = at + piece.indexOf(text)
          found.push({ line, start, end: start + text.length })
        }
        const tail = text.slice(-12)
        wanted = NAME_LABEL.test(tail) ? NAME : PLACE_LABEL.test(tail) ? /^.{2,80}$/su : undefined
      }
      at += piece.length
    }
  }
  return found
}

function inBoxes(lines: readonly Line[]): LineSpan[] {
  const found: LineSpan[] = []
  let boxes: { line: number; start: number; end: number; from: number }[] = []
  let digits = ''
  const close = () => {
    if (boxes.length > 1) {
      for (const span of sensitiveRuns(digits)) {
        for (const { line, start, end, from } of boxes)
          if (from < span.end && from + end - start > span.start) found.push({ line, start, end })
      }
    }
    boxes = []
    digits = ''
  }
  for (const [line, pieces] of lines.entries()) {
    let at = 0
    for (const piece of pieces) {
      const text = piece.trim()
      if (digits.length > MOST_BOXED) close()
      if (DIGIT_BOX.test(text)) {
        const start = at + piece.indexOf(text)
        boxes.push({ line, start, end: start + text.length, from: digits.length })
        digits += text
      } else if (text !== '') close()
      at += piece.length
    }
  }
  close()
  return found
}
