import type { Command } from 'commander'
import type { JudgeBundleOptions } from '../engine/judge-options.ts'
import { InputError } from '../model/input-error.ts'
import type { ResolvedRuleset } from '../model/rule.ts'
import type { Holder, Part } from '../model/vocabulary.ts'
import { matcherOf } from '../rules/ruleset.ts'
import { nearest } from '../text/nearest.ts'

/** Options of the commands that judge, as commander hands them over. */
export interface JudgingFlags {
  ruleset?: string
  scope?: string
  static?: true
  only: string[]
  skip: string[]
  format: string[]
  output?: string
  failOn: string
  owner?: string
  minScore?: string
  baseline?: string
  quiet?: true
  verbose?: true
}

export interface CollectingFlags {
  env?: string
  seed: string
  now?: string
  browser?: string
  allowHost: string[]
  maxPages?: string
  concurrency?: string
}

export const OWNERS: readonly Holder[] = ['app', 'host', 'idp', 'catalogue', 'owner', 'kit']
export const SCOPES: readonly Part[] = ['static', 'pages', 'live', 'packages', 'attested']

export function addJudgingOptions(
  command: Command,
  say: (key: string) => string,
  formats: readonly string[],
): Command {
  return command
    .option('--ruleset <NAME|FILE>', say('option.ruleset'))
    .option('--scope <PARTS>', say('option.scope'))
    .option('--static', say('option.static'))
    .option('--only <CODE>', say('option.only'), gather, [])
    .option('--skip <CODE>', say('option.skip'), gather, [])
    .option(
      '--format <NAME[=FILE]>',
      say('option.format').replace('{formats}', formats.join(' ')),
      gather,
      [],
    )
    .option('-o, --output <DIR>', say('option.output'))
    .option('--fail-on <WHAT>', say('option.failOn'), 'mandatory')
    .option('--owner <OWNERS>', say('option.owner'))
    .option('--min-score <N>', say('option.minScore'))
    .option('--baseline <FILE>', say('option.baseline'))
    .option('--quiet', say('option.quiet'))
    .option('--verbose', say('option.verbose'))
}

export function addCollectingOptions(command: Command, say: (key: string) => string): Command {
  return command
    .option('--env <NAME>', say('option.env'))
    .option('--seed <N>', say('option.seed'), '1')
    .option('--now <TIME>', say('option.now'))
    .option('--browser <PATH>', say('option.browser'))
    .option('--allow-host <HOST>', say('option.allowHost'), gather, [])
    .option('--max-pages <N>', say('option.maxPages'))
    .option('--concurrency <N>', say('option.concurrency'))
}

/** Repeatable, and comma separated: `--only U1-08,U1-1*`. */
export function gather(value: string, before: string[]): string[] {
  return [...before, ...value.split(',').filter(Boolean)]
}

/** Parts asked for, else every part that rules exist for. @throws InputError `usage-scope`, `usage-choice`. */
export function scopeOf(flags: Pick<JudgingFlags, 'scope' | 'static'>, ruleset: ResolvedRuleset): Part[] {
  const judged = SCOPES.filter(part => ruleset.rules.some(rule => rule.part === part))
  if (flags.static) return ['static']
  if (flags.scope === undefined) return judged
  const asked = flags.scope.split(',').filter(Boolean)
  for (const name of asked) {
    if (!(SCOPES as readonly string[]).includes(name)) {
      throw new InputError('usage-choice', undefined, {
        option: '--scope',
        value: name,
        allowed: SCOPES.join(' '),
      })
    }
    if (!(judged as string[]).includes(name)) {
      throw new InputError('usage-scope', undefined, { name, allowed: judged.join(' ') })
    }
  }
  return SCOPES.filter(part => asked.includes(part))
}

/** @throws InputError `usage-choice`, `usage-owner`, `usage-number`. */
export function gateOptions(flags: JudgingFlags): JudgeBundleOptions['gate'] {
  const { failOn } = flags
  if (failOn !== 'mandatory' && failOn !== 'any' && failOn !== 'none') {
    throw new InputError('usage-choice', undefined, {
      option: '--fail-on',
      value: failOn,
      allowed: 'mandatory any none',
    })
  }
  const owners = (flags.owner ?? '').split(',').filter(Boolean)
  for (const name of owners) {
    if (!(OWNERS as readonly string[]).includes(name)) {
      throw new InputError('usage-owner', undefined, { name, allowed: OWNERS.join(' ') })
    }
  }
  return {
    failOn,
    owners: owners as Holder[],
    ...(flags.minScore === undefined ? {} : { minScore: numberOf('--min-score', flags.minScore, 0, 100) }),
  }
}

/** Codes of a ruleset that a list of codes and globs names; undefined for an empty list. @throws InputError `usage-code`. */
export function codesOf(
  patterns: readonly string[],
  ruleset: ResolvedRuleset,
): { patterns: string[]; codes: Set<string> } | undefined {
  if (patterns.length === 0) return undefined
  const known = ruleset.requirements.map(requirement => requirement.code)
  return { patterns: [...patterns], codes: codesNamed(patterns, known) }
}

/** Those of the known codes that codes and globs name. @throws InputError `usage-code` for one that names none. */
export function codesNamed(patterns: readonly string[], known: readonly string[]): Set<string> {
  const codes = new Set<string>()
  for (const pattern of patterns) {
    const named = matcherOf(pattern)
    const matches = known.filter(code => named(code))
    if (matches.length === 0) {
      throw new InputError('usage-code', undefined, {
        name: pattern,
        nearest: nearest(pattern, known) ?? 'U1-08',
      })
    }
    for (const code of matches) codes.add(code)
  }
  return codes
}

/** @throws InputError `usage-number`. */
export function numberOf(option: string, value: string, least: number, most: number): number {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number) || number < least || number > most) {
    throw new InputError('usage-number', undefined, { option, value, expected: `${least} – ${most}` })
  }
  return number
}

/** `--now` as an ISO time in UTC. @throws InputError `usage-time`. */
export function timeOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const time = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(value)
    ? Date.parse(value)
    : Number.NaN
  if (Number.isNaN(time)) throw new InputError('usage-time', undefined, { value })
  return new Date(time).toISOString()
}
