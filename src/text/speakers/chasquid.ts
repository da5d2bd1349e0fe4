import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import type { Grammar } from '../grammar.ts'
import { readLineWords } from '../line/line-words.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { wordsOf } from '../words.ts'
import { handshakeReading } from './handshake-reading.ts'

/** What the server itself met in a handshake, in Go's words: its answer to STARTTLS, and where TLS came first. */
const HANDSHAKE = /\b(?:554\s{1,2}5\.5\.0 Error in TLS handshake|error completing TLS handshake): ([^\n]{1,500})/i
/** What it met while it read from a client: an answer that nobody is left to hear. */
const READING = /\b554\s{1,2}(?:5\.4\.0 )?error reading (command|data): ([^\n]{1,500})/i

/** What it says of a session that a client began. */
const SESSION = /\bSMTP\.Conn \S{4,60}: ([^\n]{1,500})/
const SAID: readonly (readonly [words: string, symptom: Symptom, stage?: Stage])[] = [
  ['error in haproxy handshake', 'system.proxy', 'banner'],
  ['connection deadline exceeded', 'drop.timeout'],
  ['http command', 'protocol.syntax'],
  ['too many errors', 'policy.errors'],
  // After QUIT as well as without it.
  ['client closed the connection', 'unknown'],
]

/** The step of its own delivery that failed, and with what (internal/courier/smtp.go); MAIL and RCPT are one step to it. */
const DELIVERY =
  /\bfailed \((?:temporary|permanent)\): [^\n]{0,200}?\b(Error creating client: |Error saying hello: |MAIL\+RCPT |DATA closing |DATA )([^\n]{1,1000}?)\)?\s{0,3}$/
const STEPS: Readonly<Record<string, Stage>> = {
  'Error creating client: ': 'banner',
  'Error saying hello: ': 'ehlo',
  'DATA ': 'data',
  'DATA closing ': 'dot',
}

const OURS = { speaker: 'us', voice: 'mta' } as const

/** chasquid (internal/smtpsrv/conn.go, internal/courier/smtp.go). */
export const chasquid: Grammar = {
  name: 'chasquid',
  signs: ['tls handshake: ', 'error reading ', 'smtp.conn ', 'failed (temporary): ', 'failed (permanent): '],
  read({ raw }) {
    const why = HANDSHAKE.exec(raw)?.[1]
    if (why !== undefined) return handshakeReading(why, { ...OURS, rule: 'chasquid/handshake' })
    const reading = READING.exec(raw)
    if (reading !== null) return gone(reading[1] ?? '', reading[2] ?? '')
    const delivery = DELIVERY.exec(raw)
    if (delivery !== null) return undelivered(delivery[1] ?? '', delivery[2] ?? '')
    const session = SESSION.exec(raw)?.[1]?.toLowerCase()
    const said = session === undefined ? undefined : SAID.find(([words]) => session.startsWith(words))
    if (said === undefined) return undefined
    const [, symptom, stage] = said
    return { ...OURS, rule: 'chasquid/session', symptom, ...(stage !== undefined && { stage }) }
  },
}

/** A client that is gone hears no answer; one that was silent may, and then the answer is the peer's. */
function gone(what: string, why: string): SpeakerReading | undefined {
  const words = wordsOf(why)
  const error = readSystemError(words, false) ?? readLineWords(words, true)
  if (error?.symptom !== 'drop.lost') return undefined
  const stage = what.toLowerCase() === 'data' ? 'body' : 'idle'
  return {
    ...OURS,
    rule: 'chasquid/reading',
    symptom: 'drop.lost',
    stage,
    ...(error.ended !== undefined && { ended: error.ended }),
  }
}

function undelivered(step: string, why: string): SpeakerReading | undefined {
  const stage = STEPS[step]
  const at = stage === undefined ? {} : { stage }
  if (/^[245]\d\d[ -]/.test(why)) return { speaker: 'peer', voice: 'peer', rule: 'chasquid/answer', said: why, ...at }
  const words = wordsOf(why)
  const error = readSystemError(words, false) ?? readLineWords(words, true)
  const symptom = /^EOF$/.test(why) ? 'drop.lost' : error?.symptom
  return symptom === undefined
    ? undefined
    : {
        ...OURS,
        rule: 'chasquid/delivery',
        symptom,
        ...at,
        ...(error?.ended !== undefined && { ended: error.ended }),
      }
}
