#!/usr/bin/env node
// Plain JavaScript: must start under any Node to say which one is needed.
import { existsSync, readFileSync } from 'node:fs'

const root = new URL('../', import.meta.url)
const argv = process.argv.slice(2)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`${JSON.parse(readFileSync(new URL('package.json', root), 'utf8')).version}\n`)
} else if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `wutong 需要 Node ≥ 22.19,当前是 ${process.versions.node}。在检出目录中请先运行 npm install,再用 npx wutong。\n` +
      `wutong needs Node >= 22.19, this is ${process.versions.node}. In a checkout run npm install first, then npx wutong.\n`,
  )
  process.exitCode = 2
} else {
  const { enableCompileCache } = await import('node:module')
  enableCompileCache?.()
  // A checkout runs its sources; the published package holds only what was built from them.
  const source = new URL('src/cli/main.ts', root)
  const entry = existsSync(source) ? source : new URL('dist/cli/main.js', root)
  const { main } = await import(entry.href)
  process.exitCode = await main(argv)
}
