import type { MissReason } from '../../model/evidence.ts'
import { InputError, type Place } from '../../model/input-error.ts'

/** Every way an input can be unreadable here; each has words under `input.<code>` in `rules/words/input.yaml`. */
export const INPUT_CODES = {
  // the file itself
  'file-missing': 'file-missing',
  'file-unreadable': 'file-unreadable',
  'not-a-file': 'not-a-file',
  'path-outside': 'file-unreadable',
  'path-remote': 'file-unreadable',
  'too-large': 'too-large',
  'file-changed': 'file-unreadable',
  // its characters
  'encoding-gbk': 'encoding',
  'encoding-utf16': 'encoding',
  'encoding-unknown': 'encoding',
  'binary-file': 'encoding',
  'control-character': 'encoding',
  // its syntax
  'empty-file': 'syntax',
  'json-syntax': 'syntax',
  'yaml-syntax': 'syntax',
  'yaml-tab': 'syntax',
  'yaml-fullwidth-colon': 'syntax',
  'yaml-several-documents': 'syntax',
  'yaml-alias-unknown': 'syntax',
  'yaml-alias-cycle': 'syntax',
  'yaml-alias-bomb': 'too-large',
  'duplicate-key': 'syntax',
  'too-deep': 'depth',
  // its shape
  'app-missing': 'file-missing',
  'manifest-missing': 'file-missing',
  'not-a-map': 'syntax',
  'unknown-key': 'syntax',
  'missing-key': 'syntax',
  'bare-number': 'syntax',
  'expected-text': 'syntax',
  'expected-map': 'syntax',
  'expected-list': 'syntax',
  'expected-flag': 'syntax',
  'expected-number': 'syntax',
  'expected-one-of': 'syntax',
  shape: 'syntax',
  // catalogues
  'catalogue-format': 'unsupported-version',
  'catalogue-workbook': 'unsupported-version',
  'catalogue-no-source': 'file-missing',
  'catalogue-empty': 'syntax',
  'catalogue-no-header': 'syntax',
  'catalogue-no-array': 'syntax',
  'catalogue-several-arrays': 'syntax',
  'catalogue-column-twice': 'syntax',
  'catalogue-columns-unknown': 'syntax',
  'row-ragged': 'ragged-row',
  'row-quotes': 'syntax',
  'row-too-long': 'too-large',
  'row-not-an-object': 'bad-row',
  'row-control': 'bad-row',
  'code-not-found': 'not-found',
  // a page in the browser
  'build-missing': 'file-missing',
  'build-not-stated': 'file-missing',
  'page-status': 'page-status',
  'page-unreachable': 'page-unreachable',
  'page-timeout': 'page-timeout',
  'page-redirects': 'page-redirects',
  'page-crashed': 'page-crashed',
  'page-download': 'page-download',
  'host-refused': 'host-refused',
  tls: 'tls',
  'browser-missing': 'browser-missing',
  'browser-start': 'browser-start',
  'pace-unknown': 'syntax',
  'window-unknown': 'syntax',
  'outside-window': 'outside-window',
  'catalogue-header-merged': 'syntax',
  'row-merged': 'bad-row',
  'cell-formula': 'bad-row',
  'cell-error': 'bad-row',
  'cell-precision': 'bad-row',
  'cell-zeros': 'bad-row',
  'mapping-field': 'syntax',
  'mapping-cut': 'syntax',
  'mapping-column': 'syntax',
  // workbooks
  'workbook-broken': 'syntax',
  'workbook-encrypted': 'encoding',
  'workbook-too-large': 'too-large',
  'workbook-bomb': 'too-large',
  'workbook-doctype': 'syntax',
  'workbook-sheet-missing': 'file-missing',
  'workbook-no-sheet': 'syntax',
  // reference lists
  'list-not-bundled': 'file-missing',
  'list-no-source': 'file-missing',
  'list-hash': 'hash-mismatch',
  'list-columns': 'syntax',
  'alias-columns': 'syntax',
  'alias-empty': 'syntax',
  'alias-row': 'syntax',
  // mini-program projects
  'json-json5': 'syntax',
  'project-missing': 'file-missing',
  'project-not-built': 'file-missing',
  'project-unknown': 'file-missing',
} as const satisfies Record<string, MissReason>

export type InputCode = keyof typeof INPUT_CODES

/** An InputError whose code is known to have words. */
export function fault(code: InputCode, place?: Place, data?: Record<string, string | number>): InputError {
  return new InputError(code, place, data)
}

/** The closed reason of a unit that an input error kept from being collected. */
export function missReasonOf(code: string): MissReason {
  return Object.hasOwn(INPUT_CODES, code) ? INPUT_CODES[code as InputCode] : 'syntax'
}
