import { STAGES } from '../domain/stage.ts'
import type { Stage } from '../domain/stage.ts'
import { MENTIONS } from './stage-mentions.table.ts'
import { momentsIn } from './stage-moments.ts'
import { stageOfCommand } from './stage-words.ts'
import type { Words } from './words.ts'

/** `QUIT: connection reset`: everyday words are commands in capitals only. */
const CAPITALS: readonly (readonly [RegExp, Stage])[] = [
  [/\bsaid (?:goodbye|good-bye|bye)\b/i, 'quit'],
  [/(?<![A-Za-z\d])QUIT(?![A-Za-z\d])/, 'quit'],
  [/(?<![A-Za-z\d])DATA(?![A-Za-z\d])/, 'data'],
  [/(?<![A-Za-z\d])AUTH(?![A-Za-z\d])/, 'auth'],
]

/** `The recipient <b@example.net> was rejected by the mail server`: what befalls a recipient befalls RCPT. */
const RECIPIENT_REFUSED = /\brecipient (?:<[^<>\s]{1,320}> )?(?:was|is) (?:rejected|refused|not accepted)\b/i

const BETWEEN = / between (?:the )?(ehlo|helo|starttls|auth|mail from|rcpt to|rcpt|data|final dot) and /

/** What is said in no other protocol. */
const OF_SMTP =
  / (?:ehlo|helo|lhlo|helo\/ehlo|ehlo\/helo|rcpt|starttls|rset|354|go-ahead|final 250|post-data|final dot|terminating (?:dot|period)|envelope sender|smart ?host|auth login|auth plain|smtp auth|mail from:?) /

/** True when the words hold a word of SMTP's own. */
export function speaksOfSmtp(words: Words): boolean {
  return OF_SMTP.test(words.flat)
}

/** `after 64 KB`: so much of the message had passed. */
const PASSED_OCTETS =
  / (?:after|at|nach|bei|après|apres|tras|dopo|após|apos|na|po|после|efter) (?:(?:about|around|roughly|exactly|the|first|etwa|rund|genau|circa|ca|environ|unos|około|ok|около) ){0,2}\d{1,9}(?:[.,]\d{1,3})? ?(?:(?:k|m|ki|mi)?(?:b|bytes?|octets?)|[km]o|кб|мб|килобайт|oktett?s?) /

/** `2 of 5 recipients`: they were named one by one. */
const PASSED_RECIPIENTS = / \d{1,6} (?:of|out of|\/) (?:the |our )?\d{1,6} (?:recipients?|rcpts?|rcpt to) /
/** `at 64 of 512 KB`, `after 3/10 bytes`. */
const PASSED_PART =
  / \d{1,12}(?:\.\d{1,3})? ?(?:[kmg]i?b|bytes?|octets?)? ?(?:of|\/) \d{1,12}(?:\.\d{1,3})? ?(?:[kmg]i?b|bytes?|octets?) /
/** `the transfer to mx.example.org stalled`. */
const TRANSFER_ENDED =
  / (?:transfer|upload|transmission) (?:(?:to|with|of) (?:\S{1,255} ){1,3}?)?(?:was |is |has )?(?:stall|h[au]ng|fro[zs]e|aborted|interrupted|broke|cut|stopped|died)/

/** Of a story of more words nobody knows which of its steps was the last. */
const MOST_WORDS = 150
/** The step behind such a word was not come to. */
const NOT_REACHED =
  /(?:^| )(?:before|until|get to|got to|reach|reached|bevor|avant|antes|prima|voordat|przed|до|innan) (?:\S{1,12} ){0,2}$/

/** The farthest step of the session that the words say was come to: told in a row, the last is the one that it died at. */
export function mentionedStage(words: Words, isOver = true): Stage | undefined {
  const { flat, raw } = words
  // `between RCPT and DATA`: the first was answered, or died.
  const first = BETWEEN.exec(flat)?.[1]
  if (first !== undefined) return stageOfCommand(first)
  const found = new Set<Stage>()
  const unreached = new Set<Stage>()
  for (const [stage, phrases] of MENTIONS) {
    const at = phrases.map((phrase) => flat.indexOf(phrase)).find((index) => index !== -1)
    if (at === undefined) continue
    found.add(stage)
    if (NOT_REACHED.test(flat.slice(Math.max(0, at - 40), at + 1))) unreached.add(stage)
  }
  for (const [command, stage] of CAPITALS) if (command.test(raw)) found.add(stage)
  if (RECIPIENT_REFUSED.test(raw) || PASSED_RECIPIENTS.test(flat)) found.add('rcpt')
  if (PASSED_PART.test(flat)) found.add('body')
  if (isOver) for (const stage of momentsIn(flat)) found.add(stage)
  if (found.size === 0) return PASSED_OCTETS.test(flat) || TRANSFER_ENDED.test(flat) ? 'body' : undefined
  if (found.size === 1) {
    const only = [...found][0]
    // The message was under way.
    return only === 'dot' && unreached.has('dot') ? 'body' : only
  }
  if (flat.split(' ', MOST_WORDS + 1).length > MOST_WORDS) return undefined
  return STAGES.findLast((stage) => found.has(stage) && !unreached.has(stage))
}
