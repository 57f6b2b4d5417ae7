import { type FoundApi, findApis } from './apis.ts'
import { type BuildFiles, noteRoute, readBuildFiles } from './build-files.ts'
import { type FoundCatalogue, findCatalogue } from './catalogues.ts'
import { type FoundProject, findProjects } from './projects.ts'
import { filesBelow } from './walk.ts'

/** What a repository shows about an app, before anybody was asked. */
export interface Survey {
  /** Files looked at; `cut` when there were more. */
  files: number
  cut: boolean
  apis: FoundApi[]
  catalogue: FoundCatalogue | undefined
  projects: FoundProject[]
  build: BuildFiles
}

/** Looks through a folder for what a manifest could name. Reads only; nothing is followed out of the folder. */
export async function surveyFolder(folder: string): Promise<Survey> {
  const { files, cut } = await filesBelow(folder)
  const build = await readBuildFiles(folder, files)
  const projects = await findProjects(folder, files)
  for (const { program, uni } of projects) {
    for (const page of program?.pages.map(one => one.path) ?? uni?.pages ?? []) noteRoute(build.routes, page)
  }
  const apis = await findApis(folder, files)
  const documents = new Set(apis.map(api => api.document))
  const catalogue = await findCatalogue(
    folder,
    files.filter(path => !documents.has(path)),
  )
  return { files: files.length, cut, apis, catalogue, projects, build }
}
