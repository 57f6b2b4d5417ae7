import type { Node } from './tree.ts'

/** A native argument completer for PowerShell 5.1 and later; with no match PowerShell completes file names itself. */
export function pwshScript(nodes: readonly Node[]): string {
  const list = (words: readonly string[]) => `@(${words.map(word => `'${word}'`).join(', ')})`
  const entries = nodes.map(node => {
    const words = [
      ...node.commands.map(command => command.name),
      ...node.options.flatMap(option => option.names),
      ...node.words,
    ]
    const values = node.options.flatMap(option =>
      option.value ? option.names.map(name => `'${name}' = ${list(option.values)}`) : [],
    )
    return `    '${node.path}' = @{ words = ${list(words)}; values = @{ ${values.join('; ')} } }`
  })
  return `# PowerShell completion of wutong: wutong completion pwsh | Out-String | Invoke-Expression (in $PROFILE to keep it)
Register-ArgumentCompleter -Native -CommandName wutong -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $nodes = [System.Collections.Hashtable]::new([System.StringComparer]::Ordinal)
  $known = @{
${entries.join('\n')}
  }
  foreach ($key in $known.Keys) { $nodes[$key] = $known[$key] }
  $path = ''
  $previous = ''
  foreach ($element in ($commandAst.CommandElements | Select-Object -Skip 1)) {
    $word = $element.ToString()
    if ($element.Extent.EndOffset -ge $cursorPosition -and $wordToComplete -ne '') { break }
    $next = if ($path -eq '') { $word } else { "$path $word" }
    if ($nodes.ContainsKey($next)) { $path = $next }
    $previous = $word
  }
  $here = $nodes[$path]
  $candidates = if ($here.values.ContainsKey($previous)) { $here.values[$previous] } else { $here.words }
  $candidates | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`
}
