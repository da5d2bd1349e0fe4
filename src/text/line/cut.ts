import { NEAR, hasNear, isAgent, isLine, isLineOrAgent, isOfMail, LINE, setOf } from './things.ts'

/** What is done to a line. */
const CUT = setOf(
  'closed closes closing dropped drops drop lost lose loses terminated terminates aborted aborts broken broke breaks cut cuts chopped snaps snapped collapses collapsed severed interrupted ended ends tore torn shut shuts reset resets killed kills killing dead died dies disconnected disconnects breaking die yanked yanks ripped rips axed axes zapped nuked discontinued force-closed hard-closed truncated half-closed half-closes',
)
/** The same as an end of the line does it, with nothing said of the line: `the server closed while we were sending`. */
const CLOSED = setOf('closed closes disconnected disconnects terminated aborted resets')
const WHEN = setOf(
  'as once after while before during at when in on upon immediately unexpectedly without prematurely abruptly suddenly silently again early',
)
/** `unexpected connection end`, `premature end of the session`. */
const ABRUPT = setOf('unexpected premature abrupt sudden early')
/** What an end of the line does. */
const LEFT = setOf(
  'exited exits departed departs detached detaches withdrew withdraws disconnected disconnects hangup vanish vanished vanishes disappear disappeared disappears gone slammed slams slamming',
)
const LEFT_TWO = setOf(
  'went-offline goes-offline quit-on walked-away walks-away ran-away runs-away dropped-off dropped-dead drops-dead signed-off signs-off crashed-out crashes-out closed-up closed-shop closes-shop hung-up hangs-up hanging-up hang-up went-away gone-away goes-away dropped-out drops-out drops-off cut-out bails-out bailed-out dies-on died-on quits-on',
)
/** Said of nothing but a line. */
const HANG_UP = /^h[au]ng(?:s|ing)?-up$/
/** What an end of the line does to the other. */
const EXPELS = setOf(
  'dropping drops dropped dumps dumped ditches kicks kicked kicking throws threw throwing boots booted disconnects disconnected disconnecting cuts cutting ejects ejected resets terminates terminated evicted evicts expelled expels tossed tosses reset rsted lost',
)
const EXPELLED = setOf('disconnected dropped kicked booted thrown cut ejected')
const BEING = setOf('get gets got getting are were am was being')
const SELF = setOf('we i us client')
/** What becomes of a line. */
const BROKE_TWO = setOf('broke-off broken-off breaks-off broke-down tore-down torn-down went-down goes-down cut-short')
const OURS = setOf('us me our my')
const ARTICLE = setOf('the our a')

/** However the end of the line is described: `connection to host 192.0.2.25 and port 25 was lost`. */
const CONNECTION_TO =
  / (?:connection|session) (?:to|with|from) (?:\S{1,255} ){1,8}?(?:was|got|has been) (?:lost|closed|reset|dropped|broken|cut|terminated|aborted|interrupted|severed) /

/** True when the words say that the line was cut, or that the other end left. `named`: they are known to be of a session. */
export function saysCut(tokens: readonly string[], named = false): boolean {
  if (CONNECTION_TO.test(` ${tokens.join(' ')} `)) return true
  return tokens.some((token, at) => {
    const next = tokens[at + 1] ?? ''
    // `never closed` tells of a line that stands.
    if (CUT.has(token) && tokens[at - 1] === 'never') return false
    if (CUT.has(token) && !(token === 'cut' && /^(?:an?|the)$/.test(tokens[at - 1] ?? ''))) {
      if (hasNear(tokens, at, isLine, NEAR)) return true
      // `ended by peer`, `lost the server`.
      if (next === 'by' && tokens.slice(at + 2, at + 4).some((word) => isAgent(word)) && !isOfMail(tokens, at))
        return true
      if ((token === 'lost' || token === 'lose') && isAgent(ARTICLE.has(next) ? tokens[at + 2] : next)) return true
    }
    if (
      CLOSED.has(token) &&
      (WHEN.has(next) || /^\d*$/.test(next)) &&
      (isAgent(tokens[at - 1]) ||
        isAgent(tokens[at - 2]) ||
        (/^(?:but|then|and)$/.test(tokens[at - 1] ?? '') && isAgent(tokens[at - 3])))
    )
      return true
    // `accepted TCP, sent 0 bytes, closed after 5 s`, `accepted the connect but dropped it`.
    if (CUT.has(token) && isOfAccepted(tokens, at)) return true
    // `keeps terminating the link`.
    if (
      /^(?:terminating|closing|dropping|cutting|aborting|resetting)$/.test(token) &&
      /^(?:keeps?|kept)$/.test(tokens[at - 1] ?? '')
    )
      if (hasNear(tokens, at, isLineOrAgent, NEAR)) return true
    // `TCP is reset`.
    if (
      /^(?:reset|closed|cut|dropped)$/.test(token) &&
      /^(?:is|was|gets|got)$/.test(tokens[at - 1] ?? '') &&
      tokens[at - 2] === 'tcp'
    )
      return true
    // `interrupted by a reset`.
    if (/^(?:reset|rst)$/.test(token) && tokens.slice(Math.max(0, at - 3), at).includes('by')) return true
    if (token === 'end' && ABRUPT.has(describing(tokens, at)) && hasNear(tokens, at, isLine, 3)) return true
    if (named && isToldSo(tokens, at)) return true
    if (isExpelling(tokens, at) && hasNear(tokens, at, isAgent, NEAR)) return true
    // `left the conversation`, `let go of the line`, `gave us the boot`, `cut the cord`.
    if (/^(?:left|leaves|go|goes)$/.test(token) && isLeaving(tokens, at)) return true
    if (/^(?:boot|cord|plug)$/.test(token) && tokens[at - 1] === 'the' && (named || hasNear(tokens, at, isAgent, NEAR)))
      return true
    // `talks, then RSTs on MAIL`.
    if (/^(?:rsts|fins)$/.test(token) && (named || hasNear(tokens, at, isLineOrAgent, NEAR))) return true
    // `then closed the door`.
    if (token === 'door' && named && /^(?:closed|closes|shut|shuts|slammed|slams)$/.test(tokens[at - 2] ?? ''))
      return true
    if (isExpelled(tokens, at) || isClosing(tokens, at)) return true
    if (LEFT.has(token) && hasNear(tokens, at, isLineOrAgent, NEAR)) return true
    if (/^pull(?:s|ed)?$/.test(token) && tokens.slice(at + 1, at + 4).includes('plug')) return true
    if (token === 'gone' && tokens.slice(Math.max(0, at - 3), at).some(isLine)) return true
    if (token === 'cut' && tokens.slice(at + 1, at + 3).includes('off') && hasNear(tokens, at, isAgent, NEAR))
      return true
    const two = `${token}-${next}`
    return (
      (LEFT_TWO.has(two) &&
        (hasNear(tokens, at, isAgent, NEAR) || (named && HANG_UP.test(two) && !isOurs(tokens, at)))) ||
      (BROKE_TWO.has(two) && hasNear(tokens, at, isLineOrAgent, NEAR))
    )
  })
}

/** `result=disconnect`, `peer-reset`, `lost carrier`: a word for the whole event. */
function isToldSo(tokens: readonly string[], at: number): boolean {
  const token = tokens[at] ?? ''
  return (
    /^(?:peer|remote|server|socket|session)-(?:reset|closed?|lost|dropped|gone|aborted|disconnect(?:ed)?)$/.test(
      token,
    ) ||
    (/^(?:shutdown|eof|fin|rst)$/.test(token) && /^(?:peer|remote)$/.test(tokens[at - 1] ?? '')) ||
    (/^disconnect(?:ed|ion)?$/.test(token) &&
      /^(?:result|outcome|status|event|reason|error|state|end)$/.test(tokens[at - 1] ?? '')) ||
    // What was tried ended so; a state may be closed in peace.
    (/^(?:closed|reset|dropped|aborted|eof|lost|rst|hangup)$/.test(token) &&
      /^(?:result|outcome|rc|end|cause|error)$/.test(tokens[at - 1] ?? '')) ||
    (/^(?:reset|rst|eof|hangup)$/.test(token) && /^(?:in|at|during|on|after|while)$/.test(tokens[at + 1] ?? '')) ||
    (token === 'rst' && /^(?:abort|aborted|closed|end|ended|reason|cause)$/.test(tokens[at - 1] ?? '')) ||
    (token === 'carrier' && [tokens[at - 1], tokens[at + 1]].some((word) => /^(?:lost|dropped|no)$/.test(word ?? '')))
  )
}

function isLeaving(tokens: readonly string[], at: number): boolean {
  const behind = tokens.slice(at + 1, at + 4)
  if (tokens[at]?.startsWith('go') === true)
    return /^lets?$/.test(tokens[at - 1] ?? '') && behind[0] === 'of' && behind.some(isLine)
  return /^(?:the|our|this)$/.test(behind[0] ?? '') && isLine(behind[1] ?? '') && hasNear(tokens, at, isAgent, NEAR)
}

const TAKEN = /^(?:accept(?:s|ed)?|open(?:s|ed)?|answer(?:s|ed)?|took|takes|establish(?:es|ed)?)$/
const CONNECT = /^(?:tcp|connects?|connections?|sessions?|calls?)$/

/** What was accepted a few words before is cut: told of the connect itself, or by a word that stands for it. */
function isOfAccepted(tokens: readonly string[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 8), at)
  const taken = before.findLastIndex((word) => TAKEN.test(word))
  const isTaken = taken !== -1 && before.slice(taken + 1, taken + 4).some((word) => CONNECT.test(word))
  const next = tokens[at + 1] ?? ''
  return isTaken && (next === 'it' || next === '' || WHEN.has(next) || /^[\d.]{1,6}/.test(next))
}

/** Who hangs up is on our side. */
function isOurs(tokens: readonly string[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 4), at).some((word) => SELF.has(word) || OURS.has(word))
}

/** `drops us`, `kicks our application out`. */
function isExpelling(tokens: readonly string[], at: number): boolean {
  const next = tokens[at + 1] ?? ''
  // Nothing but a client of ours can be disconnected.
  if (/^disconnect(?:s|ed|ing)?$/.test(tokens[at] ?? '')) return OURS.has(next)
  const isMany = /^(?:drop|dump|kick|throw|boot|eject|cut)$/.test(tokens[at] ?? '') && isAgent(tokens[at - 1])
  if (!isMany && !EXPELS.has(tokens[at] ?? '')) return false
  return next === 'our' ? tokens.slice(at + 2, at + 6).some((word) => /^(?:out|off)$/.test(word)) : OURS.has(next)
}

/** `we get disconnected as soon as …`, `I am kicked off`: of ourselves, not of a message. */
function isExpelled(tokens: readonly string[], at: number): boolean {
  return (
    EXPELLED.has(tokens[at] ?? '') &&
    BEING.has(tokens[at - 1] ?? '') &&
    tokens.slice(Math.max(0, at - 5), at - 1).some((word) => SELF.has(word)) &&
    (tokens[at] === 'disconnected' ||
      /^(?:off|out|by|when|as|after|while|during|from|at|right)$/.test(tokens[at + 1] ?? ''))
  )
}

/** `why does mx.example.org close the connection`: an end of the line stands right before the bare verb. */
function isClosing(tokens: readonly string[], at: number): boolean {
  const just = /^(?:just|simply|always|then|also|immediately|suddenly|often|sometimes)$/.test(tokens[at - 1] ?? '')
    ? 1
    : 0
  return (
    /^(?:close|drop|cut|reset|terminate|break|abort)$/.test(tokens[at] ?? '') &&
    (isAgent(tokens[at - 1 - just]) || (tokens[at - 1] === 'side' && isAgent(tokens[at - 2]))) &&
    tokens.slice(at + 1, at + 4).some(isLine)
  )
}

/** The describing word in front of the end of a line: `unexpected connection end`, `premature end`. */
function describing(tokens: readonly string[], at: number): string {
  const before = tokens[at - 1] ?? ''
  return LINE.has(before) ? (tokens[at - 2] ?? '') : before
}

const SEGMENT =
  /\b(?:then|sent|sends|sending|received|got|saw|with)(?: an?| us an?)?(?: TCP)? (FIN|RST|reset)\b|\b(?:peer|remote|server|host|unexpected)(?:'s)? (FIN|RST)\b|\b(?:is|was) (?:a |an )?(FIN|RST)\b|\bTCP (FIN|RST|reset)\b|\b(FIN|RST)(?: segment| packet)? (?:from|received|sent|seen|comes?|came|arrive[sd]?)\b/

/** The segment that ended the line, where somebody names it: `peer sent FIN`, `RST received`. */
export function namedSegment(raw: string): 'fin' | 'rst' | undefined {
  const sent = SEGMENT.exec(raw)
  const name = sent?.slice(1).find((group) => group !== undefined)
  return name === undefined ? undefined : name === 'FIN' ? 'fin' : 'rst'
}
