import type { Grammar } from '../grammar.ts'
import { stageFromWords, stageOfCommand } from '../stage-words.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { wordsOf } from '../words.ts'

const START = /smtp server error:/gi
const PARTS =
  /^smtp server error: ?([^\n]{0,200}?) detail: ?([^\n]{0,2000}?)(?:\s{1,4}smtp code: ?([245]\d\d))?(?:\s{1,4}additional smtp info: ?([\d.]{0,12}))?$/i
/** More than PARTS takes. */
const MOST = 2_400

/** PHPMailer since 5.2.11 sets the server's words before its code: `Detail: … SMTP code: 554 Additional SMTP info: 5.7.1`. */
export const phpDetail: Grammar = {
  name: 'php-detail',
  signs: [' detail: ', ' command failed', 'recipients failed: ', 'without being connected'],
  read(words) {
    const parts = partsOf(words.raw)
    if (parts === null) return unanswered(words.raw)
    const said = [parts[3], parts[4], parts[2]].filter((part) => part !== undefined && part.trim() !== '').join(' ')
    if (parts[3] === undefined && !/^\s{0,2}[245]/.test(said)) return undefined
    const sent = (parts[1] ?? '').toLowerCase()
    const stage = sent.includes('data end') ? 'dot' : stageFromWords(wordsOf(parts[1] ?? ''))
    return { speaker: 'peer', voice: 'peer', rule: 'php/detail', said, ...(stage !== undefined && { stage }) }
  },
}

/** Of the last error that the text tells: tried at each of many, the parts take too long. */
function partsOf(raw: string): RegExpExecArray | null {
  const start = [...raw.matchAll(START)].at(-1)?.index
  const rest = start === undefined ? '' : raw.slice(start).trimEnd()
  return rest.length > MOST ? null : PARTS.exec(rest)
}

const OWN = /smtp (?:server )?error|phpmailer|from address failed/i
const NO_ANSWER =
  /\b(EHLO|HELO|STARTTLS|AUTH|MAIL FROM|RCPT TO|DATA END|DATA) command failed(?:,,|(?=SMTP server error| in [/\w]|\s{0,3}(?:$|\n(?!\s{0,8}Detail))))/i
const NO_WORD = /\bThe following recipients failed: [^\s:]{1,320}:\s{0,3}(?:$| in \/|\n)/i
const UNCONNECTED = /\bCalled [A-Z][A-Z ]{2,12} without being connected/

/** What the server answered stands behind: where nothing does, there was no answer, and nobody tells whether the line ended or was silent. */
function unanswered(raw: string): SpeakerReading | undefined {
  if (!OWN.test(raw) || /\bDetail: ?\S|SMTP code: ?\d/i.test(raw)) return undefined
  const command = NO_ANSWER.exec(raw)?.[1]?.toLowerCase()
  const isOfRecipient = NO_WORD.test(raw)
  if (command === undefined && !isOfRecipient && !UNCONNECTED.test(raw)) return undefined
  const stage = isOfRecipient ? 'rcpt' : command === 'data end' ? 'dot' : stageOfCommand(command ?? '')
  return {
    speaker: 'us',
    voice: 'library',
    rule: 'php/unanswered',
    symptom: 'drop.lost',
    instead: 'drop.timeout',
    ...(stage !== undefined && { stage }),
  }
}
