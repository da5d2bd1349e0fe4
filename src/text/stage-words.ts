import type { Stage } from '../domain/stage.ts'
import { stageOfChain, stageOfUndone } from './named-steps.ts'
import { holdsAny, holdsBeside, phrases } from './phrase.ts'
import { faultedCommand } from './stage-faulted.ts'
import { STAGE_HINT, stageNounAt } from './stage-nouns.ts'
import { relationOf } from './stage-relations.ts'
import { lastCommandStage, namedState, stageOfAwaitedCode } from './stage-states.ts'
import { plain, plainWords } from './tongues/plain-words.ts'
import { FOREIGN_STAGES } from './tongues/stages.table.ts'
import type { Words } from './words.ts'

/** The stage that a command belongs to: `RCPT TO:<a@b>` is `rcpt`. Commands as MTAs write them, pipelined or not. */
export function stageOfCommand(command: string): Stage | undefined {
  const word = command.trim().toLowerCase()
  if (word.startsWith('end of data') || word.startsWith('end-of-data') || word === '.' || word.startsWith('dot'))
    return 'dot'
  if (word.startsWith('pipelined ')) return stageOfCommand(word.slice(10))
  for (const [start, stage] of COMMANDS) if (word.startsWith(start)) return stage
  return undefined
}

const COMMANDS: readonly (readonly [string, Stage])[] = [
  ['connect', 'banner'],
  ['conn', 'banner'],
  ['initial', 'banner'],
  ['greeting', 'banner'],
  ['banner', 'banner'],
  ['opening', 'banner'],
  ['ehlo', 'ehlo'],
  ['helo', 'ehlo'],
  ['lhlo', 'ehlo'],
  ['starttls', 'starttls'],
  ['tls', 'tls'],
  ['ssl', 'tls'],
  ['auth', 'auth'],
  ['mail', 'mail'],
  ['sender', 'mail'],
  ['envelope from', 'mail'],
  ['xforward', 'mail'],
  ['rcpt', 'rcpt'],
  ['recipient', 'rcpt'],
  ['envelope to', 'rcpt'],
  ['vrfy', 'rcpt'],
  ['end_of_data', 'dot'],
  ['end of message', 'dot'],
  ['final dot', 'dot'],
  ['data block', 'body'],
  ['data-block', 'body'],
  ['sending data', 'body'],
  ['message body', 'body'],
  ['body', 'body'],
  ['bdat', 'dot'],
  ['data', 'data'],
  ['message', 'dot'],
  ['rset', 'idle'],
  ['noop', 'idle'],
  ['quit', 'quit'],
]

/** Phrases that name a stage wherever they stand; the first that is found decides. All are written as in `Words.flat`. */
const PHRASES: readonly (readonly [string, Stage])[] = [
  ['refused to talk to me', 'banner'],
  ['all recipients were rejected', 'rcpt'],
  ['all recipients failed', 'rcpt'],
  ['after initial connection', 'banner'],
  ['after connecting', 'banner'],
  ['failed after connect ', 'banner'],
  ['greeted with ehlo', 'ehlo'],
  ['greeted us with', 'banner'],
  ['greeted with', 'banner'],
  // What Go's mailers, Gitea and Alertmanager say they did when the writer of the message or its close failed.
  ['write body buffer', 'body'],
  ['smtp write failed write tcp', 'body'],
  ['smtp close failed', 'dot'],
  ['delivery failure eof', 'dot'],
  ['delivery failure read tcp', 'dot'],
  ['delivery failure write tcp', 'dot'],
  ['authentication failed 421', 'auth'],
  ['authenticationfailedexception', 'auth'],
  [' can t starttls ', 'starttls'],
  // PEAR's Mail, with what Net_SMTP says behind it.
  ['authentication failure smtp', 'auth'],
  // Email::Sender.
  ['error at data start', 'data'],
  ['error at during data', 'body'],
  ['error at after data', 'dot'],
  // JavaMail throws it for the message alone.
  ['ioexception while sending message', 'body'],
  ['checking smtp connection', 'idle'],
  ['upon connecting', 'banner'],
  ['after the tcp connect', 'banner'],
  ['after tcp connect', 'banner'],
  ['accepted and immediately', 'banner'],
  ['before a single byte', 'banner'],
  ['before any byte', 'banner'],
  ['before the first byte', 'banner'],
  ['before sending anything', 'banner'],
  ['before saying anything', 'banner'],
  ['after the connection was established', 'banner'],
  // Go's smtp.NewClient reads the greeting.
  ['create smtp client', 'banner'],
  ['error creating client ', 'banner'],
  // chasquid's courier.
  ['error saying hello ', 'ehlo'],
  [' data writing ', 'body'],
  [' data closing ', 'dot'],
  [' close data ', 'dot'],
  [' close data: ', 'dot'],
  ['creating smtp client', 'banner'],
  ['response to initial connect', 'banner'],
  ['after tls-on-connect', 'tls'],
  ['to tls-on-connect', 'tls'],
  ['before secure tls connection', 'tls'],
  ['starttls ok then', 'tls'],
  ['starttls accepted then', 'tls'],
  // MDaemon names the file that it sends.
  ['.msg to ', 'body'],
  ['writing body', 'body'],
  ['writing the body', 'body'],
  ['sending attachment', 'body'],
  ['sending the attachment', 'body'],
  ['middle of the message', 'body'],
  ['middle of message', 'body'],
  ['middle of the data', 'body'],
  ['middle of data', 'body'],
  ['middle of the mail', 'body'],
  ['through the message', 'body'],
  ['short write', 'body'],
  ['beim senden der nachricht', 'body'],
  ['message was transferred', 'dot'],
]

const FOREIGN = FOREIGN_STAGES.map(([stage, notion, beside]) => ({
  stage,
  notion: phrases(notion, plain),
  beside: beside === undefined ? undefined : phrases(beside, plain),
}))

/** `after the final "."`, `in response to '.'`. */
const QUOTED_DOT = /\b(?:after|to|for|final|sending|terminating) (?:the )?(?:final |terminating )?["'`“‘]\.["'`”’]/i

/** A dot that is a word of its own is the command: `error receiving answer on . request`, `last command: .`. */
const LONE_DOT = /<crlf>\.<crlf>|\b(?:on|to|for|after|sending|sent:?|command:?) \.(?=\s|$)/i

/** Dialogue that is shown last, and ends with a command: its answer never came. */
const OUTSTANDING =
  /(?:^|\n)[ \t]{0,12}(?:smtp>|>>>|-->)[ \t]{0,3}((?:ehlo|helo|lhlo|starttls|auth|mail from|rcpt to|data|quit)\b)[^\n]{0,400}\s{0,8}$/i

/** A longer text is no report of one session; characters. */
const MOST_STATE = 4_000

/** A text of more words is a page; what it says of a stage is not about one session. */
const MOST_WORDS = 4_000

/**
 * The stage that the words name: `(in reply to RCPT TO command)`, `while sending end of data`, `after MAIL FROM`,
 * `>>> RCPT To:<a@b>`, `never sent its banner`. A noun of a stage counts when words that relate an event to it stand beside it;
 * the closest relation decides, and among equals the first. Nothing when no words name one.
 */
export function stageFromWords(words: Words): Stage | undefined {
  const { flat } = words
  for (const [phrase, stage] of PHRASES) if (flat.includes(phrase)) return stage
  if (IN_PLACE_OF_GREETING.test(words.raw)) return 'banner'
  if (GO_AHEAD_CAME.test(flat)) return 'body'
  const step = stageOfChain(words.raw) ?? stageOfUndone(flat)
  if (step !== undefined) return step
  const beginning = words.raw.slice(0, MOST_STATE)
  const last = lastCommandStage(beginning)
  if (last !== undefined) return last
  const outstanding = OUTSTANDING.exec(words.raw.slice(-600))?.[1]
  if (outstanding !== undefined) return stageOfCommand(outstanding)
  const called = IN_FRONT_OF_ERROR.exec(words.raw)?.[1]
  if (called !== undefined) return stageOfCommand(called.replace(/^hello/i, 'helo'))
  const pointed = POINTS_TO_END.exec(words.raw)?.[1]
  if (pointed !== undefined) return stageOfCommand(pointed)
  const below = BELOW_SMTP.exec(words.raw)?.[1]?.toLowerCase()
  if (below !== undefined) return /^(?:greeting|banner)$/.test(below) ? 'banner' : stageOfCommand(below)
  const faulted = faultedCommand(words.lower)
  if (faulted !== undefined) return stageOfCommand(faulted)
  const foreign = stageInOtherTongue(words)
  if (foreign !== undefined) return foreign
  if (QUOTED_DOT.test(words.raw) || LONE_DOT.test(words.raw)) return 'dot'
  if (!STAGE_HINT.test(flat)) return namedState(beginning) ?? stageOfAwaitedCode(beginning)
  const tokens = flat.replaceAll(OF_COMMAND, ' $1 ').replaceAll(' mid-', ' during ').split(' ', MOST_WORDS)
  let best: { readonly stage: Stage; readonly rank: number } | undefined
  for (let at = 0; at < tokens.length; at += 1) {
    const noun = stageNounAt(tokens, at)
    if (noun === undefined) continue
    const rank = relationOf(tokens, at, noun, words)
    if (rank > 0 && (best === undefined || rank > best.rank)) best = { stage: noun.stage, rank }
    at += noun.length - 1
  }
  return best?.stage ?? namedState(beginning) ?? lastShown(words.raw) ?? stageOfAwaitedCode(beginning)
}

/** `RCPT-Befehl`, `DATA-commando`: one word in some tongues. */
const OF_COMMAND = /-(befehl|befehls|kommando|kommandot|kommandoen|commando|command|cmd|phase|stage) /g

/** `smtp/greeting: connection closed`. */
const BELOW_SMTP = /\bsmtp\/(greeting|banner|ehlo|helo|starttls|auth|mail|rcpt|data|quit):/i

/** `MAIL FROM -> EPIPE`. */
const POINTS_TO_END =
  /\b(EHLO|HELO|LHLO|STARTTLS|AUTH(?: [A-Z0-9-]{2,20})?|MAIL FROM|RCPT TO|MAIL|RCPT|DATA|QUIT|RSET|NOOP)(?::?\s?<[^>\n]{0,320}>)? ?(?:-{1,2}>|=>|\u2192) ?(?:E[A-Z]{3,15}\b|(?:connection |peer |remote |read |socket )?(?:timeout|timed out|eof|closed|reset|lost|rst|fin|silence|hang)\b|no (?:reply|answer|response)|nothing\b)/i

/** Go's programs set what they called in front of the error that it gave: `rcpt: EOF`. */
const IN_FRONT_OF_ERROR =
  /(?:^|: |\d |"|\bsmtp\.(?:client\.)?)(ehlo|helo|hello|starttls|mail(?= from: |: [45]\d\d )(?: from)?|rcpt(?: to)?|data|quit): (?:(?:read|write) tcp |(?:unexpected )?EOF(?!\w)|[45]\d\d [45]\.\d|(?<=(?:ehlo|helo|rcpt): )[45]\d\d [a-z])/im

/** `vanished after it had said 354`: the message was to come. */
const GO_AHEAD_CAME =
  / (?:stalls|stalled|hangs|hung|stuck|stops|stopped|freezes|frozen|dies|died) after (?:the |its |a )?354 | 354 (?:came|arrived|was received|received|seen) | after (?:it |the server |they |the )?(?:had |has )?(?:said|sent|answered|replied|returned|gave|issued)(?: us)?(?: with)? 354 /

/** Google calls a reply in place of a greeting so. */
const IN_PLACE_OF_GREETING =
  /\bdid not accept our requests to connect\b[^\n]{0,300}: (?:[45]\d\d[ -]|connection dropped)/i

function stageInOtherTongue(words: Words): Stage | undefined {
  const plainer = plainWords(words)
  return FOREIGN.find(({ notion, beside }) =>
    beside === undefined ? holdsAny(plainer, notion) : holdsBeside(plainer, notion, beside),
  )?.stage
}

/** A line of a session as a program shows it: `SMTP> EHLO laptop`, `--> DATA`. */
const SHOWN = /(?:smtp>|>>>|-->|client:|\bc:)[ \t]{0,3}(ehlo|helo|lhlo|starttls|auth|mail from|rcpt to|data|quit)\b/gi

function lastShown(raw: string): Stage | undefined {
  const last = raw.includes('>') || raw.includes(':') ? [...raw.matchAll(SHOWN)].at(-1)?.[1] : undefined
  return last === undefined ? undefined : stageOfCommand(last)
}
