import type { LineEnd } from './line-words.ts'
import { isAgent, setOf } from './things.ts'

const PATHWAY = setOf('path route way')
const UNDONE = setOf('not never failed fails incomplete unfinished')
const UNMADE = setOf('failed unsuccessful impossible refused rejected')
const REFUSES = setOf('rejects reject rejected rejecting refuses refuse refused refusing')
const NOBODY = setOf('nothing no not nobody isn none never cannot couldn can')
const REACHED = setOf('contacted reached')
const ABANDONED =
  / (?:abandoned|never complete|not complete|incomplete|gave up|given up|expired|ran out|took too long|overdue|then nothing)/
const ATTEMPT =
  / (?:attempts? to connect|(?:tcp|socket) (?:active )?open|connect(?:ion)? (?:attempt|request)s?|trying \d{1,3}(?:\.\d{1,3}){3}\S{0,5}) /

/** True when the words speak of the attempt to connect. */
export function speaksOfAttempt(flat: string): boolean {
  return ATTEMPT.test(flat)
}

/** What is said of a port, of a path or of TCP's own handshake: no connection came about. */
export function unreachedBy(tokens: readonly string[], flat: string): LineEnd | undefined {
  const found = tokens.map((token, at) => unreachedAt(tokens, at, token, flat)).filter((end) => end !== undefined)
  // Why no connection came about says more than that none did.
  const best = found.find(({ symptom }) => symptom !== 'connect.failed') ?? found[0]
  if (best !== undefined) return best
  return ATTEMPT.test(flat) && ABANDONED.test(flat)
    ? { symptom: 'connect.timeout', rule: 'line/unheard', ended: 'silence' }
    : undefined
}

const STUCK = / (?:sits|hangs|waits|spins|stuck|waiting) /
const BEING = setOf('get gets getting got are is were was')
const VANISHES = setOf('vanish vanishes vanished disappear disappears disappeared lost dropped ignored swallowed')
const HANGS = setOf('hangs hung stalls stalled freezes')

function isPort(behind: readonly string[]): boolean {
  return behind.slice(0, 4).includes('port') || behind.slice(0, 3).some((word) => /^(?:25|465|587|2525)$/.test(word))
}

/** `refused connection on 10.0.0.1:25`, `refuses our connection`, `refused to allow a connection`. */
function isConnectionTo([what = '', ...where]: readonly string[]): boolean {
  if (what === 'to' && /^(?:allow|accept)$/.test(where[0] ?? '')) return isConnectionTo(where.slice(1))
  return /^(?:an?|our|my|the|all|any)$/.test(what)
    ? where.slice(0, 3).some((word) => /^connections?$/.test(word))
    : what === 'connection' && /^(?:on|to|from|at|for)$/.test(where[0] ?? '')
}

/** `stopped accepting`, `no longer accepts`. */
function isNoMore(word: string): boolean {
  return /^(?:stopped|stops|longer|not|isn|doesn|refuses)$/.test(word)
}

/** `is unreachable`, `is not reachable`; `is reachable` is none. */
function isSaidSo(token: string, before: readonly string[]): boolean {
  return token === 'unreachable'
    ? before.some((word) => /^(?:is|are|was|were|seems|appears|be|became|remains)$/.test(word))
    : before.slice(-2).some((word) => /^(?:not|isn|aren|wasn|never)$/.test(word))
}

const HOST = /^(?:[\w-]{1,63}\.){2,8}[a-z]{2,24}(?::\d{2,5})?$/

const SYN = /^syns?$/

function unreachedAt(tokens: readonly string[], at: number, token: string, flat: string): LineEnd | undefined {
  const before = tokens.slice(Math.max(0, at - 4), at)
  const behind = tokens.slice(at + 1, at + 7)
  if (token === 'port' && (behind.includes('closed') || before.at(-1) === 'closed')) return refused('port-closed')
  // `nothing is listening on port 587`.
  // `no queue runs, listening on port 587` tells of queues.
  if (token === 'listening' && before.some((word) => NOBODY.has(word)) && !before.includes('runs'))
    return refused('unheeded')
  if (REFUSES.has(token) && (/^(?:tcp|connects|connections)$/.test(behind[0] ?? '') || isConnectionTo(behind)))
    return refused('refused')
  // `rejecting SYN`, `refused port 587`.
  if (REFUSES.has(token) && (SYN.test(behind[0] ?? '') || (behind[0] === 'port' && /^\d{2,5}$/.test(behind[1] ?? ''))))
    return refused('refused')
  // `the route to mx.example.org is down`, `routing failure towards 192.0.2.1`.
  if (
    /^rout(?:e|ing)$/.test(token) &&
    behind
      .slice(0, 5)
      .some((word) => /^(?:down|broken|gone|lost|withdrawn|missing|absent|failure|error)$/.test(word)) &&
    behind.slice(0, 5).some((word) => isAgent(word))
  )
    return { symptom: 'connect.unreachable', rule: 'line/pathless' }
  // `port 587 refuses us`.
  if (REFUSES.has(token) && before.includes('port') && /^(?:us|me|our|my|everything|all)?$/.test(behind[0] ?? ''))
    return refused('refused')
  // `connections to mx.example.org:587 get refused`.
  if (token === 'refused' && BEING.has(before.at(-1) ?? '') && before.some((word) => /^connections?$/.test(word)))
    return refused('refused')
  // `no route: mx.example.org`.
  if (PATHWAY.has(token) && tokens[at - 1] === 'no' && (tokens[at + 1] === 'to' || HOST.test(tokens[at + 1] ?? '')))
    return { symptom: 'connect.unreachable', rule: 'line/pathless' }
  // `no route for every MX of example.org`; a route for a domain is a mail server's own.
  if (
    token === 'route' &&
    tokens[at - 1] === 'no' &&
    behind[0] === 'for' &&
    behind.slice(1, 4).some((word) => /^(?:mx|mxs|hosts?|servers?)$/.test(word))
  )
    return { symptom: 'connect.unreachable', rule: 'line/pathless' }
  // `did not pick up within 15 s`.
  if (
    token === 'pick' &&
    behind[0] === 'up' &&
    behind[1] === 'within' &&
    before.some((word) => /^(?:not|never|didn)$/.test(word))
  )
    return unheard()
  // `no route from our data centre to their mail host`.
  if (
    token === 'route' &&
    tokens[at - 1] === 'no' &&
    behind[0] === 'from' &&
    tokens.slice(at + 2, at + 9).includes('to') &&
    tokens.slice(at + 2, at + 14).some((word) => isAgent(word))
  )
    return { symptom: 'connect.unreachable', rule: 'line/pathless' }
  // `nothing answers on port 25`, `stopped accepting connections on 587`: refused or unheard, nobody says which.
  if (
    /^(?:answers|responds|listens|picks)$/.test(token) &&
    /^(?:nothing|nobody|none)$/.test(before.at(-1) ?? '') &&
    isPort(behind)
  )
    return { symptom: 'connect.failed', rule: 'line/unreached' }
  // `no MX answered`.
  if (
    /^(?:answered|answers|picked)$/.test(token) &&
    before.slice(-3).includes('no') &&
    /^(?:mx|mxs|servers?|hosts?|exchangers?)$/.test(before.at(-1) ?? '')
  )
    return { symptom: 'connect.failed', rule: 'line/unreached' }
  if (/^accept(?:s|ing)?$/.test(token) && /^(?:connections|connects)$/.test(behind[0] ?? '') && before.some(isNoMore))
    return { symptom: 'connect.failed', rule: 'line/unreached' }
  // `no connection to server!`
  if (
    token === 'connection' &&
    before.at(-1) === 'no' &&
    /^(?:to|with)$/.test(behind[0] ?? '') &&
    behind.slice(1, 4).some((word) => isAgent(word))
  )
    return { symptom: 'connect.failed', rule: 'line/unreached' }
  // `the server did not accept the connection`.
  if (
    /^accept(?:s|ed|ing)?$/.test(token) &&
    before.some((word) => /^(?:not|never|didn|doesn|won|isn)$/.test(word)) &&
    behind.slice(0, 3).some((word) => /^(?:connections?|tcp)$/.test(word))
  )
    return { symptom: 'connect.failed', rule: 'line/unreached' }
  // `never established: connection rejected`.
  if (
    token === 'established' &&
    /^(?:never|not)$/.test(before.at(-1) ?? '') &&
    / connection (?:was |is )?(?:rejected|refused) /.test(flat)
  )
    return refused('refused')
  // `no TCP connection within 15 s`.
  if (
    token === 'connection' &&
    /^(?:no|tcp)$/.test(before.at(-1) ?? '') &&
    before.slice(-2).includes('no') &&
    /^(?:within|in|after)$/.test(behind[0] ?? '') &&
    /^\d/.test(behind[1] ?? '')
  )
    return unheard()
  // `the peer does not answer to SYN`.
  if (
    SYN.test(token) &&
    / (?:not|never|no|nobody|without) (?:\w{1,12} )?(?:answer|answers|reply|respond|response) (?:to )?(?:\w{1,4} )?$/.test(
      ` ${before.join(' ')} `,
    )
  )
    return unheard()
  // `all MX silent on SYN`.
  if (SYN.test(token) && before.some((word) => /^(?:silent|mute|deaf|unresponsive|quiet|dead)$/.test(word)))
    return unheard()
  // `answers every connect with a reset`.
  if (
    /^(?:reset|rst)$/.test(token) &&
    before.slice(-2).includes('with') &&
    tokens.slice(Math.max(0, at - 8), at).some((word) => /^(?:connects?|syns?|attempts?)$/.test(word))
  )
    return refused('refused')
  // `port 25 is a black hole`.
  if (token === 'port' && / (?:black hole|blackhole|black-holed|blackholed|filtered) /.test(flat)) return unheard()
  // `unreachable (no route)`.
  if (token === 'unreachable' && flat.includes(' no route '))
    return { symptom: 'connect.unreachable', rule: 'line/pathless' }
  // `every SYN vanishes`.
  if (SYN.test(token) && behind.slice(0, 4).some((word) => VANISHES.has(word))) return unheard()
  // `a reset answers our SYN`: that is how TCP refuses.
  if (SYN.test(token) && tokens.slice(Math.max(0, at - 6), at).some((word) => /^(?:rst|reset)$/.test(word)))
    return refused('refused')
  // `TCP syn sent, reset received`.
  if (SYN.test(token) && / (?:rst|reset) (?:received|came|returned|back) /.test(` ${behind.join(' ')} `))
    return refused('refused')
  // `TCP connect to 192.0.2.30:25 got RST`.
  if (/^(?:rst|reset)$/.test(token) && /^(?:got|gets|met|answered|received)$/.test(before.at(-1) ?? ''))
    if (tokens.slice(Math.max(0, at - 8), at).includes('connect')) return refused('refused')
  // `the SYN goes out, nothing comes back`, `SYN sent 5 times, no answer`.
  if (
    SYN.test(token) &&
    / (?:nothing|nobody|silence|gave up|given up|(?:no|without) (?:answer|reply|response)) /.test(
      ` ${tokens.slice(at + 1, at + 10).join(' ')} `,
    )
  )
    return unheard()
  if (/^(?:connects|connect)$/.test(token) && before.at(-1) === 'never')
    return STUCK.test(flat) ? unheard() : { symptom: 'connect.failed', rule: 'line/unreached' }
  if (
    token === 'connect' &&
    /^(?:the|tcp)$/.test(before.at(-1) ?? '') &&
    behind.slice(0, 3).some((word) => HANGS.has(word))
  )
    return unheard()
  // `their network is cut off from ours`.
  if (
    token === 'network' &&
    / (?:is|was|seems) (?:cut off|partitioned|isolated|separated|unroutable|not routed) /.test(` ${behind.join(' ')} `)
  )
    return { symptom: 'connect.unreachable', rule: 'line/unreachable' }
  if (token === 'unreachable' && before.some((word) => /^(?:host|network|router)$/.test(word)))
    return { symptom: 'connect.unreachable', rule: 'line/unreachable' }
  // `smtp.example.org is unreachable`: what a person calls so timed out as often as it was told.
  if (
    /^(?:unreachable|reachable)$/.test(token) &&
    before.some((word) => isAgent(word) || word === 'computer') &&
    isSaidSo(token, before)
  )
    return { symptom: 'connect.failed', rule: 'line/unreached' }
  // `no MX reachable: mx1 refused, mx2 refused`, `no reachable MX`.
  if (token === 'reachable' && before.includes('no') && (before.some((word) => isAgent(word)) || isAgent(behind[0])))
    return / refused(?: |$)/.test(flat) ? refused('refused') : { symptom: 'connect.failed', rule: 'line/unreached' }
  if (
    /^(?:tcp|3-way|three-way)$/.test(token) &&
    behind[0] === 'handshake' &&
    tokens.slice(at + 2).some((word) => UNDONE.has(word))
  )
    return unheard()
  // `no SYN-ACK from mx.example.org within 60 seconds`, `SYN to 192.0.2.1:25 unanswered`.
  if (
    /^syn(?:[-/]?ack)?s?$/.test(token) &&
    (before.slice(-3).some((word) => /^(?:no|our|unanswered)$/.test(word)) || behind.includes('unanswered'))
  )
    return unheard()
  // `none of the MX hosts could be contacted`.
  // `The following recipients cannot be reached` is how Outlook begins.
  if (
    REACHED.has(token) &&
    tokens[at - 1] === 'be' &&
    !tokens.slice(Math.max(0, at - 6), at).some((word) => /^(?:recipients?|addressees?)$/.test(word)) &&
    tokens.slice(Math.max(0, at - 10), at).some((w) => NOBODY.has(w))
  )
    return { symptom: 'connect.failed', rule: 'line/unreached' }
  return undefined
}

/** `connection to the mail server failed`, `connect to mx.example.org was refused`. */
export function unmade(tokens: readonly string[]): LineEnd | undefined {
  for (const [at, token] of tokens.entries()) {
    // `smtp_connect failed`.
    if (token === 'connect' && /^(?:fail|fails|failed|failure|unsuccessful|error)$/.test(tokens[at + 1] ?? ''))
      return { symptom: 'connect.failed', rule: 'line/unreached' }
    const isTo = /^(?:to|with)$/.test(tokens[at + 1] ?? '') || isAgent(tokens[at + 1])
    if ((token !== 'connection' && token !== 'connect') || !isTo) continue
    const end = tokens.slice(at + 2, at + 9).find((word) => UNMADE.has(word))
    if (end === 'refused' || end === 'rejected') return refused('refused')
    if (end !== undefined) return { symptom: 'connect.failed', rule: 'line/unreached' }
  }
  return undefined
}

function refused(rule: string): LineEnd {
  return { symptom: 'connect.refused', rule: `line/${rule}`, ended: 'rst' }
}

function unheard(): LineEnd {
  return { symptom: 'connect.timeout', rule: 'line/unheard', ended: 'silence' }
}
