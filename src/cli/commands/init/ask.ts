import type { CliIo } from '../../io.ts'
import {
  type Answers,
  answerFault,
  CHOICES,
  QUESTIONS,
  type Question,
  regionName,
  tierOfRegion,
} from './answers.ts'
import type { Say } from './propose.ts'

/** Ours: somebody who mistypes this often wants to leave the field open. */
const MOST_TRIES = 5

/** Asks what the files cannot say, each with a default where there is a good one; an empty answer leaves it open. */
export async function askAll(io: CliIo, given: Answers, say: Say): Promise<Answers> {
  const answers: Answers = {}
  const ask = io.ask
  if (!ask) return answers
  for (const question of QUESTIONS) {
    const suggested = given[question] ?? suggestion(question, answers)
    const choices = CHOICES[question]
    const prompt =
      say(`ask.${question}`) +
      (choices ? ` (${choices.join(' ')})` : '') +
      (suggested ? ` [${suggested}]` : '')
    let doubted = ''
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const text = (await ask(`${prompt}: `)).trim() || (suggested ?? '')
      if (text === '') break
      const fault = answerFault(question, text)
      if (!fault || (fault.id === 'arithmetic' && text === doubted)) {
        answers[question] = text
        if (question === 'region') io.stdout(`  ${regionName(text)}\n`)
        break
      }
      doubted = text
      io.stdout(`  ${say(`fault.${fault.id}`, fault.data)}\n`)
    }
  }
  return answers
}

function suggestion(question: Question, answers: Answers): string | undefined {
  if (question === 'tier') return tierOfRegion(answers.region)
  if (question === 'audience') return 'public'
  return question === 'kind' ? 'standalone' : undefined
}
