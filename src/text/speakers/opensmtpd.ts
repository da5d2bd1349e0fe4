import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { findReply } from '../reply-grammar.ts'
import { sentence, sentenceGrammar } from '../sentence-grammar.ts'
import { readSystemError } from '../system-errors.ts'
import { readTls } from '../tls/read-tls.ts'
import { wordsOf } from '../words.ts'
import { handshakeReading } from './handshake-reading.ts'

const SIGNS = [
  'rejected: ',
  'received invalid command',
  'io error',
  'io-error',
  'network error on destination',
  'opportunistic tls',
  'downgrading to plain',
  'smtp authentication ',
  'disconnecting session',
  'disconnected reason=',
  'error reason=',
  'closing reason=',
  'no mx found for',
  'envelope expired',
  'mx lookup',
  'stat="invalid domain name"',
  'stat=invalid domain name',
  'failed to resolve mx for ',
  'bad response',
  'tls required but not supported',
  'no valid route',
  'address family mismatch',
  'too large for peer',
  'seem to reject',
  'connection failed:',
  'could not retrieve',
  'cert-check result',
]

/** What ioev.c and libtls say behind `IO Error: ` and `io-error: `. */
const REASON = /\bio[ -]error: ([^\n]{1,400})/i
const OF_THE_HANDSHAKE =
  /^(?:handshake failed|tls handshake|certificate verification failed|name \S{1,255} not present in|ssl verification)/i

/** OpenSMTPD's mta session and queue texts (smtp/mta_session.c, mta.c, smtp_client.c). */
export const opensmtpd: Grammar = {
  name: 'opensmtpd',
  signs: SIGNS,
  read(words, hints) {
    const reason = REASON.exec(words.raw)?.[1]
    // Rust sets the number of an error behind it.
    if (reason !== undefined && /\(os error \d/.test(reason)) return undefined
    // It names what is wrong with a line that it does not show.
    if (/\bbad response\b/i.test(words.raw) && findReply(words.raw)?.isCertain === true) return undefined
    const peer = namedPeer(words.raw)
    const error = reason === undefined ? undefined : readSystemError(wordsOf(reason))
    // What connect(2) alone fails with; other errors of the system may come at any time.
    if (error !== undefined && /^connect\.(?:refused|unreachable)$/.test(error.symptom ?? ''))
      return { ...error, speaker: 'us', voice: 'mta', software: 'opensmtpd', rule: 'opensmtpd/connect', ...peer }
    if (reason === undefined || !isOfHandshake(reason)) return SENTENCES.read(words, hints)
    return handshakeReading(reason, {
      speaker: 'us',
      voice: 'mta',
      software: 'opensmtpd',
      rule: 'opensmtpd/handshake',
      ...peer,
    })
  },
}

/** What a stack names, an alert among them, it names of the handshake. */
const NAMED = /^tls\/(?:alert-|named\/)/

/** How a line ended may be told of the session after the handshake, too; what TLS minds is of the handshake. */
function isOfHandshake(reason: string): boolean {
  if (OF_THE_HANDSHAKE.test(reason)) return true
  const tls = readTls(wordsOf(reason))
  return tls?.says === 'why' || tls?.says === 'check' || (tls !== undefined && NAMED.test(tls.rule))
}

const SENTENCES = sentenceGrammar({
  name: 'opensmtpd',
  software: 'opensmtpd',
  voice: 'mta',
  signs: SIGNS,
  quotes: [
    { name: 'banner', pattern: /BANNER rejected: ([245]\d\d[\s\S]{0,2000})/, stage: 'banner' },
    { name: 'ehlo', pattern: /(?:EHLO|HELO|LHLO) rejected: ([245]\d\d[\s\S]{0,2000})/, stage: 'ehlo' },
    { name: 'starttls', pattern: /STARTTLS rejected: ([245]\d\d[\s\S]{0,2000})/, stage: 'starttls' },
    { name: 'auth', pattern: /AUTH rejected: ([245]\d\d[\s\S]{0,2000})/, stage: 'auth' },
  ],
  sentences: [
    // A note: where the check is a condition, the error has a line of its own.
    sentence('cert-check', 'unknown', ['cert-check result']),
    sentence('downgrade', 'tls.handshake.alert', ['opportunistic tls failed|downgrading to plain'], { stage: 'tls' }),
    sentence(
      'tls-accept',
      'tls.handshake.alert',
      ['reason=tls-accept-failed|reason tls-accept-failed|tls-accept-failed|tls-failure|tls-connect-failed'],
      { stage: 'tls' },
    ),
    sentence('tls-required', 'tls.required', ['tls required but not supported'], { stage: 'ehlo' }),
    sentence('destination', 'connect.failed', ['network error on destination'], { stage: 'connect' }),
    sentence('family', 'connect.failed', ['address family mismatch on'], { stage: 'connect' }),
    sentence('too-large', 'content.size', ['message too large for peer'], { stage: 'mail' }),
    sentence('mx-temporary', 'dns.tempfail', ['temporary failure in mx lookup|mx lookup failed temporarily'], {
      stage: 'dns',
    }),
    sentence('no-mx', 'dns.nomx', ['no mx found for domain'], { stage: 'dns' }),
    // No name that the DNS could be asked for (DNS_EINVAL), though the line says that the MX was not found.
    sentence('invalid-domain', 'route.failed', ['invalid domain name'], { stage: 'dns' }),
    sentence('no-route', 'route.failed', ['no valid route to']),
    sentence('reject-all', 'recipient.filtered', ['seem to reject all mails']),
    sentence('expired', 'expired', ['envelope expired'], { expired: true }),
    sentence('bad-response', 'protocol.malformed', ['bad response']),
    // Of every command that it refused, for whatever reason (before version 6).
    sentence('refused-command', 'unknown', ['smtp-in', 'received invalid command']),
    sentence('authenticated', 'unknown', ['smtp authentication', 'result ok|result=ok']),
    sentence('unauthenticated', 'auth.failed', ['smtp authentication', 'result permfail|result=permfail'], {
      stage: 'auth',
    }),
    // Before version 6.
    sentence('session-timeout', 'drop.timeout', ['disconnecting session', 'session timeout'], { ended: 'silence' }),
    sentence('session-errors', 'policy.errors', ['disconnecting session', 'too many']),
    sentence(
      'disconnected-timeout',
      'drop.timeout',
      ['disconnected reason timeout|disconnected reason=timeout|reason=timeout'],
      { ended: 'silence' },
    ),
    sentence(
      'disconnected-tls',
      'tls.handshake.alert',
      [' io-error|=io-error| io error', 'ssl handshake|tls handshake', 'fail|error'],
      {
        stage: 'tls',
      },
    ),
    sentence('io-timeout', 'drop.timeout', [' io error', 'timed out|timeout'], { ended: 'silence' }),
    sentence('disconnected-io', 'drop.lost', [
      'reason=io-error|reason io-error|reason=disconnect|reason disconnect| io error',
    ]),
    sentence('credentials', 'local.config', ['could not retrieve credentials|could not retrieve source']),
  ],
})
