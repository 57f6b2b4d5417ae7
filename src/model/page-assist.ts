import type { ElementRef } from './page.ts'

/** What aids for seeing, hearing and typing are told about a page, beside what axe-core looks at. */
export interface AssistFacts {
  /** Controls whose stated name (label attribute) replaces the text they show. */
  named: { element: ElementRef; visible: string; name: string }[]
  /** Text a person sees, by the language stated nearest above it; at most 2,000 characters each. */
  languages: { element: ElementRef; stated: string; text: string }[]
  /** Frames of this site that the Tab key passes over, with what could be focused within. */
  skippedFrames: { element: ElementRef; name: string; focusable: number }[]
  /** Form fields as they stand: required, wrong, and how a person is told. */
  fieldStates: FieldState[]
  /** Header cells of tables that hold data, and those of them with no cell to be header of. */
  headers: number
  emptyHeaders: { element: ElementRef; text: string }[]
}

export interface FieldState {
  element: ElementRef
  /** What stands as its label on the screen, marks drawn by style included; at most 80 characters. */
  label: string
  labelColour: string
  /** The label holds a picture or an icon. */
  labelIcon: boolean
  placeholder: string
  required: boolean
  /** `stated` by `aria-invalid`; `styled` = only its classes say so; `no`. */
  wrong: 'stated' | 'styled' | 'no'
  /** Texts tied to it (`aria-errormessage`, `aria-describedby`), then other text of its row; at most 200 characters. */
  message: string
  /** Its row holds a picture or an icon. */
  rowIcon: boolean
  borderColour: string
}

/** What became of pressing Tab, where something on the page listens to keys or focus. */
export interface KeyboardFact {
  /** Elements that can be focused. */
  focusable: number
  /** How many different ones were reached before the walk was ended. */
  reached: number
  /** Elements that do not let go, though others could be focused; null where there are none. */
  trap: { within: ElementRef[]; keys: string[] } | null
}
