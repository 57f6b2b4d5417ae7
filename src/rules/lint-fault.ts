import type { DataFields } from '../model/check.ts'
import type { InputError } from '../model/input-error.ts'
import type { PathStep, YamlFile } from './yaml-file.ts'

/** One thing wrong with a rule pack. Words stand under `lint.<id>`; input errors keep their own (`input.<id>`). */
export interface LintFault {
  id: string
  /** `lint` or `input`: which words say it. */
  words: 'lint' | 'input'
  /** Relative to the rules folder. */
  file: string
  line?: number
  column?: number
  data: DataFields
}

/** Collects faults of one file, each at the place of a node. */
export type Complain = (id: string, path: readonly PathStep[], data?: DataFields) => void

export function complainAbout(file: YamlFile, into: LintFault[]): Complain {
  return (id, path, data = {}) =>
    into.push({ id, words: 'lint', file: file.file, ...file.locate(path), data })
}

export function faultOf(error: InputError): LintFault {
  const { file = '', line, column } = error.place ?? {}
  return {
    id: error.code,
    words: 'input',
    file,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    data: { ...error.data },
  }
}
