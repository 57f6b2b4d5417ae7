import type { Node } from './tree.ts'

/** One function a command; `_arguments` and `_describe` of zsh's own completion system do the rest. */
export function zshScript(nodes: readonly Node[]): string {
  return `#compdef wutong
# zsh completion of wutong: wutong completion zsh > a folder of $fpath, named _wutong
${nodes.map(zshFunction).join('')}
if [ "\${funcstack[1]}" = "_wutong" ]; then
  _wutong "$@"
else
  compdef _wutong wutong
fi
`
}

function zshFunction(node: Node): string {
  const options = node.options.map(option => {
    const value = option.value
      ? `:value:${option.values.length > 0 ? `(${option.values.join(' ')})` : '_files'}`
      : ''
    const [first = '', ...more] = option.names
    const names = more.length === 0 ? `'${first}` : `{${option.names.join(',')}}'`
    // Repeatable: none of ours forbids it, and some gather.
    return more.length === 0
      ? `    '*${first}[${option.description}]${value}'`
      : `    '*'${names}[${option.description}]${value}'`
  })
  const name = functionName(node.path)
  if (node.commands.length === 0) {
    const words = node.words.length > 0 ? `{_files || compadd -- ${node.words.join(' ')}}` : '_files'
    const rest = node.words.length > 0 ? `    '*:word:${name}_words'` : `    '*:file:${words}'`
    const own =
      node.words.length > 0 ? `${name}_words() {\n  compadd -- ${node.words.join(' ')}\n  _files\n}\n` : ''
    return `${own}${name}() {\n  _arguments \\\n${[...options, rest].join(' \\\n')}\n}\n`
  }
  return `${name}() {
  local line state
  local -a commands
  commands=(
${node.commands.map(command => `    '${command.name}:${command.description}'`).join('\n')}
  )
  _arguments -C \\
${[...options, "    '1:command:->command'", "    '*::argument:->argument'"].join(' \\\n')}
  case "$state" in
    command) _describe command commands ;;
    argument)
      case "$line[1]" in
${node.commands.map(command => `        ${command.name}) ${functionName(node.path === '' ? command.name : `${node.path} ${command.name}`)} ;;`).join('\n')}
      esac
      ;;
  esac
}
`
}

const functionName = (path: string): string =>
  `_wutong${path === '' ? '' : `_${path.replace(/[^a-z0-9]/gi, '_')}`}`
