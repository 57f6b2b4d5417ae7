import { posix } from 'node:path'
import { InputError } from '../../model/input-error.ts'
import type { MiniProgram } from '../../model/mini-program.ts'
import { miniProgramCollector } from '../mini-program/collector.ts'
import { readJsonc } from '../mini-program/jsonc-file.ts'
import { findUniApp } from '../mini-program/project.ts'
import type { UniApp } from '../mini-program/uni-app.ts'

export interface FoundProject {
  type: 'wechat-miniprogram' | 'alipay-miniprogram' | 'w3c-miniapp'
  /** Project folder, `.` for the repository itself. */
  folder: string
  program?: MiniProgram
  uni?: UniApp
  unread?: { code: string; data: Record<string, string | number> }
}

const MOST = 6
const MARKS: readonly (readonly [name: string, type: FoundProject['type']])[] = [
  ['project.config.json', 'wechat-miniprogram'],
  ['mini.project.json', 'alipay-miniprogram'],
  ['app.json', 'wechat-miniprogram'],
  ['pages.json', 'wechat-miniprogram'],
  ['manifest.json', 'w3c-miniapp'],
]

/** Mini-program projects in a repository; a folder inside one that was found belongs to it. */
export async function findProjects(folder: string, files: readonly string[]): Promise<FoundProject[]> {
  const found: FoundProject[] = []
  const inside = (path: string) =>
    found.some(one => one.folder === '.' || path === one.folder || path.startsWith(`${one.folder}/`))
  for (const [mark, type] of MARKS) {
    for (const path of files) {
      if (posix.basename(path) !== mark || found.length >= MOST) continue
      const own = posix.dirname(path)
      // A uni-app project keeps its files in `src` or at its root.
      const project = mark === 'pages.json' && posix.basename(own) === 'src' ? posix.dirname(own) : own
      if (inside(project)) continue
      const one = await lookInto(folder, project, type, mark)
      if (one) found.push(one)
    }
  }
  return found
}

async function lookInto(
  folder: string,
  project: string,
  type: FoundProject['type'],
  mark: string,
): Promise<FoundProject | undefined> {
  try {
    if (mark === 'app.json' || mark === 'manifest.json') {
      // Many tools have files of these names; a mini-program's lists pages.
      const { value } = await readJsonc(folder, posix.join(project, mark))
      if (!Array.isArray(value.pages) || (mark === 'manifest.json' && typeof value.app_id !== 'string'))
        return undefined
    }
    const uni = await findUniApp(folder, project)
    if (mark === 'pages.json' && !uni) return undefined
    return { type, folder: project, ...(uni ? { uni } : {}), ...(await read(folder, project, type)) }
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
}

async function read(
  folder: string,
  project: string,
  type: string,
): Promise<Pick<FoundProject, 'program' | 'unread'>> {
  const found: Pick<FoundProject, 'program' | 'unread'> = {}
  await miniProgramCollector.collect(
    {
      folder,
      manifestFile: 'wutong.yaml',
      manifest: { wutong: 1, channels: [{ id: 'x', type, project }] },
      environment: null,
      listsFolder: '',
    },
    {
      unit: (_kind, unit) => {
        if (unit.status === 'judged') found.program = unit.data as MiniProgram
        else if (unit.detail) found.unread = unit.detail
      },
      source: () => {},
      record: () => {},
    },
  )
  return found
}
