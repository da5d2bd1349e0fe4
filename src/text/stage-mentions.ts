import { STAGES } from '../domain/stage.ts'
import type { Stage } from '../domain/stage.ts'
import { momentsIn } from './stage-moments.ts'
import { stageOfCommand } from './stage-words.ts'
import type { Words } from './words.ts'

/**
 * What people mention of a session when they tell how it died, without a word that ties the death to it: `the pooled connection was closed`,
 * `upload broke off`. As in `Words.flat`; a blank in front is the beginning of a word.
 */
const MENTIONS: readonly (readonly [Stage, readonly string[]])[] = [
  [
    'banner',
    [
      ...['connection', 'connect', 'call', 'tcp connection'].flatMap((what) => [
        ` accepted the ${what}`,
        ` accepts the ${what}`,
      ]),
      ' greet',
      ' banner ',
      ' welcome message',
      ' no welcome ',
      ' first line ',
      ' opening line ',
      ' opening words ',
      ' hello from the server',
      ' said hello first',
      ' saying a word',
      ' said a word',
      ' without a word',
      ' upon connect ',
      ' after connect ',
      ' after accept ',
      ' on accept ',
      ' upon accept ',
      ' after accepting the connect',
      ' as soon as we connect',
      ' the moment we connect',
      ' right after connecting',
      ' straight after connecting',
      ' immediately after connecting',
      ' before we could say anything',
      ' before we could speak',
      ' before we said anything',
      ' nothing received yet',
      ' introducing itself ',
      ' introduced itself ',
      ' introduces itself ',
      ' we had said nothing ',
      ' we said nothing ',
      ' from the very start',
      ' from the very beginning',
      ' from the outset',
      ' 220 ',
    ],
  ],
  [
    'ehlo',
    [
      ' ehlo ',
      ' helo ',
      ' lhlo ',
      ' our hello',
      ' our introduction',
      ' introduce ourselves',
      ' announced ourselves',
      ' announcing ourselves',
      ' announce ourselves',
      ' identified ourselves',
      ' presented ourselves',
      ' introduced ourselves',
      ' introducing ourselves',
      ' its capabilities',
      ' capability list',
      ' list of extensions',
      ' extension list',
      ' feature list',
      ' hello exchange',
      ' hello command',
      ' hello message',
      ' hello timed out',
      ' hello failed',
      ' hello phase',
      ' hello step',
    ],
  ],
  [
    'starttls',
    [
      ' starttls ',
      ' switched to encryption',
      ' switch to encryption',
      ' asked for encryption',
      ' turned to encryption',
    ],
  ],
  [
    'tls',
    [
      ' tls starts',
      ' tls begins',
      ' tls handshake',
      ' ssl handshake',
      ' start of tls',
      ' through the certificate',
      ' middle of the certificate',
      ' serverhello',
      ' server hello ',
      ' clienthello',
      ' client hello ',
      ' key exchange',
      ' tls negotiation',
    ],
  ],
  [
    'auth',
    [
      ' credentials were',
      ' our credentials',
      ' the credentials',
      ' sign in ',
      ' signing in ',
      ' signed in ',
      ' sasl ',
      ' auth challenge',
      ' during auth ',
      ' login step',
      ' login phase',
      ' login stage',
      ' exchanging credentials',
      ' credential exchange',
      ' our login name',
      ' our user name',
      ' our username',
      ' sending credentials',
      ' login aborted',
      ' after password',
      ' my password',
      ' our password',
      ' the password ',
      ' login timed out',
      ' login interrupted',
      ' during login',
      ' while authenticat',
      ' authenticating',
      ' we authenticate ',
      ' authenticates ',
      ' has authenticated ',
      ' logging in ',
      ' to log in ',
      ' us log in ',
      ' log in and ',
      ' logs in ',
      ' log in to ',
      ' login to ',
      ' password was sent',
      ' password sent',
      ' credentials sent',
      ' user name sent',
      ' user name was sent',
      ' username sent',
      ' username was sent',
      ' cram-md5',
      ' xoauth2',
      ' oauthbearer',
      ' digest-md5',
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
      ' sender address sent',
      ' who the mail is from',
      ' who is writing',
      ' who writes ',
      ' who is sending',
      ' who sends ',
      ' the sender address ',
      ' our sender address ',
      ' the return path ',
      ' our return path ',
      ' sender sent',
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
      ' rcpts ',
      ' recipient list',
      ' list of recipients',
      ' recipient sent',
      ' whom the mail is for',
      ' who the mail is for',
      ' whom it is for',
      ' who it is for',
      ' whom to deliver to',
      ' recipient address ',
      ' our recipients ',
      ' the recipients ',
      ' number of recipients',
      ' addressees ',
      ' sent rcpt ',
      ' recipient address sent',
      ' before the recipients',
      ' before all recipients',
      ' named recipients',
    ],
  ],
  [
    'data',
    [
      ' data command',
      ' 354 ',
      ' go-ahead ',
      ' asked to send the ',
      ' asked for the go',
      ' permission to send',
      ' ready to send the message',
    ],
  ],
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
      ...['message', 'mail', 'e-mail', 'attachment', 'body', 'data', 'transfer', 'upload', 'file'].map(
        (part) => ` halfway through the ${part}`,
      ),
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
      ' pushed the message',
      ' pushing the attachment',
      ' pushed the attachment',
      ' upload',
      ' at byte ',
      ' at octet ',
      ' at offset ',
      ' transmission of the message',
      ' attachment chunk',
      ' message reaches ',
      ' message stream',
      ' during transfer ',
      ' during the transfer ',
      ' during transmission ',
      ' mid-transfer ',
      ' mid-transmission ',
      ' mid-upload ',
      ' mid-body ',
      ' message bytes',
      ' rest of the message',
      ' half of the message',
      ' began the message',
      ' begin the message',
      ' started the message',
      ' began the text',
      ' mime parts',
      ' bytes of data ',
      ' kb of data ',
      ' mb of data ',
      ' half the message',
      ' partway ',
      ' part way ',
      ' message headers ',
      ' sending headers ',
      ' big attachment',
      ' large attachment',
      ' while uploading',
      ' kept sending ',
      ' stream of data',
      ' part of the message',
    ],
  ],
  [
    'dot',
    [
      ' final dot ',
      ' sent eom ',
      ' sent eod ',
      ' sent dot ',
      ' after the dot ',
      ' after dot ',
      ' post-data ',
      ' verdict on message',
      ' verdict on the message',
      ' took the whole message',
      ' accepted the whole message',
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
      ' finished the message',
      ' completed the message',
      ' finished sending',
      ' the dot but ',
      ' incl the dot ',
      ' including the dot ',
      ' confirmed the message',
      ' confirm the message',
      ' confirms the message',
      ' acknowledged the message',
      ' acknowledge the message',
      ' accept the message',
      ' accepting the message',
      ' accepted or refused the message',
      ' last dot ',
      ' last line of the message',
      ' closing dot ',
      ' the period ',
      ' lone dot ',
      ' gave the ok ',
      ' give the ok ',
      ' final confirmation',
      ' delivery confirmation',
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
      ' keep open ',
      ' kept open ',
      ' keep alive ',
      ' kept alive ',
      ' cached session',
      ' pooled',
      ' reused',
      ' reusing',
      ...[
        'messages',
        'mails',
        'e-mails',
        'emails',
        'letters',
        'jobs',
        'documents',
        'transactions',
        'deliveries',
      ].flatMap((things) => [` between two ${things}`, ` between ${things}`]),
      ' idle connection',
      ' idling',
      ' of idle',
      ' been idle ',
      ' was idle ',
      ' idle for ',
      ' sitting idle',
      ' second one on the same connection',
      ' in the meantime',
      ' second message',
      ' next message',
      ' following message',
      ' stale connection',
      ' stale session',
      ' kept connection',
      ' persistent connection',
      ' idle session',
      ' idle smtp session',
      ' before next message',
      ' before the next message',
      ' idle-closed',
      ' while parked ',
      ' parked connection',
      ' parked session',
      ' connection parked',
      ' keep-alive ',
      ' keepalive ',
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
