import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { appFolder } from '../testing/app-folder.ts'
import { serveBuilds } from './demo-site.ts'

const BIN = new URL('../../bin/wutong.js', import.meta.url).pathname

/** `wutong demo`, with what it said so far. */
function demo(...options: string[]) {
  const said = { out: '', err: '' }
  const running = spawn(process.execPath, [BIN, 'demo', '--lang', 'en', '--now', '2026-11-24', ...options])
  onTestFinished(() => void running.kill('SIGKILL'))
  running.stdout.on('data', chunk => {
    said.out += chunk
  })
  running.stderr.on('data', chunk => {
    said.err += chunk
  })
  return { running, said, ended: once(running, 'close') as Promise<[number | null]> }
}

describe('a served build', () => {
  it('gives its files on loopback and nothing outside', async () => {
    const folder = appFolder({
      'h5/index.html': '<p>页',
      'h5/app.js': 'x',
      'guest/index.html': '<p>客',
      'secret.txt': 'no',
    })
    const site = await serveBuilds({ '/': `${folder}/h5`, '/guest/': `${folder}/guest` })
    onTestFinished(() => site.close())
    const ask = async (path: string, method = 'GET') => {
      const answer = await fetch(`${site.address}${path}`, { method })
      return [answer.status, answer.headers.get('content-type'), await answer.text()]
    }
    expect(site.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    expect(await ask('')).toEqual([200, 'text/html; charset=utf-8', '<p>页'])
    expect(await ask('app.js')).toEqual([200, 'text/javascript; charset=utf-8', 'x'])
    expect(await ask('guest/')).toEqual([200, 'text/html; charset=utf-8', '<p>客'])
    expect((await ask('guest/..%2Fsecret.txt'))[0]).toBe(404)
    expect((await ask('..%2Fsecret.txt'))[0]).toBe(404)
    expect((await ask('gone.css'))[0]).toBe(404)
    expect((await ask('', 'POST'))[0]).toBe(405)
  })
})

describe('wutong demo', { timeout: 300_000 }, () => {
  it('with --serve stays open until it is interrupted, then exits by the gate', async () => {
    const { running, said, ended } = demo('--serve')
    await until(() => said.err.includes('Ctrl+C'))
    const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said.err) ?? []
    expect(await (await fetch(address)).text()).toContain('<title>示例省政务服务</title>')
    expect(await (await fetch(`${address}guest/`)).text()).toContain('<title>养老待遇资格认证</title>')
    expect(said.out).toMatch(/^Verdict {2}nothing found not met/m)
    running.kill('SIGINT')
    expect((await ended)[0]).toBe(0)
    await expect(fetch(address)).rejects.toThrow()
  })

  it('without a browser says so once and still judges the files', async () => {
    const { said, ended } = demo('--browser', '/nowhere/chrome')
    expect((await ended)[0]).toBe(2)
    expect(said.err.match(/does not start/g)).toHaveLength(1)
    expect(said.out).toMatch(/^Verdict {2}undetermined/m)
    expect(said.out).toMatch(/^U1 Standards +\[#/m)
  })
})

async function until(met: () => boolean): Promise<void> {
  while (!met()) await new Promise(resolve => setTimeout(resolve, 50))
}
