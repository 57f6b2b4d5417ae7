import { join } from 'node:path'
import type { Command } from 'commander'
import { probeApp } from '../../collectors/preflight/app.ts'
import { probeMachine } from '../../collectors/preflight/machine.ts'
import { probeHosts } from '../../collectors/preflight/network.ts'
import type { Probe } from '../../collectors/preflight/probe.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { RuleLibrary } from '../../rules/load.ts'
import { fillStated } from '../../text/fill.ts'
import { environmentOf } from '../app-run.ts'
import type { CliIo } from '../io.ts'

/** `wutong doctor [APP]`: is this machine and this folder ready? Exit 0, or 2 when something would stop a check. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  const say = (key: string) => library.words[`doctor.${key}`]?.[io.lang] ?? key
  program
    .command('doctor')
    .argument('[APP]')
    .description(library.words['cli.command.doctor']?.[io.lang] ?? '')
    .option('--online', say('option.online'))
    .option('--env <NAME>', library.words['cli.option.env']?.[io.lang] ?? '')
    .action((app: string | undefined, flags: { online?: true; env?: string }) =>
      doctor(app, flags, io, library),
    )
}

async function doctor(
  app: string | undefined,
  flags: { online?: true; env?: string },
  io: CliIo,
  library: RuleLibrary,
): Promise<void> {
  const { env } = process
  const now = io.now()
  const machine = await probeMachine(env, now, newestText(library))
  const { probes, read } = await probeApp(app ?? '.', {
    cwd: io.cwd,
    env,
    now,
    listsFolder: join(library.folder, 'lists'),
    named: app !== undefined,
  })
  const network = flags.online
    ? await probeHosts(hostsOf(read?.manifest, flags.env), io.now)
    : [{ id: 'network', state: 'ok', say: 'offline', data: {} } as const]
  const all: Probe[] = [...machine, ...probes, ...network]
  for (const probe of all) io.stdout(line(probe, io, library))
  const count = (state: Probe['state']) => all.filter(probe => probe.state === state).length
  const errors = count('error')
  const data = { ok: count('ok'), warnings: count('warning'), errors }
  io.stdout(`${fillStated(library.words['doctor.total']?.[io.lang] ?? '', data)}\n`)
  if (errors > 0) io.exit(2)
}

/** Only hosts that the manifest allows in the one environment of this run. @throws InputError `usage-environment` */
function hostsOf(manifest: Manifest | undefined, asked: string | undefined): readonly string[] {
  if (!manifest) return []
  const name = environmentOf(manifest, asked)
  return (name === null ? undefined : manifest.environments?.[name]?.hosts) ?? []
}

/** The day the newest list or text was taken in: no sane clock stands before it. */
function newestText(library: RuleLibrary): string {
  const days = Object.values(library.sources).map(source => source.asOf)
  return days.sort().at(-1) ?? ''
}

function line({ id, state, say, data, input }: Probe, io: CliIo, { words }: RuleLibrary): string {
  const text = (key: string, fields: Probe['data']) => {
    const found = words[key]?.[io.lang]
    return found ? fillStated(found, fields) : ''
  }
  const head = `${text(`doctor.state.${state}`, {})} ${text(`doctor.title.${id}`, {})}`
  if (!input) {
    const mend = text(`doctor.${id}.${say}Mend`, data)
    return `${head}  ${text(`doctor.${id}.${say}`, data)}\n${mend ? `      ${mend}\n` : ''}`
  }
  const fields = { ...(input.file === undefined ? {} : { file: input.file }), ...data }
  const at = [input.file, input.line, input.column].filter(part => part !== undefined).join(':')
  const parts = ['what', 'expected', 'mend'].map(part => text(`input.${input.code}.${part}`, fields))
  return `${head}  ${at ? `${at} ` : ''}${parts[0] || input.code}\n${parts
    .slice(1)
    .filter(Boolean)
    .map(part => `      ${part}\n`)
    .join('')}`
}
