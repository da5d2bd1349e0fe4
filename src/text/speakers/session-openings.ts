import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { withoutFrames } from '../call-frames.ts'
import { readLineWords } from '../line/line-words.ts'
import { endInHandshake } from '../refine.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { wordsOf } from '../words.ts'
import type { DialogueLine } from './dialogue-lines.ts'
import { endOf } from './session-remarks.ts'

/** PHPMailer, swaks, Postal, nodemailer, MDaemon: the TCP connection stands. */
const OPENED =
  /(?:^|[\s\]:])(?:connection: opened|connection established (?:to )?\S{1,255}(?: --> \S{1,255})?|waiting for protocol to start\.{3}|=== connected to \S{1,255}|connected to \S{1,255}(?: \(\S{1,60}\))?(?: port \d{1,5})?(?: \(#\d{1,4}\)| on fd=\d{1,5})?)\.?\s*$|(?:^|[\]:]\s?)connected\.?\s*$/i

/** curl and its kin show the messages of the handshake: ours went out, and it never came to its end. */
const OFFERED = /\bclient hello\b/
const AGREED = /\bfinished\b|\bssl connection using\b|\bconnection established\b/

/** A connection that opened, and then nobody spoke. */
export function unspoken(lines: readonly string[]): SpeakerReading | undefined {
  const opened = lines.findLastIndex((line) => OPENED.test(line.slice(0, 400)))
  if (opened === -1) return undefined
  const remark = withoutFrames(
    wordsOf(
      lines
        .slice(opened + 1)
        .join('\n')
        .slice(0, 4_000),
    ),
  )
  // What is said of the greeting names the moment by itself.
  if (remark.lower.includes('greeting')) return undefined
  const tls = readTls(remark)
  // What our own stack was asked for in vain, while the connection opened, comes out when it is used.
  const before = readTls(wordsOf(lines.slice(0, opened).join('\n').slice(-2_000)))
  if (before?.symptom.startsWith('tls.local.') === true && before.says === 'why') return toldByClient(before, 'tls')
  if (tls?.symptom.startsWith('tls.handshake.') === true) return toldByClient(tls, 'tls')
  const error = readSystemError(remark, false) ?? (tls === undefined ? readLineWords(remark, true) : undefined)
  if (error?.symptom !== 'drop.lost' && error?.symptom !== 'drop.timeout') return undefined
  if (OFFERED.test(remark.lower) && !AGREED.test(remark.lower))
    return toldByClient({ ...error, ...endInHandshake(error) }, 'tls')
  return toldByClient(error, 'banner')
}

function toldByClient(
  {
    symptom,
    rule,
    ended,
  }: { readonly symptom: Symptom; readonly rule: string; readonly ended?: SpeakerReading['ended'] },
  stage: Stage,
): SpeakerReading {
  return { speaker: 'us', voice: 'library', rule: `transcript/${rule}`, symptom, stage, ...endOf(ended) }
}

/** PHPMailer's mark of a server's line, which nothing but a session has. */
const UNMISTAKABLE = /\bserver ?-> ?client: /i

/** A connection that opened, and a refusal in place of the greeting. */
export function turnedAway(dialogue: readonly DialogueLine[], lines: readonly string[]): SpeakerReading | undefined {
  const said = dialogue.filter((line) => line.who === 'server')
  const isRefusal = said.length > 0 && said.every((line) => line.code >= 400)
  if (
    !isRefusal ||
    dialogue.some((line) => line.who === 'client') ||
    !lines.some((line) => OPENED.test(line.slice(0, 400)) || UNMISTAKABLE.test(line.slice(0, 400)))
  )
    return undefined
  const words = said.map((line) => line.text).join('\n')
  return { speaker: 'peer', voice: 'peer', rule: 'transcript/refusal', said: words, stage: 'banner' }
}

/** What is shown of a session begins with an answer that nothing stands in: the greeting never came. */
export function unheard(lines: readonly DialogueLine[]): SpeakerReading | undefined {
  const first = lines.find((line) => line.who !== 'program')
  if (first?.who !== 'nobody') return undefined
  return {
    speaker: 'us',
    voice: 'library',
    rule: 'transcript/unheard',
    symptom: 'drop.lost',
    instead: 'drop.timeout',
    stage: 'banner',
  }
}
