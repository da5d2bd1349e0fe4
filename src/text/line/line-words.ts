import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import type { Symptom } from '../../domain/symptom.ts'
import type { Words } from '../words.ts'
import { namedSegment, saysCut } from './cut.ts'
import { speaksOfAttempt, unmade, unreachedBy } from './reach.ts'
import { saysOverdue, saysSilence } from './silence.ts'
import { LINE, NEAR, hasNear, isAgent, isLineOrAgent, setOf } from './things.ts'

/** What words say of a line, whoever wrote them: how it ended or that it never came about, and by which rule. */
export interface LineEnd {
  readonly symptom: Extract<
    Symptom,
    'drop.lost' | 'drop.timeout' | 'connect.failed' | 'connect.refused' | 'connect.timeout' | 'connect.unreachable'
  >
  readonly rule: string
  readonly ended?: NonNullable<SymptomFact['ended']>
}

const NOT = setOf('cannot unable failed failure error could couldn can impossible problem fails failing')
const GETTING = setOf('read reading write writing receive receiving recv')
const ACROSS = setOf('from to')
const SENDING = setOf('send sending')
const SENT = setOf('command commands request bytes data body')
const GOT = setOf(
  'response reply answer bytes data socket stream wire connection command greeting banner line network string',
)
const REACHING = setOf('connect connecting reach reaching contact contacting dial dialing')
const OPENING = setOf('open opening establish establishing make initiate initiating create set get obtain')
const PORT = setOf('port')
const CONNECTING = setOf('connect connecting connected dial dialing dialling')

/**
 * Reads a plain sentence about a line: that one end cut it or left, that it fell silent, or that it never came about. The words may be
 * anybody's; what counts is who or what did or did not do which of a few things, close together. `named`: the words are known to be of a session.
 */
export function readLineWords(words: Words, named = false): LineEnd | undefined {
  const { flat } = words
  const tokens = flat.trim().split(' ', 400)
  const unreached = unreachedBy(tokens, flat)
  if (unreached !== undefined) return unreached
  const isSpoken = (at: number): boolean => named || hasNear(tokens, at, isLineOrAgent, 9)
  const segment = namedSegment(words.raw)
  // `not even a banner, they close at once`: who is cut off at once waits for nothing.
  if (segment !== undefined || AT_ONCE.test(flat)) {
    if (saysCut(tokens, named)) return { symptom: 'drop.lost', rule: 'line/cut', ended: segment ?? 'fin' }
    if (segment !== undefined) return { symptom: 'drop.lost', rule: 'line/segment', ended: segment }
  }
  if (READ_NOTHING.test(words.raw)) return { symptom: 'drop.lost', rule: 'line/empty', ended: 'fin' }
  // Who hears nothing hangs up himself; who is left without an answer was hung up on.
  if (saysSilence(tokens, isSpoken))
    return silence('silent', speaksOfAttempt(flat) || (couldNot(tokens, REACHING) && !OF_THE_DIALOGUE.test(flat)))
  if (saysOverdue(tokens, isSpoken))
    return silence(
      'overdue',
      tokens.some((token) => CONNECTING.has(token)),
    )
  if (saysCut(tokens, named))
    return { symptom: 'drop.lost', rule: 'line/cut', ended: RESETS.test(flat) ? 'rst' : 'fin' }
  if (isEmpty(flat)) return { symptom: 'drop.lost', rule: 'line/empty', ended: 'fin' }
  if (isBroken(flat, named) || STEP_FAILED.test(flat) || couldNotPass(tokens))
    return { symptom: 'drop.lost', rule: 'line/unreadable' }
  if (couldNot(tokens, REACHING) || couldNot(tokens, OPENING, LINE) || couldNot(tokens, OPENING, PORT))
    return { symptom: 'connect.failed', rule: 'line/unreached' }
  return unmade(tokens)
}

const AT_ONCE =
  / (?:immediately|instantly|at once|abruptly|straight (?:after|away)|straightaway|right (?:after|away)|directly (?:after|behind)|as soon as|the moment|without (?:a|another) word) /

/** Whoever misses an answer to these had connected, whatever the program calls it. */
const OF_THE_DIALOGUE = / (?:banner|greeting|220|ehlo|helo|starttls|auth|mail from|rcpt|data|command|dot|quit) /

/** Who resets a line does not close it. */
const RESETS =
  / (?:resets|reset) (?:us|the (?:connection|line|session|socket)|our|it|by|in|during|while|after|on|at|when) /

function silence(rule: string, isConnecting: boolean): LineEnd {
  return { symptom: isConnecting ? 'connect.timeout' : 'drop.timeout', rule: `line/${rule}`, ended: 'silence' }
}

const EMPTY =
  / (?:recv|read) - 0 | short read | (?:banner|greeting|reply|response|answer) short | (?:banner|greeting|reply|response|answer) (?:of |had |has |with |was )?(?:0|zero) bytes | (?:returned|read|got|received) (?:0|zero) bytes | (?:read|recv|recvfrom) (?:has )?returned (?:0|zero) | (?:empty|blank|zero byte) (?:reply|response|answer|line|greeting|banner)|(?:reply|response|answer) (?:is|was|came) (?:empty|blank)/

/** A call that reads gives no octets at the end of a line. */
const READ_NOTHING =
  /\b(?:recv|rcv|read|SSL_read|fgets)\(\)? ?=+ ?(?:0\b|b?''|b?"")|\bread(?:Line)?(?:\(\))? ?(?:->|returned|==?) ?(?:-1\b|null\b)/

function isEmpty(flat: string): boolean {
  return EMPTY.test(flat)
}

/** `send helo fail`: the call of the socket failed. */
const STEP_FAILED =
  / (?:send|sending|write|writing|recv|receive|read) (?:of |the )?(?:ehlo|helo|mail from|rcpt|rcpt to|data command|body|dot|quit|banner|greeting|response|resp|reply) (?:has )?(?:fail|fails|failed|failure|error) /

/** An I/O error is the disk's as well, unless the words are of a session. */
function isBroken(flat: string, named: boolean): boolean {
  return (
    (named && / (?:(?:i\/o|input\/output|io) error|ioerror )/.test(flat)) || / (?:network|socket) i\/o error/.test(flat)
  )
}

function couldNotPass(tokens: readonly string[]): boolean {
  return (
    couldNot(tokens, GETTING, GOT) || couldNot(tokens, SENDING, SENT) || failedAcross(tokens) || failedToRead(tokens)
  )
}

/** `unable to read … response`, `failed to open a connection`, `error connecting to`. */
function couldNot(tokens: readonly string[], doing: ReadonlySet<string>, what?: ReadonlySet<string>): boolean {
  return tokens.some((token, at) => {
    if (!doing.has(token)) return false
    const failed = isDenied(tokens, at)
    // `cannot open mx.example.org:587`.
    if (failed && OPENING.has(token) && HOST_PORT.test(tokens[at + 1] ?? '')) return true
    return failed && (what === undefined || tokens.slice(at + 1, at + 1 + NEAR).some((word) => what.has(word)))
  })
}

/** One of the four words before denies it; `can open` does not. */
function isDenied(tokens: readonly string[], at: number): boolean {
  return tokens
    .slice(Math.max(0, at - 4), at)
    .some((word, index, before) => NOT.has(word) && (word !== 'can' || /^(?:t|not|no)$/.test(before[index + 1] ?? '')))
}

const HOST_PORT = /^(?:[\w-]{1,63}\.){0,8}\w{1,63}:\d{2,5}$/

/** `unable to write to SMTP server`, `error reading from relay.example.org`. */
function failedAcross(tokens: readonly string[]): boolean {
  return tokens.some((token, at) => {
    if (!GETTING.has(token)) return false
    const failed = tokens.slice(Math.max(0, at - 4), at).some((word) => NOT.has(word))
    const across = tokens.slice(at + 1, at + 4).findIndex((word) => ACROSS.has(word))
    return failed && across !== -1 && tokens.slice(at + 2 + across, at + 5 + across).some((word) => isAgent(word))
  })
}

/** `recv() failed`, `read error`. */
function failedToRead(tokens: readonly string[]): boolean {
  return tokens.some((token, at) => GETTING.has(token) && /^(?:failed|failure|error)$/.test(tokens[at + 1] ?? ''))
}
