/** Packs the package, installs the tarball into an empty folder and runs it there as a new user would. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'wutong-package-'))
try {
  const packed = run('npm', ['pack', '--json', '--pack-destination', folder], process.cwd())
  const start = packed.lastIndexOf('\n[') + 1
  const listing = JSON.parse(packed.slice(start)) as
    | { filename: string; size: number; entryCount: number }[]
    | Record<string, { filename: string; size: number; entryCount: number }>
  const tarball = Array.isArray(listing) ? listing[0] : Object.values(listing)[0]
  if (!tarball) throw new Error('npm pack named no tarball')
  writeFileSync(join(folder, 'package.json'), '{"name":"new-user","private":true}\n')
  run('npm', ['install', '--no-save', '--omit=dev', join(folder, tarball.filename)], folder)
  cpSync('fixtures/apps/exemplary', join(folder, 'app'), { recursive: true })
  const bin = join('node_modules', 'wutong', 'bin', 'wutong.js')
  const scorecard = JSON.parse(
    run(process.execPath, [bin, 'check', 'app', '--static', '--format', 'json'], folder),
  )
  const version = run(process.execPath, [bin, '--version'], folder).trim()
  run(process.execPath, [bin, 'demo'], folder)
  run(process.execPath, [bin, 'explain', 'U1-08'], folder)
  if (scorecard.verdict !== 'conformant' || scorecard.score !== 100) {
    throw new Error(`the packed tool judges the exemplary app ${scorecard.verdict}, score ${scorecard.score}`)
  }
  process.stdout.write(
    `package: wutong ${version}, ${tarball.entryCount} files, ${Math.round(tarball.size / 1024)} kB; installed and ran: verdict ${scorecard.verdict}, score ${scorecard.score}\n`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function run(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`)
  return stdout
}
