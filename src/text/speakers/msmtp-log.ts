import { readLineWords } from '../line/line-words.ts'
import { stageFromWords } from '../stage-words.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { endOfTls } from '../tls/tls-reading.ts'
import type { Words } from '../words.ts'
import { wordsOf } from '../words.ts'

const ERROR = /\berrormsg='([^'\n]{3,2000})'/
const REPLY = /\bsmtpmsg='([245]\d\d[^'\n]{0,2000})'/

/** A line of msmtp's log: `tls=on auth=on` are its settings, and only `errormsg` and `smtpmsg` tell what happened. */
export function msmtpLog({ raw }: Words): SpeakerReading | undefined {
  const error = ERROR.exec(raw)?.[1]
  if (error === undefined) return undefined
  const words = wordsOf(error)
  const stage = stageFromWords(words)
  const at = stage === undefined ? {} : { stage }
  const said = REPLY.exec(raw)?.[1]
  if (said !== undefined) return { speaker: 'peer', voice: 'peer', rule: 'msmtp/reply', said, ...at }
  const ours = { speaker: 'us', voice: 'library', ...at } as const
  const tls = / tls | ssl /.test(words.flat) ? readTls(words) : undefined
  if (tls !== undefined)
    return {
      ...ours,
      rule: `msmtp/${tls.rule}`,
      symptom: tls.symptom,
      ...(tls.symptom.startsWith('tls.') && { stage: 'tls' }),
      ...endOfTls(tls),
    }
  const end = readSystemError(words) ?? readLineWords(words)
  return end === undefined ? undefined : { ...ours, ...end, rule: `msmtp/${end.rule}` }
}
