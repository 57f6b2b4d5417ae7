import type { Node } from './tree.ts'

/** `complete` lines, each under the condition that its command was named. */
export function fishScript(nodes: readonly Node[]): string {
  const lines = nodes.flatMap(node => {
    const here = condition(node)
    return [
      ...node.commands.map(
        command => `complete -c wutong -n "${here}" -f -a ${command.name} -d '${command.description}'`,
      ),
      ...(node.words.length > 0
        ? [`complete -c wutong -n "${under(node.path)}" -a '${node.words.join(' ')}'`]
        : []),
      ...node.options.map(option => {
        const names = option.names.map(name =>
          name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
        )
        const value = !option.value
          ? ''
          : option.values.length > 0
            ? ` -x -a '${option.values.join(' ')}'`
            : ' -r'
        return `complete -c wutong -n "${under(node.path)}" ${names.join(' ')}${value} -d '${option.description}'`
      }),
    ]
  })
  return `# fish completion of wutong: wutong completion fish > ~/.config/fish/completions/wutong.fish
${lines.join('\n')}
`
}

/** After the node's words and before any of its sub-commands. */
function condition(node: Node): string {
  const names = node.commands.map(command => command.name).join(' ')
  const before = names === '' ? '' : `not __fish_seen_subcommand_from ${names}`
  return [node.path === '' ? '' : under(node.path), before].filter(Boolean).join('; and ')
}

function under(path: string): string {
  return path === ''
    ? 'true'
    : path
        .split(' ')
        .map(name => `__fish_seen_subcommand_from ${name}`)
        .join('; and ')
}
