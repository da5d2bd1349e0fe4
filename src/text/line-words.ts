import type { SymptomFact } from '../domain/facts/text-facts.ts'
import type { Symptom } from '../domain/symptom.ts'
import type { Words } from './words.ts'

/** What words say of a line that stood, whoever wrote them: how it ended, and by which rule. */
export interface LineEnd {
  readonly symptom: Extract<Symptom, 'drop.lost' | 'drop.timeout' | 'connect.failed' | 'connect.refused'>
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
  'closed closes closing dropped drops lost terminated aborted broken broke cut severed interrupted ended tore torn shut reset killed disconnected',
)
/** What an end of the line does. */
const LEFT = setOf('disconnected disconnects vanished')
const LEFT_TWO = setOf('hung-up hangs-up hanging-up went-away gone-away goes-away dropped-out cut-out')

const NOT = setOf('cannot unable failed failure error could couldn can impossible problem fails failing')
const GETTING = setOf('read reading write writing receive receiving recv')
const SENDING = setOf('send sending')
const SENT = setOf('command commands bytes')
const GOT = setOf('response reply answer bytes data socket stream wire connection command greeting banner line network')
const REACHING = setOf('connect connecting reach reaching contact contacting dial dialing')
const OPENING = setOf('open opening establish establishing make initiate initiating create set')

const NEVER = setOf('no not never without nothing neither didn doesn won none stopped ceased stops')
const NEVER_CAME = setOf('no not never didn doesn')
const CAME = setOf('received came arrived sent seen')
const GREETING = setOf('greeting banner')
const ANSWERED = setOf(
  'reply replies replied response responses respond responds responded answer answers answered acknowledge acknowledged acknowledgement responding answering replying',
)

/** How far apart the words of one statement may stand. */
const NEAR = 7

/**
 * Reads a plain sentence about a line: that one end cut it or left, that it fell silent, or that it never came about. The words may be
 * anybody's; what counts is who or what did or did not do which of a few things, close together.
 */
export function readLineWords(words: Words, named = false): LineEnd | undefined {
  const tokens = words.flat.trim().split(' ', 400)
  // Who hears nothing hangs up himself; who is left without an answer was hung up on.
  if (isSilent(tokens, named)) return { symptom: 'drop.timeout', rule: 'line/silent', ended: 'silence' }
  if (isCut(tokens)) return { symptom: 'drop.lost', rule: 'line/cut', ended: 'fin' }
  if (isEmpty(words.flat)) return { symptom: 'drop.lost', rule: 'line/empty', ended: 'fin' }
  if (couldNot(tokens, GETTING, GOT) || couldNot(tokens, SENDING, SENT) || failedToRead(tokens))
    return { symptom: 'drop.lost', rule: 'line/unreadable' }
  if (couldNot(tokens, REACHING) || couldNot(tokens, OPENING, LINE))
    return { symptom: 'connect.failed', rule: 'line/unreached' }
  return unmade(tokens)
}

/** `connection to the mail server failed`, `connect to mx.example.org was refused`. */
function unmade(tokens: readonly string[]): LineEnd | undefined {
  const refused = tokens.some(
    (token, at) =>
      token === 'refused' && /^(?:our|my|the)$/.test(tokens[at + 1] ?? '') && tokens[at + 2] === 'connection',
  )
  if (refused) return { symptom: 'connect.refused', rule: 'line/refused', ended: 'rst' }
  for (const [at, token] of tokens.entries()) {
    if ((token !== 'connection' && token !== 'connect') || tokens[at + 1] !== 'to') continue
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
    if (/^(?:us|me)$/.test(tokens[at + 1] ?? '') && CUT.has(token) && hasNear(tokens, at, AGENT, NEAR)) return true
    if (LEFT.has(token) && hasNear(tokens, at, AGENT, NEAR)) return true
    if (token === 'cut' && tokens.slice(at + 1, at + 3).includes('off') && hasNear(tokens, at, AGENT, NEAR)) return true
    return LEFT_TWO.has(`${token}-${tokens[at + 1] ?? ''}`) && hasNear(tokens, at, AGENT, NEAR)
  })
}

function isSilent(tokens: readonly string[], named: boolean): boolean {
  return tokens.some((token, at) => {
    // `never sent its banner`, `no greeting received`.
    if (GREETING.has(token) && NEVER_CAME.has(tokens[at + 1] ?? '') && CAME.has(tokens[at + 2] ?? '')) return true
    if (GREETING.has(token)) return tokens.slice(Math.max(0, at - 4), at).some((word) => NEVER_CAME.has(word))
    if (!ANSWERED.has(token)) return false
    const before = tokens.slice(Math.max(0, at - 3), at)
    const unanswered = before.some((word) => NEVER.has(word)) && !before.includes('without')
    return unanswered && (named || hasNear(tokens, at, AGENT_OR_LINE, 8))
  })
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

/** A host's name does what the host does. */
const HOST = /^(?:[\w-]{1,63}\.){2,8}[a-z]{2,24}$/
const HOST_PORT = /^(?:[\w-]{1,63}\.){1,8}\w{1,63}:\d{2,5}$/

/** `recv() failed`, `read error`. */
function failedToRead(tokens: readonly string[]): boolean {
  return tokens.some((token, at) => GETTING.has(token) && /^(?:failed|failure|error)$/.test(tokens[at + 1] ?? ''))
}

function hasNear(tokens: readonly string[], at: number, sought: ReadonlySet<string>, near: number): boolean {
  for (let next = Math.max(0, at - near); next <= at + near && next < tokens.length; next += 1)
    if (next !== at && (sought.has(tokens[next] ?? '') || (sought === AGENT && HOST.test(tokens[next] ?? ''))))
      return true
  return false
}
