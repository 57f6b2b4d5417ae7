import type { Command } from 'commander'

/** What may follow on the command line, read from the command line's own definition. */
export interface Node {
  /** Words after `wutong`, joined by a space; '' for the top. */
  path: string
  commands: { name: string; description: string }[]
  options: Option[]
  /** Words for a positional argument beside file names. */
  words: string[]
}
export interface Option {
  /** `--format`, `-o`. */
  names: string[]
  description: string
  /** Takes a value: one of `values`, or a file where there are none. */
  value: boolean
  values: string[]
}

/** Values that commander does not know. */
export interface Values {
  /** By long option, `--scope`; by command and option where one differs, `diff --format`. */
  options: Record<string, readonly string[]>
  /** By command path, `explain`. */
  words: Record<string, readonly string[]>
}

/** Every command with its options, in the order of the help. */
export function nodesOf(program: Command, values: Values): Node[] {
  const nodes: Node[] = []
  const open: { command: Command; path: string }[] = [{ command: program, path: '' }]
  for (let next = open.shift(); next; next = open.shift()) {
    const { command, path } = next
    const help = command.createHelp()
    const children = help.visibleCommands(command)
    nodes.push({
      path,
      commands: children.map(child => ({ name: child.name(), description: oneLine(child.description()) })),
      options: help.visibleOptions(command).map(option => {
        const long = option.long ?? ''
        const known = values.options[`${path} ${long}`] ?? values.options[long] ?? []
        return {
          names: [option.short, option.long].filter(name => name !== undefined),
          description: oneLine(option.description),
          value: option.required || option.optional,
          values: [...known],
        }
      }),
      words: [...(values.words[path] ?? [])],
    })
    for (const child of children)
      open.push({ command: child, path: path === '' ? child.name() : `${path} ${child.name()}` })
  }
  return nodes
}

/** Shell scripts are full of quotes: what describes a word keeps to letters and plain marks. */
function oneLine(text: string): string {
  return text
    .replace(/[\s"'`$\\[\]:;<>(){}|&!*?#~]+/gu, ' ')
    .trim()
    .slice(0, 80)
}
