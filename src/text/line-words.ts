import type { SymptomFact } from '../domain/facts/text-facts.ts'
import type { Symptom } from '../domain/symptom.ts'
import { saysOverdue, saysSilence } from './line-silence.ts'
import type { Words } from './words.ts'

/** What words say of a line that stood, whoever wrote them: how it ended, and by which rule. */
export interface LineEnd {
  readonly symptom: Extract<
    Symptom,
    'drop.lost' | 'drop.timeout' | 'connect.failed' | 'connect.refused' | 'connect.timeout'
  >
  readonly rule: string
  readonly ended?: NonNullable<SymptomFact['ended']>
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const LINE = setOf('connection connections session line socket link conversation stream channel transport wire contact')
const AGENT = setOf(
  'peer server host remote end side far mx relay smarthost receiver mta gateway smtp mailserver mailer exchanger',
)
const AGENT_OR_LINE: ReadonlySet<string> = new Set([...AGENT, ...LINE])
/** What is done to a line. */
const CUT = setOf(
  'closed closes closing dropped drops drop lost lose terminated terminates aborted aborts broken broke breaks cut cuts severed interrupted ended ends tore torn shut shuts reset resets killed dead died disconnected disconnects',
)
/** `unexpected connection end`, `premature end of the session`. */
const ABRUPT = setOf('unexpected premature abrupt sudden early')
/** What an end of the line does. */
const LEFT = setOf('disconnected disconnects vanished')
const LEFT_TWO = setOf('hung-up hangs-up hanging-up went-away gone-away goes-away dropped-out cut-out')

const NOT = setOf('cannot unable failed failure error could couldn can impossible problem fails failing')
const GETTING = setOf('read reading write writing receive receiving recv')
const ACROSS = setOf('from to')
const SENDING = setOf('send sending')
const SENT = setOf('command commands bytes data')
const GOT = setOf(
  'response reply answer bytes data socket stream wire connection command greeting banner line network string',
)
const REACHING = setOf('connect connecting reach reaching contact contacting dial dialing')
const OPENING = setOf('open opening establish establishing make initiate initiating create set get obtain')

/** How far apart the words of one statement may stand. */
const NEAR = 7

/**
 * Reads a plain sentence about a line: that one end cut it or left, that it fell silent, or that it never came about. The words may be
 * anybody's; what counts is who or what did or did not do which of a few things, close together.
 */
export function readLineWords(words: Words, named = false): LineEnd | undefined {
  const tokens = words.flat.trim().split(' ', 400)
  if (isUnheard(tokens)) return { symptom: 'connect.timeout', rule: 'line/unheard', ended: 'silence' }
  const isSpoken = (at: number): boolean => named || hasNear(tokens, at, AGENT_OR_LINE, 8)
  // Who hears nothing hangs up himself; who is left without an answer was hung up on.
  if (saysSilence(tokens, isSpoken))
    return {
      symptom: ATTEMPT.test(words.flat) ? 'connect.timeout' : 'drop.timeout',
      rule: 'line/silent',
      ended: 'silence',
    }
  if (saysOverdue(tokens, isSpoken))
    return {
      symptom: tokens.some((token) => CONNECTING.has(token)) ? 'connect.timeout' : 'drop.timeout',
      rule: 'line/overdue',
      ended: 'silence',
    }
  if (isCut(tokens)) return { symptom: 'drop.lost', rule: 'line/cut', ended: 'fin' }
  if (segmentEnd(words.raw) !== undefined)
    return { symptom: 'drop.lost', rule: 'line/segment', ended: segmentEnd(words.raw) ?? 'fin' }
  if (named && / (?:i\/o|input\/output|io) error/.test(words.flat)) return { symptom: 'drop.lost', rule: 'line/io' }
  if (/ (?:network|socket) i\/o error/.test(words.flat)) return { symptom: 'drop.lost', rule: 'line/io' }
  if (isEmpty(words.flat)) return { symptom: 'drop.lost', rule: 'line/empty', ended: 'fin' }
  if (isUnheeded(tokens)) return { symptom: 'connect.refused', rule: 'line/unheeded', ended: 'rst' }
  if (couldNot(tokens, GETTING, GOT) || couldNot(tokens, SENDING, SENT) || failedAcross(tokens) || failedToRead(tokens))
    return { symptom: 'drop.lost', rule: 'line/unreadable' }
  if (couldNot(tokens, REACHING) || couldNot(tokens, OPENING, LINE))
    return { symptom: 'connect.failed', rule: 'line/unreached' }
  return unmade(tokens)
}

/** `connection to the mail server failed`, `connect to mx.example.org was refused`. */
function unmade(tokens: readonly string[]): LineEnd | undefined {
  const refused = tokens.some(
    (token, at) =>
      token === 'refused' &&
      /^(?:our|my|the|a)$/.test(tokens[at + 1] ?? '') &&
      tokens.slice(at + 2, at + 4).includes('connection'),
  )
  if (refused) return { symptom: 'connect.refused', rule: 'line/refused', ended: 'rst' }
  for (const [at, token] of tokens.entries()) {
    if ((token !== 'connection' && token !== 'connect') || !/^(?:to|with)$/.test(tokens[at + 1] ?? '')) continue
    const end = tokens.slice(at + 2, at + 9).find((word) => UNMADE.has(word))
    if (end === 'refused' || end === 'rejected')
      return { symptom: 'connect.refused', rule: 'line/refused', ended: 'rst' }
    if (end !== undefined) return { symptom: 'connect.failed', rule: 'line/unreached' }
  }
  return undefined
}

const UNMADE = setOf('failed unsuccessful impossible refused rejected')

function isCut(tokens: readonly string[]): boolean {
  return tokens.some((token, at) => {
    if (CUT.has(token) && hasNear(tokens, at, LINE, NEAR)) return true
    if (token === 'end' && ABRUPT.has(nearestOf(tokens, at)) && hasNear(tokens, at, LINE, 3)) return true
    if (/^(?:us|me)$/.test(tokens[at + 1] ?? '') && CUT.has(token) && hasNear(tokens, at, AGENT, NEAR)) return true
    if (LEFT.has(token) && hasNear(tokens, at, AGENT, NEAR)) return true
    if (token === 'cut' && tokens.slice(at + 1, at + 3).includes('off') && hasNear(tokens, at, AGENT, NEAR)) return true
    return LEFT_TWO.has(`${token}-${tokens[at + 1] ?? ''}`) && hasNear(tokens, at, AGENT, NEAR)
  })
}

const ATTEMPT = / (?:attempts? to connect|connection (?:attempt|request)s?|connect requests?) /

const CONNECTING = setOf('connect connecting connected dial dialing dialling')

/** `no SYN-ACK from mx.example.org within 60 seconds`. */
function isUnheard(tokens: readonly string[]): boolean {
  return tokens.some(
    (token, at) => /^syn(?:[-/]?ack)?s?$/.test(token) && /^(?:no|our|unanswered)$/.test(tokens[at - 1] ?? ''),
  )
}

/** `nothing is listening on port 587`. */
function isUnheeded(tokens: readonly string[]): boolean {
  return tokens.some(
    (token, at) =>
      token === 'listening' &&
      tokens.slice(Math.max(0, at - 4), at).some((word) => /^(?:nothing|no|not|nobody|isn|none)$/.test(word)),
  )
}

/** The segment that ended the line, where somebody names it: `peer sent FIN`, `RST received`. */
function segmentEnd(raw: string): 'fin' | 'rst' | undefined {
  const sent =
    /\b(?:sent|sends|received|got|saw|with)(?: an?| us an?)?(?: TCP)? (FIN|RST|reset)\b|\b(FIN|RST)(?: segment| packet)? (?:from|received|sent|seen)\b/.exec(
      raw,
    )
  const name = sent?.[1] ?? sent?.[2]
  return name === undefined ? undefined : name === 'FIN' ? 'fin' : 'rst'
}

function isEmpty(flat: string): boolean {
  return / (?:empty|blank) (?:reply|response|answer|line)|(?:reply|response|answer) (?:is|was|came) (?:empty|blank)/.test(
    flat,
  )
}

/** `unable to read … response`, `failed to open a connection`, `error connecting to`. */
function couldNot(tokens: readonly string[], doing: ReadonlySet<string>, what?: ReadonlySet<string>): boolean {
  return tokens.some((token, at) => {
    if (!doing.has(token)) return false
    const failed = tokens.slice(Math.max(0, at - 4), at).some((word) => NOT.has(word))
    // `cannot open mx.example.org:587`.
    if (failed && OPENING.has(token) && HOST_PORT.test(tokens[at + 1] ?? '')) return true
    return failed && (what === undefined || tokens.slice(at + 1, at + 1 + NEAR).some((word) => what.has(word)))
  })
}

/** `unable to write to SMTP server`, `error reading from relay.example.org`. */
function failedAcross(tokens: readonly string[]): boolean {
  return tokens.some((token, at) => {
    if (!GETTING.has(token)) return false
    const failed = tokens.slice(Math.max(0, at - 4), at).some((word) => NOT.has(word))
    const across = tokens.slice(at + 1, at + 4).findIndex((word) => ACROSS.has(word))
    return failed && across !== -1 && tokens.slice(at + 2 + across, at + 5 + across).some((word) => isAgent(word))
  })
}

/** The describing word in front of the end of a line: `unexpected connection end`, `premature end`. */
function nearestOf(tokens: readonly string[], at: number): string {
  const before = tokens[at - 1] ?? ''
  return LINE.has(before) ? (tokens[at - 2] ?? '') : before
}

function isAgent(word: string): boolean {
  return AGENT.has(word) || HOST.test(word)
}

/** A host's name does what the host does. */
const HOST = /^(?:[\w-]{1,63}\.){2,8}[a-z]{2,24}(?::\d{2,5})?$/
const HOST_PORT = /^(?:[\w-]{1,63}\.){1,8}\w{1,63}:\d{2,5}$/

/** `recv() failed`, `read error`. */
function failedToRead(tokens: readonly string[]): boolean {
  return tokens.some((token, at) => GETTING.has(token) && /^(?:failed|failure|error)$/.test(tokens[at + 1] ?? ''))
}

function hasNear(tokens: readonly string[], at: number, sought: ReadonlySet<string>, near: number): boolean {
  for (let next = Math.max(0, at - near); next <= at + near && next < tokens.length; next += 1)
    if (next !== at && (sought.has(tokens[next] ?? '') || (sought !== LINE && HOST.test(tokens[next] ?? ''))))
      return true
  return false
}
