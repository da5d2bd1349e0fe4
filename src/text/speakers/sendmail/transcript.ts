import { stageOfCommand } from '../../stage-words.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'

const ANSWER = /<<<\s?([45]\d\d[\s\S]{0,2000})/
const ASKED = />>>\s?([A-Za-z]{4}[^\n]{0,200})/g

/** A transcript of session: what was asked (`>>>`) and answered (`<<<`). */
export function transcript(words: Words): SpeakerReading | undefined {
  const answer = ANSWER.exec(words.raw)
  if (answer === null) return undefined
  ASKED.lastIndex = 0
  let command = ''
  for (let match = ASKED.exec(words.raw); match !== null && match.index < answer.index; match = ASKED.exec(words.raw))
    command = match[1] ?? ''
  const host = /while talking to (?:\[)?([\w.-]{1,255}?)\.?(?:\])?:/i.exec(words.raw)?.[1]
  const stage = command === '' ? undefined : stageOfCommand(command)
  const said = (answer[1] ?? '').replace(/\n<<<\s?/g, '\n').replace(/\n(?:>>>|\.\.\. |[45]\d\d )[\s\S]*$/, '')
  return {
    speaker: 'peer',
    voice: 'peer',
    software: 'sendmail',
    rule: 'sendmail/transcript',
    said,
    ...(host !== undefined && { host }),
    ...(stage !== undefined && {
      stage: stage === 'data' && words.raw.slice(0, answer.index).includes('>>> .') ? 'dot' : stage,
    }),
  }
}
