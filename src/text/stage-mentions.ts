import { STAGES } from '../domain/stage.ts'
import type { Stage } from '../domain/stage.ts'
import { stageOfCommand } from './stage-words.ts'
import type { Words } from './words.ts'

/**
 * What people mention of a session when they tell how it died, without a word that ties the death to it: `the pooled connection was closed`,
 * `upload broke off`. As in `Words.flat`; a blank in front is the beginning of a word.
 */
const MENTIONS: readonly (readonly [Stage, readonly string[]])[] = [
  [
    'banner',
    [' accepted the connection', ' accepts the connection', ' greet', ' banner ', ' welcome message', ' 220 '],
  ],
  ['ehlo', [' ehlo ', ' helo ', ' lhlo ', ' our hello', ' hello exchange', ' hello command', ' hello message']],
  ['starttls', [' starttls ']],
  ['tls', [' tls starts', ' tls begins', ' tls handshake', ' ssl handshake', ' start of tls', ' tls negotiation']],
  [
    'auth',
    [
      ' credentials were',
      ' exchanging credentials',
      ' sending credentials',
      ' while authenticat',
      ' authenticating',
      ' authenticates ',
      ' has authenticated ',
      ' logging in ',
      ' to log in ',
      ' logs in ',
      ' log in to ',
      ' password was sent',
      ' sending the password',
      ' auth login ',
      ' auth plain ',
    ],
  ],
  [
    'mail',
    [
      ' mail from ',
      ' named the sender',
      ' naming the sender',
      ' sender address announced',
      ' announcing the sender',
      ' announced the sender',
      ' envelope sender ',
      ' sender command',
    ],
  ],
  [
    'rcpt',
    [
      ' rcpt ',
      ' recipient command',
      ' verdict on recipient',
      ' named the recipient',
      ' naming the recipient',
      ' naming recipients',
      ' named recipients',
    ],
  ],
  ['data', [' data command', ' 354 ', ' go-ahead ']],
  [
    'body',
    [
      ' mail content',
      ' message content',
      ' message data',
      ' message body',
      ' body trans',
      ' message trans',
      ' mid-message',
      ' middle of the message',
      ' middle of the transfer',
      ' middle of the attachment',
      ' halfway through the',
      ' the body ',
      ' transfer stalls',
      ' transfer stalled',
      ' transfer hangs',
      ' streaming the message',
      ' sending the message data',
      ' pumping the message',
      ' streaming the body',
      ' streamed the body',
      ' sending the body',
      ' reading our data',
      ' pushing the message',
      ' upload',
      ' at byte ',
      ' message bytes',
      ' rest of the message',
      ' half of the message',
      ' part of the message',
    ],
  ],
  [
    'dot',
    [
      ' final dot ',
      ' after the dot ',
      ' post-data ',
      ' data end ',
      ' final 250 ',
      ' says 250 ',
      ' no 250 ',
      ' say 250 ',
      ' with a 250 ',
      ' uploaded completely',
      ' sent completely',
      ' transferred completely',
      ' completely uploaded',
      ' completely sent',
      ' completely transferred',
      ' terminating dot ',
      ' terminating period ',
      ' end of data',
      ' end-of-data ',
      ' acknowledgement outstanding',
      ' message sent in full',
      ' whole message is sent',
      ' send the whole message',
      ' sent the whole message',
      ' send the final dot',
      ' before it said 250',
      ' accepted the message but',
      ' message was sent in full',
      ' whole message was sent',
      ' message had been sent',
    ],
  ],
  [
    'idle',
    [
      ' cached connection',
      ' cached session',
      ' pooled',
      ' reused',
      ' reusing',
      ' between two messages',
      ' between messages',
      ' idle connection',
      ' idling',
      ' of idle',
      ' been idle ',
      ' was idle ',
      ' idle for ',
      ' sitting idle',
      ' second one on the same connection',
      ' idle session',
      ' idle smtp session',
      ' before next message',
      ' before the next message',
      ' idle-closed',
      ' idleness',
      ' of inactivity',
      ' of silence between',
      ' rset ',
      ' noop ',
    ],
  ],
]

/** `QUIT: connection reset`: everyday words are commands in capitals only. */
const CAPITALS: readonly (readonly [RegExp, Stage])[] = [
  [/\bQUIT\b/, 'quit'],
  [/\bDATA\b/, 'data'],
  [/\bAUTH\b/, 'auth'],
]

/** `The recipient <b@example.net> was rejected by the mail server`: what befalls a recipient befalls RCPT. */
const RECIPIENT_REFUSED = /\brecipient (?:<[^<>\s]{1,320}> )?(?:was|is) (?:rejected|refused|not accepted)\b/i

const BETWEEN = / between (?:the )?(ehlo|helo|starttls|auth|mail from|rcpt to|rcpt|data|final dot) and /

/** What is said in no other protocol. */
const OF_SMTP =
  / (?:ehlo|helo|lhlo|rcpt|starttls|rset|354|go-ahead|final 250|post-data|final dot|terminating (?:dot|period)|envelope sender|smart ?host|auth login|auth plain|smtp auth|mail from:?) /

/** True when the words hold a word of SMTP's own. */
export function speaksOfSmtp(words: Words): boolean {
  return OF_SMTP.test(words.flat)
}

/** `after 64 KB`: so much of the message had passed. */
const PASSED_OCTETS =
  / (?:after|at|nach|bei|après|apres|tras|dopo|após|apos|na|po|после|efter) (?:(?:about|around|roughly|exactly|the|first|etwa|rund|genau|circa|ca|environ|unos|około|ok|около) ){0,2}\d{1,9}(?:[.,]\d{1,3})? ?(?:(?:k|m|ki|mi)?(?:b|bytes?|octets?)|[km]o|кб|мб|килобайт|oktett?s?) /

/** Of a story of more words nobody knows which of its steps was the last. */
const MOST_WORDS = 150
/** The step behind such a word was not come to. */
const NOT_REACHED =
  /(?:^| )(?:before|until|get to|got to|reach|reached|bevor|avant|antes|prima|voordat|przed|до|innan) (?:\S{1,12} ){0,2}$/

/** The farthest step of the session that the words say was come to: told in a row, the last is the one that it died at. */
export function mentionedStage(words: Words): Stage | undefined {
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
  if (RECIPIENT_REFUSED.test(raw)) found.add('rcpt')
  if (found.size === 0) return PASSED_OCTETS.test(flat) ? 'body' : undefined
  if (found.size === 1) return [...found][0]
  if (flat.split(' ', MOST_WORDS + 1).length > MOST_WORDS) return undefined
  return STAGES.findLast((stage) => found.has(stage) && !unreached.has(stage))
}
