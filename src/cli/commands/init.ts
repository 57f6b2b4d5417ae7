import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Command } from 'commander'
import { type Survey, surveyFolder } from '../../collectors/survey/survey.ts'
import { InputError } from '../../model/input-error.ts'
import type { RuleLibrary } from '../../rules/load.ts'
import { fill, fillStated, visible } from '../../text/fill.ts'
import type { CliIo } from '../io.ts'
import type { Answers } from './init/answers.ts'
import { askAll } from './init/ask.ts'
import { nameIn, type Proposal, propose, type Say } from './init/propose.ts'
import { refuseExisting, SCHEMA, writeManifest } from './init/write.ts'

/** `wutong init [DIR]`: proposes a manifest from a repository. Exit 0, or 2 when nothing could be written. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  const say = sayOf(library, io)
  program
    .command('init')
    .argument('[DIR]')
    .description(library.words['cli.command.init']?.[io.lang] ?? '')
    .option('--yes', say('option.yes'))
    .option('--force', say('option.force'))
    .action((folder: string | undefined, flags: { yes?: true; force?: true }) =>
      init(folder ?? '.', flags, io, library),
    )
}

async function init(
  shown: string,
  flags: { yes?: true; force?: true },
  io: CliIo,
  library: RuleLibrary,
): Promise<void> {
  const folder = resolve(io.cwd, shown)
  const info = await stat(folder).catch(() => undefined)
  if (!info?.isDirectory()) throw new InputError('init-no-folder', undefined, { path: shown })
  if (!flags.force) await refuseExisting(folder, shown)
  const say = sayOf(library, io)
  const survey = await surveyFolder(folder)
  io.stdout(findings(survey, say))
  const answers = flags.yes ? {} : await askAll(io, known(survey, folder), say)
  const proposal = propose(survey, answers, {
    folderName: basename(folder),
    schema: SCHEMA,
    say,
    unread: (code, data) => unreadWords(code, data, library, io),
  })
  const written = await writeManifest(folder, proposal.text, flags.force === true)
  io.stdout(conclusion(proposal, written, shown, say))
}

const known = (survey: Survey, folder: string): Answers => ({ name: nameIn(survey, basename(folder)) })

function sayOf(library: RuleLibrary, io: CliIo): Say {
  return (key, data = {}) => fillStated(library.words[`init.${key}`]?.[io.lang] ?? key, data)
}

/** One line: what is wrong and how it is mended. */
function unreadWords(
  code: string,
  data: Record<string, string | number>,
  { words }: RuleLibrary,
  { lang }: CliIo,
): string {
  const part = (name: string) => fillStated(words[`input.${code}.${name}`]?.[lang] ?? '', data)
  return [part('what') || code, part('mend')].filter(Boolean).join('; ')
}

/** What was seen, a line each. */
function findings(survey: Survey, say: Say): string {
  const { apis, catalogue, projects, build } = survey
  const lines = [
    ...projects.map(({ type, folder, program, uni, unread }) =>
      say('found.project', {
        type: uni ? `uni-app, ${type}` : type,
        folder,
        pages: program?.pages.length ?? uni?.pages.length ?? 0,
        state: unread ? say('found.unread') : '',
      }),
    ),
    ...apis.map(({ document, version, roles, unread }) =>
      say('found.api', { document, version, roles: roles.length, state: unread ? say('found.unread') : '' }),
    ),
    ...(apis.length === 0 && build.apiDocs ? [say('comment.export', { path: build.apiDocs })] : []),
    ...(catalogue
      ? [
          say('found.catalogue', {
            source: catalogue.source,
            known: catalogue.known,
            columns: catalogue.columns,
          }),
        ]
      : []),
    ...(build.h5 ? [say('found.h5', { router: build.router ?? '' })] : []),
    ...Object.entries(build.routes).map(([use, route]) =>
      say('found.route', { use, route: route as string }),
    ),
    ...(survey.cut ? [say('found.cut', { files: survey.files })] : []),
  ]
  const head = say('found.head', { files: survey.files })
  return `${head}\n${lines.map(line => `  ${visible(line)}\n`).join('') || `  ${say('found.nothing')}\n`}`
}

function conclusion({ missing }: Proposal, written: readonly string[], shown: string, say: Say): string {
  const open =
    missing.length === 0
      ? ''
      : `${fill(say('open'), { count: missing.length, fields: missing.map(field => say(`field.${field}`)).join(say('between')) })}\n`
  return `${say('written', { files: written.join(' ') })}\n${open}${say('next', { app: shown })}\n`
}
