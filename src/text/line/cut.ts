import { NEAR, hasNear, isAgent, isLine, isLineOrAgent, LINE, setOf } from './things.ts'

/** What is done to a line. */
const CUT = setOf(
  'closed closes closing dropped drops drop lost lose terminated terminates aborted aborts broken broke breaks cut cuts severed interrupted ended ends tore torn shut shuts reset resets killed dead died disconnected disconnects',
)
/** The same as an end of the line does it, with nothing said of the line: `the server closed while we were sending`. */
const CLOSED = setOf('closed disconnected terminated aborted')
const WHEN = setOf(
  'after while before during at when in on upon immediately unexpectedly without prematurely abruptly suddenly silently again early',
)
/** `unexpected connection end`, `premature end of the session`. */
const ABRUPT = setOf('unexpected premature abrupt sudden early')
/** What an end of the line does. */
const LEFT = setOf('disconnected disconnects vanished disappeared gone slammed')
const LEFT_TWO = setOf('hung-up hangs-up hanging-up went-away gone-away goes-away dropped-out cut-out')
/** What becomes of a line. */
const BROKE_TWO = setOf('broke-off broken-off breaks-off broke-down tore-down torn-down went-down goes-down cut-short')
const OURS = setOf('us me')
const ARTICLE = setOf('the our a')

/** True when the words say that the line was cut, or that the other end left. */
export function saysCut(tokens: readonly string[]): boolean {
  return tokens.some((token, at) => {
    const next = tokens[at + 1] ?? ''
    if (CUT.has(token)) {
      if (hasNear(tokens, at, isLine, NEAR)) return true
      if (OURS.has(next) && hasNear(tokens, at, isAgent, NEAR)) return true
      // `ended by peer`, `lost the server`.
      if (next === 'by' && tokens.slice(at + 2, at + 4).some((word) => isAgent(word)) && !isOfMail(tokens, at))
        return true
      if ((token === 'lost' || token === 'lose') && isAgent(ARTICLE.has(next) ? tokens[at + 2] : next)) return true
    }
    if (
      CLOSED.has(token) &&
      (WHEN.has(next) || /^\d*$/.test(next)) &&
      (isAgent(tokens[at - 1]) || isAgent(tokens[at - 2]))
    )
      return true
    // `interrupted by a reset`.
    if (/^(?:reset|rst)$/.test(token) && tokens.slice(Math.max(0, at - 3), at).includes('by')) return true
    if (token === 'end' && ABRUPT.has(describing(tokens, at)) && hasNear(tokens, at, isLine, 3)) return true
    if (LEFT.has(token) && hasNear(tokens, at, isAgent, NEAR)) return true
    if (token === 'cut' && tokens.slice(at + 1, at + 3).includes('off') && hasNear(tokens, at, isAgent, NEAR))
      return true
    const two = `${token}-${next}`
    return (
      (LEFT_TWO.has(two) && hasNear(tokens, at, isAgent, NEAR)) ||
      (BROKE_TWO.has(two) && hasNear(tokens, at, isLineOrAgent, NEAR))
    )
  })
}

const MAIL_THINGS = setOf('message messages mail mails email e-mail address recipient account')

/** `the message was dropped by the server`: what was dropped is no line. */
function isOfMail(tokens: readonly string[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 4), at).some((word) => MAIL_THINGS.has(word))
}

/** The describing word in front of the end of a line: `unexpected connection end`, `premature end`. */
function describing(tokens: readonly string[], at: number): string {
  const before = tokens[at - 1] ?? ''
  return LINE.has(before) ? (tokens[at - 2] ?? '') : before
}

const SEGMENT =
  /\b(?:sent|sends|received|got|saw|with)(?: an?| us an?)?(?: TCP)? (FIN|RST|reset)\b|\b(FIN|RST)(?: segment| packet)? (?:from|received|sent|seen)\b/

/** The segment that ended the line, where somebody names it: `peer sent FIN`, `RST received`. */
export function namedSegment(raw: string): 'fin' | 'rst' | undefined {
  const sent = SEGMENT.exec(raw)
  const name = sent?.[1] ?? sent?.[2]
  return name === undefined ? undefined : name === 'FIN' ? 'fin' : 'rst'
}
