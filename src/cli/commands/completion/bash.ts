import type { Node } from './tree.ts'

/** For bash 3.2 and later; needs nothing but bash. */
export function bashScript(nodes: readonly Node[]): string {
  return `# bash completion of wutong. Put into a file that bash reads: wutong completion bash > ~/.local/share/bash-completion/completions/wutong
_wutong() {
  local cur prev path word words values index
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  path=""
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    case "$path $word" in
${nodes
  .filter(node => node.path !== '')
  .map(node => `      "${parent(node.path)} ${last(node.path)}") path="${node.path}" ;;`)
  .join('\n')}
    esac
  done
  values=""
  case "$path:$prev" in
${optionCases(nodes)}
    *)
      case "$path" in
${nodes.map(node => `        "${node.path}") words="${wordsOf(node).join(' ')}"; values="${node.words.join(' ')}" ;;`).join('\n')}
      esac
      case "$cur" in
        -*) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
        *) COMPREPLY=($(compgen -W "$words $values" -- "$cur") $(compgen -f -- "$cur")) ;;
      esac
      return
      ;;
  esac
  if [ -n "$values" ]; then
    COMPREPLY=($(compgen -W "$values" -- "$cur"))
  else
    COMPREPLY=($(compgen -f -- "$cur"))
  fi
}
complete -o filenames -F _wutong wutong
`
}

function optionCases(nodes: readonly Node[]): string {
  return nodes
    .flatMap(node =>
      node.options
        .filter(option => option.value)
        .map(
          option =>
            `    ${option.names.map(name => `"${node.path}:${name}"`).join('|')}) values="${option.values.join(' ')}" ;;`,
        ),
    )
    .join('\n')
}

const wordsOf = (node: Node): string[] => [
  ...node.commands.map(command => command.name),
  ...node.options.flatMap(option => option.names),
]
const parent = (path: string): string => path.split(' ').slice(0, -1).join(' ')
const last = (path: string): string => path.split(' ').at(-1) ?? ''
