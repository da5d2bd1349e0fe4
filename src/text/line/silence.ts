import { isOfMail, setOf } from './things.ts'

const LACKING = setOf('no not never without nothing neither didn doesn don won none stopped ceased stops stop isn wasn')
const NEVER_CAME = setOf('no not never didn doesn')
const CAME = setOf('received came comes arrived arrives sent seen shows showed appears appeared')
const GREETING = setOf('greeting banner welcome')
const IN_FORM = setOf('valid proper correct well-formed smtp-compliant read parse understand')
/** The statement before this one ended with such a word. */
const OF_ANOTHER = /^(?:reached|connected|contacted|delivered|up|ok)$/
const ANSWERED = setOf(
  'reply replies replied response responses respond responds responded answer answers answered ack acks acked acknowledge acknowledges acknowledged acknowledgement responding answering replying confirm confirmed confirms confirmation greet greets greeted verdict go-ahead acknowledgment progress traffic 220 354 250 react reacts reacted reacting reaction talking goodbye ok',
)
const HEARD = setOf(
  'got get gets heard hear hears come coming came comes arrived arrives received receive returned returns followed follows sent sends said says happens happened moves moved',
)
const COMPLETED = setOf('finishes finished finish completes completed complete ends')
const MUTE = setOf(
  'silent silence mute quiet unresponsive unanswered unacknowledged speechless outstanding overdue pending deaf dumb wordless wedged ghosted',
)
const ENDLESSLY = setOf('forever endlessly ages indefinitely eternity')
/** Somebody waits and goes on waiting. */
const STUCK = setOf('stuck stalled stalls hangs hanging hang stall freeze hung frozen froze freezes')

/**
 * True when the words say that one side said nothing where it should have spoken. `isSpoken(at)` tells whether one end of the line,
 * or the line, stands near the word at `at`.
 */
export function saysSilence(tokens: readonly string[], isSpoken: (at: number) => boolean): boolean {
  return tokens.some((token, at) => {
    // `never sent its banner`, `no greeting received`.
    if (GREETING.has(token) && NEVER_CAME.has(tokens[at + 1] ?? '') && CAME.has(tokens[at + 2] ?? '')) return true
    // `greeting message missing`.
    if (GREETING.has(token) && tokens.slice(at + 1, at + 4).some((word) => /^(?:missing|absent|overdue)$/.test(word)))
      return true
    // `did not send a valid greeting`: it sent one.
    if (GREETING.has(token)) {
      const before = tokens.slice(Math.max(0, at - 4), at)
      const lacking = before.findLastIndex((word) => NEVER_CAME.has(word))
      // `not sent. Server reached, greeting ok`: it is said of something else.
      const isOfAnother = before.slice(lacking + 1).some((word) => OF_ANOTHER.test(word))
      return lacking !== -1 && !isOfAnother && !before.some((word) => IN_FORM.has(word))
    }
    // `reset while our EHLO was pending` tells of an end.
    if (
      /^(?:pending|outstanding)$/.test(token) &&
      tokens.slice(Math.max(0, at - 6), at).some((word) => /^(?:while|when|with)$/.test(word))
    )
      return false
    if (MUTE.has(token)) return isSpoken(at)
    // `lets us wait`.
    if (
      token === 'wait' &&
      /^(?:us|me)$/.test(tokens[at - 1] ?? '') &&
      /^(?:lets?|makes?|made|kept|keeps)$/.test(tokens[at - 2] ?? '')
    )
      return isSpoken(at)
    // `closed after 300 s of inactivity` tells of an end.
    if (token === 'inactivity') return tokens[at - 1] !== 'of' && isSpoken(at)
    // `hung up` is an end, `hung` is none.
    // `the mail is stuck` tells of a queue.
    if (STUCK.has(token)) return tokens[at + 1] !== 'up' && isSpoken(at) && !isQueued(tokens, at)
    // `failed to confirm`.
    if (
      /^(?:confirm|acknowledge|answer|reply|respond|react|greet)$/.test(token) &&
      tokens[at - 1] === 'to' &&
      /^(?:failed|fails|failing)$/.test(tokens[at - 2] ?? '')
    )
      return isSpoken(at)
    // `stopped accepting data`.
    if (
      /^(?:accepting|taking|consuming)$/.test(token) &&
      /^(?:stopped|stops|ceased)$/.test(tokens[at - 1] ?? '') &&
      /^(?:data|bytes|octets|our)$/.test(tokens[at + 1] ?? '')
    )
      return isSpoken(at)
    // `stopped reading our data`.
    if (token === 'reading' && /^(?:stopped|stops|ceased)$/.test(tokens[at - 1] ?? '')) return isSpoken(at)
    // `never said a word`.
    if (token === 'word' && isLacking(tokens, at)) return isSpoken(at)
    // `the go-ahead never came`, `waited in vain`.
    if (
      (HEARD.has(token) || COMPLETED.has(token) || token === 'closed') &&
      tokens[at - 1] === 'never' &&
      !/^(?:past|through|beyond|to|as|further|far)$/.test(tokens[at + 1] ?? '')
    )
      return isSpoken(at)
    if (
      /^(?:ignore|ignores|ignored|ignoring|swallows|swallowed)$/.test(token) &&
      /^(?:our|us|my|me|the|ehlo|helo|starttls|auth|rcpt|data|quit|dot)$/.test(tokens[at + 1] ?? '')
    )
      return isSpoken(at)
    if (/^wait(?:s|ed|ing)?$/.test(token) && tokens.slice(at + 1, at + 5).some((word) => ENDLESSLY.has(word)))
      return isSpoken(at)
    // `leaves us waiting`, `takes forever`.
    if (token === 'waiting' && /^(?:us|me|left|kept)$/.test(tokens[at - 1] ?? '')) return isSpoken(at)
    if (/^(?:takes|took|needs|needed)$/.test(token) && ENDLESSLY.has(tokens[at + 1] ?? '')) return isSpoken(at)
    if (token === 'sits' && /^(?:there|idle)$/.test(tokens[at + 1] ?? '')) return isSpoken(at)
    if (token === 'vain' && tokens[at - 1] === 'in') return isSpoken(at)
    // `no data for 900 s`, `no bytes from 192.0.2.1 for 300s`.
    if (/^(?:data|bytes?|octets?|packets?)$/.test(token) && /^(?:no|without)$/.test(tokens[at - 1] ?? ''))
      if (tokens[at + 1] === 'for' || (tokens[at + 1] === 'from' && tokens[at + 3] === 'for')) return isSpoken(at)
    // `no ServerHello in 20 s`.
    if (token === 'serverhello' && isLacking(tokens, at)) return isSpoken(at)
    // `quit talking`.
    if (token === 'talking' && tokens[at - 1] === 'quit') return isSpoken(at)
    // `no challenge received`.
    if (token === 'challenge' && /^(?:no|never|without)$/.test(tokens[at - 1] ?? '')) return isSpoken(at)
    // `gave up on the reply`, `response timer in state WAIT_OK`.
    if (
      ANSWERED.has(token) &&
      tokens
        .slice(Math.max(0, at - 3), at)
        .join(' ')
        .includes('up on')
    )
      return isSpoken(at)
    if (token === 'timer' && /^(?:response|reply|answer|read|receive|recv)$/.test(tokens[at - 1] ?? ''))
      return isSpoken(at)
    // `sat there`, `had nothing to say`, `no sign of life`, `went dark`, `left us on read`.
    if (token === 'sat' && /^(?:there|idle)$/.test(tokens[at + 1] ?? '')) return isSpoken(at)
    if (token === 'nothing' && tokens[at + 1] === 'to' && tokens[at + 2] === 'say') return isSpoken(at)
    if (token === 'life' && tokens.slice(Math.max(0, at - 3), at).includes('no')) return isSpoken(at)
    if (token === 'dark' && /^(?:went|goes|gone|going)$/.test(tokens[at - 1] ?? '')) return isSpoken(at)
    if (token === 'read' && tokens[at - 1] === 'on' && tokens[at - 2] === 'us') return isSpoken(at)
    // `sent no bytes`, `produced no output`.
    if (
      /^(?:bytes?|octets?|output)$/.test(token) &&
      tokens[at - 1] === 'no' &&
      /^(?:sent|sends|produced|returned|gave)$/.test(tokens[at - 2] ?? '')
    )
      return isSpoken(at)
    // `was too slow`.
    if (token === 'slow' && tokens[at - 1] === 'too' && /^(?:was|is|were|been)$/.test(tokens[at - 2] ?? ''))
      return isSpoken(at)
    // `returned no status`.
    if (
      /^(?:status|result|verdict|outcome)$/.test(token) &&
      tokens[at - 1] === 'no' &&
      /^(?:return|returns|returned|gives|gave|sends|sent)$/.test(tokens[at - 2] ?? '')
    )
      return isSpoken(at)
    // `did not come back`, `nothing for 30 s`, `5 minutes of nothing`.
    if (
      token === 'back' &&
      /^(?:come|get|got|report)$/.test(tokens[at - 1] ?? '') &&
      NEVER_CAME.has(tokens[at - 2] ?? '')
    )
      return isSpoken(at)
    if (token === 'nothing' && isForSoLong(tokens, at)) return isSpoken(at)
    // `waited five minutes and got nothing`, `nothing came back`.
    // `we had said nothing yet`: our silence is none of the peer's.
    if (token === 'nothing' && /^(?:said|sent)$/.test(tokens[at - 1] ?? '') && isOurs(tokens, at - 1)) return false
    if (token === 'nothing' && isHeard(tokens, at)) return isSpoken(at)
    // `response missing`.
    if (ANSWERED.has(token) && tokens[at + 1] === 'missing') return isSpoken(at)
    // `response to final dot not received within 600 s`.
    if (REPLY.test(token) && isNotReceived(tokens.slice(at + 1, at + 8))) return isSpoken(at)
    // `NOT OK` is a verdict of a test.
    if (token === 'ok' && tokens[at - 1] === 'not') return false
    return ANSWERED.has(token) && isLacking(tokens, at, 'without') && isSpoken(at)
  })
}

function isForSoLong(tokens: readonly string[], at: number): boolean {
  const isFor = tokens[at + 1] === 'for' && /^\d/.test(tokens[at + 2] ?? '')
  return isFor || (tokens[at - 1] === 'of' && UNIT.test(tokens[at - 2] ?? ''))
}

/** `the mail for bob is stuck`, and no step at which it is. */
function isQueued(tokens: readonly string[], at: number): boolean {
  return (
    tokens[at] === 'stuck' && isOfMail(tokens, at) && !/^(?:waiting|at|after|during|on)$/.test(tokens[at + 1] ?? '')
  )
}

const REPLY = /^(?:reply|response|answer|acknowledgement|acknowledgment|confirmation)$/

function isNotReceived(behind: readonly string[]): boolean {
  return behind.some(
    (word, at) => /^(?:not|never)$/.test(word) && /^(?:received|seen|arrived|got|obtained)$/.test(behind[at + 1] ?? ''),
  )
}

function isOurs(tokens: readonly string[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 2), at).some((word) => /^(?:we|i|client|ve)$/.test(word))
}

/** `heard nothing`, `nothing came`, `nothing has ever come back`. */
function isHeard(tokens: readonly string[], at: number): boolean {
  const behind = tokens.slice(at + 1, at + 4)
  const said = behind.findIndex((word) => !/^(?:has|had|have|ever|is|was|more|else)$/.test(word))
  return HEARD.has(tokens[at - 1] ?? '') || HEARD.has(behind[said] ?? '')
}

/** One of the three words before lacks something, and none of them is `barring`. */
function isLacking(tokens: readonly string[], at: number, barring = ''): boolean {
  const before = tokens
    .slice(Math.max(0, at - 6), at)
    .filter((word) => word !== 't' && word !== 'even')
    .slice(-3)
  return before.some((word) => LACKING.has(word)) && !before.includes(barring)
}

const TIMER = setOf('deadline timer time-limit watchdog patience')
const LET_RUN = setOf('tripped trips let lets exceeded exceeds overran blew missed')
const RAN_OUT = setOf('exceeded fired expired passed elapsed')
const LONGER = /^(?:longer|more)$/
const UNIT = /^(?:\d{0,6}(?:\.\d{1,3})?(?:ms|s|sec|secs|m|min|mins)|seconds?|minutes?|milliseconds?|msecs?)$/

const WAITED = /^wait(?:ed|ing)?$/

/** A number or a word for one, two words behind. */
function isTimed(tokens: readonly string[], at: number): boolean {
  return tokens.slice(at + 3, at + 6).some((word) => UNIT.test(word) || /^\d{1,6}$/.test(word))
}

/** `took longer than 30 s`, `after waiting 60 s for`: a time ran out. */
export function saysOverdue(tokens: readonly string[], isSpoken: (at: number) => boolean): boolean {
  return tokens.some((token, at) => {
    const isLong =
      (LONGER.test(token) &&
        tokens[at + 1] === 'than' &&
        tokens.slice(at + 2, at + 5).some((word) => UNIT.test(word))) ||
      (token === 'took' && tokens[at + 1] === 'too' && tokens[at + 2] === 'long')
    const isLate =
      token === 'delay' &&
      /^(?:banner|greeting|reply|response|answer)$/.test(tokens[at - 1] ?? '') &&
      tokens[at + 1] === 'exceeded'
    const hasWaited = WAITED.test(token) && tokens.slice(at + 1, at + 4).some((word) => UNIT.test(word))
    const isSpent =
      TIMER.has(token) &&
      (tokens.slice(at + 1, at + 5).some((word) => RAN_OUT.has(word)) ||
        tokens.slice(Math.max(0, at - 3), at).some((word) => LET_RUN.has(word)))
    // `our client gives up after 30 s`.
    const hasGivenUp =
      /^(?:gives|gave|giving)$/.test(token) &&
      tokens[at + 1] === 'up' &&
      (tokens[at + 2] === 'waiting' ||
        (/^(?:connecting|dialing|dialling)$/.test(tokens[at + 2] ?? '') && tokens[at + 3] === 'after') ||
        (tokens[at + 2] === 'after' && isTimed(tokens, at)))
    return (isLong || isLate || hasWaited || isSpent || hasGivenUp) && isSpoken(at)
  })
}
