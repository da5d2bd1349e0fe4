import type { Stage } from '../../domain/stage.ts'
import { saysExpired } from '../expiry.ts'
import type { Grammar } from '../grammar.ts'
import { readResolverError } from '../resolver-errors.ts'
import { sentence, sentenceGrammar } from '../sentence-grammar.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { readTls } from '../tls/read-tls.ts'
import { endOfTls } from '../tls/tls-reading.ts'
import { wordsOf } from '../words.ts'
import { powermta } from './queues.ts'

const OURS = { speaker: 'us', voice: 'mta' } as const
const MARK = '[internal]'
/** Its own words, and what it says it was told last: `(last transfail: 421 4.7.0 …)`. */
const OWN = /\[internal\][ :]{0,2}([^\n]{1,600})/i
const LAST = /last (?:transfail|error|failure): {0,2}([^\n]{3,600}?)\)?\s*$/i
const REPLY = /^[245]\d\d[ -]/

/** What of the dialogue was sent, or was not answered. */
const STEPS: readonly (readonly [said: RegExp, stage: Stage])[] = [
  [/^(?:no banner|no greeting)\b/i, 'banner'],
  [/^(?:no|send) (?:helo|ehlo)/i, 'ehlo'],
  [/^(?:send starttls|no tls go-ahead)/i, 'starttls'],
  [/^(?:no|send) mail from/i, 'mail'],
  [/^(?:no|send) rcpt to/i, 'rcpt'],
  [/^(?:no|send) data\b/i, 'data'],
  [/^send body/i, 'body'],
  [/^no body\b/i, 'dot'],
  [/^(?:no|send) rset/i, 'idle'],
]

const SENTENCES = sentenceGrammar({
  name: 'momentum',
  voice: 'mta',
  signs: [MARK],
  quotes: [],
  sentences: [
    sentence('suspended', 'suspended', ['temporarily suspended|domain shut down|in backoff']),
    sentence('null-mx', 'dns.nullmx', ['null mx'], { stage: 'dns' }),
    sentence('no-mx', 'dns.nomx', ['no mx or a for domain'], { stage: 'dns' }),
    sentence('private', 'route.failed', ['private/loopback address|private loopback address'], { stage: 'dns' }),
    sentence('no-hosts', 'connect.failed', ['no valid hosts|no mxs for this domain could be reached'], {
      stage: 'connect',
    }),
    sentence('tls-name', 'tls.cert.name', ['cert common name does not match|certificate subject does not match'], {
      stage: 'tls',
    }),
    sentence('tls-issuer', 'tls.cert.untrusted', ['signed by a valid ca'], { stage: 'tls' }),
    sentence('tls-lacking', 'tls.required', ['starttls required but not advertised'], { stage: 'ehlo' }),
    sentence('tls', 'tls.handshake.alert', ['tls negotiation failed'], { stage: 'tls' }),
    sentence('policy', 'local.config', [
      'discarded by policy|rejected by policy|blackholed|disposition is blackhole|manually purged|suppress',
    ]),
    sentence('resources', 'local.resources', ['memory shortage']),
  ],
})

/**
 * Momentum and SparkPost, which marks what it says itself in the form of a reply: `451 4.4.2 [internal] no DATA response` (Momentum reference,
 * appendix F, message responses). PowerMTA has words of the same mark.
 */
export const momentum: Grammar = {
  name: 'momentum',
  signs: [MARK],
  read(words, hints) {
    if (hints.software === 'powermta') return undefined
    const expired = saysExpired(words) || / exceeded max | message timeout /.test(words.flat)
    const last = LAST.exec(words.raw)?.[1]
    if (last !== undefined && REPLY.test(last) && !last.toLowerCase().includes(MARK))
      return { speaker: 'peer', voice: 'peer', rule: 'momentum/last', said: last, expired: true }
    const said = OWN.exec(last ?? words.raw)?.[1]
    const reading = said === undefined ? undefined : ofSaying(said.trim(), words.flat)
    if (reading !== undefined) return { ...reading, ...(expired && { expired }) }
    return expired ? { ...OURS, rule: 'momentum/expired', symptom: 'expired', expired } : powermta.read(words, hints)
  },
}

function ofSaying(said: string, whole: string): SpeakerReading | undefined {
  const step = STEPS.find(([form]) => form.test(said))
  if (step !== undefined)
    return /^no\b/i.test(said)
      ? { ...OURS, rule: 'momentum/unanswered', symptom: 'drop.timeout', stage: step[1], ended: 'silence' }
      : { ...OURS, rule: 'momentum/unsent', symptom: 'drop.lost', stage: step[1] }
  const words = wordsOf(said)
  const own = SENTENCES.read(words, {})
  if (own !== undefined) return own
  if (words.flat.includes(' domain lookup failed '))
    return {
      ...OURS,
      rule: 'momentum/lookup',
      symptom: whole.includes(' 5.4.4 ') ? 'dns.nxdomain' : 'dns.tempfail',
      stage: 'dns',
    }
  const names = readResolverError(words)
  if (names !== undefined && /\bdns\b|lookup|domain/i.test(said))
    return { ...OURS, rule: `momentum/${names.rule}`, symptom: names.symptom, stage: 'dns' }
  // x.4.1 is of a host that does not answer, x.4.2 of a connection that stood (RFC 3463 §3.5).
  if (whole.includes(' 4.4.1 ') && / connection timed out | connection timeout /.test(words.flat))
    return { ...OURS, rule: 'momentum/connect', symptom: 'connect.timeout', stage: 'connect', ended: 'silence' }
  if (whole.includes(' 4.4.2 ') && / connection timed out | connection timeout /.test(words.flat))
    return { ...OURS, rule: 'momentum/silent', symptom: 'drop.timeout', ended: 'silence' }
  const tls = /\btls|ssl|handshake/i.test(said) ? readTls(words) : undefined
  if (tls !== undefined)
    return { ...OURS, rule: `momentum/${tls.rule}`, symptom: tls.symptom, stage: 'tls', ...endOfTls(tls) }
  const error = / refused | reset | unreachable /.test(words.flat) ? readSystemError(words) : undefined
  return error === undefined ? undefined : { ...OURS, ...error, rule: `momentum/${error.rule}` }
}
