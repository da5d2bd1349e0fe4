import type { Stage } from '../../../domain/stage.ts'
import { namedPeer } from '../../endpoints.ts'
import { readLineWords } from '../../line/line-words.ts'
import { stageFromWords, stageOfCommand } from '../../stage-words.ts'
import { readSystemError } from '../../system-errors.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import { wordsOf } from '../../words.ts'
import type { Words } from '../../words.ts'
import { BEGINS_WITH_CODE, OURS } from './ours.ts'

// Postfix before 2.3.
const GREETED =
  /(?:connect to (\S{1,255}): |^)server refused to talk to me: ([\s\S]{1,2000}?)(?:\s+\(port \d{1,5}\))?$/i
const PEER_SAID = /(?:host|server) (\S{1,255}) (said|refused to talk to me|refused to start tls): ?/i

/** What smtp(8) says of a server: the line, the server's reply, a connect. */
export function client(words: Words): SpeakerReading | undefined {
  const latest = latestAttempt(words)
  return latest === undefined ? attempt(words) : (attempt(latest) ?? attempt(words))
}

/** What it says of one server, at the beginning of a statement of its own. */
const ATTEMPT =
  /(?:^|\n\s{0,8}|[;,] |>: )(?=(?:(?:\d\.){2}\d )?(?:lost connection with|conversation with|connect to) (?!server |service )\S{1,255}[[:\s])/gi

/** Several servers that were tried one after the other: the words from the last on, unless they are what a server said. */
function latestAttempt({ raw }: Words): Words | undefined {
  const last = [...raw.matchAll(ATTEMPT)].at(-1)
  if (last === undefined || last.index === 0) return undefined
  const isQuoted = !last[0].includes('\n') && PEER_SAID.exec(raw.slice(0, last.index))?.[2] === 'said'
  return isQuoted ? undefined : wordsOf(raw.slice(last.index + last[0].length))
}

function attempt(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  // What a server met when it asked another is told in its own reply; of a recipient it may be our own server, which asked the next hop.
  if (
    BEGINS_WITH_CODE.test(raw) &&
    /unverified address(?=[\s\S]{0,400} said: )|sender address[^\n]{0,300}(?:unverified address|undeliverable)/.test(
      lower,
    )
  )
    return undefined
  const isQuoted = /^host \S{1,255} said: /i.test(raw)
  if (!isQuoted && lower.includes('lost connection with ')) return dropped(words, 'drop.lost')
  if (!isQuoted && lower.includes('conversation with ') && lower.includes('timed out while'))
    return dropped(words, 'drop.timeout')
  if (lower.includes('local data error while talking to'))
    return { ...OURS, rule: 'postfix/local-data-error', symptom: 'local.config', ...namedPeer(raw) }
  const greeted = GREETED.exec(raw)
  if (greeted !== null)
    return {
      speaker: 'peer',
      voice: 'peer',
      software: 'postfix',
      rule: 'postfix/refused-to-talk',
      said: greeted[2] ?? '',
      stage: 'banner',
      ...(greeted[1] !== undefined && namedPeer(greeted[1])),
    }
  const said = PEER_SAID.exec(raw)
  if (said !== null) {
    const rest = raw.slice(said.index + said[0].length)
    const greeting = said[2]?.toLowerCase() === 'refused to talk to me'
    const refusedTls = said[2]?.toLowerCase() === 'refused to start tls'
    const { text, stage } = withoutCommand(rest)
    const named = greeting ? (stage ?? refusedAt(text)) : refusedTls ? 'starttls' : stage
    const auth = lower.includes('authentication failed; server') || lower.includes('authentication failed: server')
    return {
      speaker: 'peer',
      voice: 'peer',
      software: 'postfix',
      rule: 'postfix/peer-said',
      said: text,
      ...namedPeer(said[1] ?? ''),
      ...(auth ? { stage: 'auth' as const } : named !== undefined && { stage: named }),
      ...(refusedTls && { symptom: 'tls.refused' as const }),
    }
  }
  // A receiver that verifies addresses quotes its own failed connection behind a code.
  if (BEGINS_WITH_CODE.test(raw)) return undefined
  const connect = / connect to (\S{1,255}): ([\s\S]{1,200})/i.exec(` ${raw}`)
  if (connect !== null) {
    const reason = wordsOf(connect[2] ?? '')
    const error = readSystemError(reason, true) ?? unconnected(reason)
    const peer = namedPeer(connect[1] ?? '')
    const symptom = error?.symptom ?? 'connect.failed'
    return {
      ...OURS,
      rule: `postfix/connect`,
      symptom,
      stage: 'connect',
      ...peer,
      ...(error?.ended !== undefined && { ended: error.ended }),
    }
  }
  return undefined
}

/** Whoever speaks of our name has heard it; in an address of a page the word says nothing. */
const SPEAKS_OF_HELLO = /(?<![\w/.=&?-])(?:EHLO|HELO)(?![\w/=])/i

/**
 * Postfix says the same of a greeting, of a 421 to EHLO and of whatever HELO is answered with (smtp_helo, src/smtp/smtp_proto.c). To find fault with a
 * command, or with what came in it, takes a command (RFC 5321 §4.2.4); of the rest the most are greetings.
 */
function refusedAt(reply: string): 'banner' | 'ehlo' {
  return /^50[0-4](?!\d)/.test(reply) || SPEAKS_OF_HELLO.test(reply) ? 'ehlo' : 'banner'
}

/** Other programs' reasons behind the same words: `connect to mx.example.org:25: no reply`. */
function unconnected(reason: Words): Pick<SpeakerReading, 'symptom' | 'ended'> | undefined {
  const line = readLineWords(reason, true)
  return line?.symptom === 'drop.timeout' ? { symptom: 'connect.timeout', ended: 'silence' } : line
}

function dropped(words: Words, symptom: 'drop.lost' | 'drop.timeout'): SpeakerReading {
  const stage = stageFromWords(words)
  return {
    ...OURS,
    rule: `postfix/${symptom === 'drop.lost' ? 'lost' : 'timed-out'}`,
    symptom,
    ...namedPeer(words.raw),
    ...(stage !== undefined && { stage }),
    // Postfix words FIN and RST the same, so only silence is known.
    ...(symptom === 'drop.timeout' && { ended: 'silence' as const }),
  }
}

/** Takes `(in reply to RCPT TO command)` off the peer's words. */
function withoutCommand(text: string): { readonly text: string; readonly stage?: Stage } {
  const at = text.toLowerCase().lastIndexOf('(in reply to ')
  if (at === -1) return { text: text.replace(/\)$/, '') }
  const command = text.slice(at + 13)
  const stage = stageOfCommand(command)
  return { text: text.slice(0, at).trim(), ...(stage !== undefined && { stage }) }
}
