/**
 * Runs the OpenAPI Initiative's own pass and fail documents through our reader and judge: `npm run eval:official -- [FOLDER]`.
 * FOLDER has the layout of `fixtures/openapi-official`, which is the default. Exit 1 when an answer differs and
 * the folder's README does not explain it.
 */
import { explainedIn, JUDGE, officialCases } from './official-cases.ts'

const folder = process.argv[2] ?? 'fixtures/openapi-official'
const answers = await officialCases(folder)
const groups = Map.groupBy(answers, ({ file }) => file.slice(0, file.lastIndexOf('/')))
process.stdout.write(`${JUDGE}, ${answers.length} documents in ${folder}\n`)
for (const [group, of] of groups) {
  const agree = of.filter(({ expected, found }) => expected === found).length
  process.stdout.write(`${group.padEnd(12)} ${agree} of ${of.length} agree\n`)
}
const different = answers.filter(({ expected, found }) => expected !== found)
const explained = new Set(explainedIn(folder))
for (const { file, expected, found, why } of different) {
  process.stdout.write(
    `${explained.has(file) ? 'explained' : 'DIFFERS'} ${file}: official ${expected}, ours ${found} ${why}\n`,
  )
}
process.exitCode = answers.length === 0 || different.some(({ file }) => !explained.has(file)) ? 1 : 0
