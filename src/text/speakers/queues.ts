import type { Grammar } from '../grammar.ts'
import { sentence, sentenceGrammar } from '../sentence-grammar.ts'

/** PowerMTA's own diagnostics carry `[internal]` or `(internal …)`, or stand in brackets behind the code. */
const POWERMTA = sentenceGrammar({
  name: 'powermta',
  software: 'powermta',
  voice: 'mta',
  signs: [
    '[internal]',
    // `(internal/timers.js:557:17)` is Node's.
    '(internal ',
    '(internal)',
    '(internal: ',
    'mxs for this domain',
    'in backoff',
    'backoff mode',
    'bad destination system',
    'no answer from host',
    'delivery time expired',
    'no valid hosts',
    'mxs with timeouts',
    'bad connection',
    ' (unknown protocol-related status)',
    ' (unknown status)',
    'bounce category ',
  ],
  quotes: [
    // A record's status and its words, and behind them what the receiver said.
    {
      name: 'diagnostic',
      pattern:
        /[245]\.\d\.\d \(unknown [a-z -]{3,40}\)"?, ?"?smtp;([245]\d\d[ -](?![^\n,"]{0,600}\[internal\])[^\n,"]{2,600})/i,
    },
    {
      name: 'last-error',
      pattern:
        /delivery time expired\)?[^\d\n]{0,60}?last (?:error|response|attempt)[: ]{1,3}(?:smtp;)?\s?([245]\d\d[ -][^\n]{3,2000})/i,
    },
  ],
  sentences: [
    // Where a record has nothing but the category that PowerMTA put it into.
    sentence('bad-domain', 'dns.nxdomain', ['bounce category bad-domain'], { stage: 'dns' }),
    sentence('content-related', 'content.spam', ['bounce category content-related'], { stage: 'dot' }),
    sentence('policy-related', 'policy.other', ['bounce category policy-related']),
    sentence('protocol-errors', 'protocol.syntax', ['bounce category protocol-errors']),
    sentence('quota-issues', 'mailbox.full', ['bounce category quota-issues'], { stage: 'rcpt' }),
    sentence('relaying-issues', 'policy.relay', ['bounce category relaying-issues'], { stage: 'rcpt' }),
    sentence('routing-errors', 'route.failed', ['bounce category routing-errors']),
    sentence('expired', 'expired', ['delivery time expired|message expired|5.4.7 '], { expired: true }),
    sentence('backoff', 'suspended', ['backoff|back-off']),
    sentence(
      'no-mx-reached',
      'connect.failed',
      [
        'no mxs for this domain could be reached|no valid hosts|mxs with|unable to connect to mx|no answer from host|no mx reachable',
      ],
      { stage: 'connect' },
    ),
    sentence('connect-timeout', 'connect.timeout', ['connect timed out|connect timeout|connecting timed out'], {
      stage: 'connect',
      ended: 'silence',
    }),
    sentence('nxdomain', 'dns.nxdomain', ['bad destination system|no such domain|nxdomain'], { stage: 'dns' }),
    sentence('dns', 'dns.tempfail', ['dns lookup|dns timeout|servfail|dns server'], { stage: 'dns' }),
    sentence('route', 'dns.tempfail', ['unable to route'], { stage: 'dns' }),
    sentence('unanswered', 'drop.timeout', ['timed out waiting|timeout waiting|timed out while'], { ended: 'silence' }),
    sentence('dropped', 'drop.lost', [
      'connection dropped|connection interrupted|connection closed|connection lost|connection reset',
    ]),
    sentence('timeout', 'drop.timeout', ['timed out|timeout'], { ended: 'silence' }),
    // The status that PowerMTA gives every line that ended.
    sentence('dropped', 'drop.lost', ['bad connection']),
    sentence('tls', 'tls.handshake.alert', ['tls negotiation|tls handshake|starttls'], { stage: 'tls' }),
  ],
})

/** Behind the time that ran out stands what the last try met, in words. */
const LAST_WORDS = /\bdelivery time expired\b[^\n]{0,60}?\blast (?:error|response|attempt)[: ]{1,3}(?![245]\d\d)[a-z]/i

/** What a server has behind it, a sender's host has not. */
const BACKEND = /\b(?:backend|upstream)\b/i

export const powermta: Grammar = {
  ...POWERMTA,
  read: (words, hints) =>
    LAST_WORDS.test(words.raw) || BACKEND.test(words.raw) ? undefined : POWERMTA.read(words, hints),
}

/** Postal's delivery log and webhooks, and Ruby's Net::SMTP below it. */
export const postal = sentenceGrammar({
  name: 'postal',
  software: 'postal',
  voice: 'library',
  signs: [
    'no smtp servers were available',
    'smtp delivery error when sending',
    'smtp-auth requested',
    'errno::',
    'net::',
    'retrying without ssl',
    'eoferror',
    'execution expired',
    'openssl::ssl',
    'resolv::resolv',
    'internal error occurred while sending this message',
  ],
  quotes: [
    {
      name: 'net-smtp',
      pattern:
        /Net::SMTP(?:ServerBusy|FatalError|SyntaxError|UnknownError|UnsupportedCommand)\)?:?(?: -)? (?:could not get 3xx \(\d{3}: )?([245]\d\d[\s\S]{0,2000})/,
    },
    {
      name: 'net-smtp-auth',
      pattern: /Net::SMTPAuthenticationError\)?:?(?: -)? ([245]\d\d[\s\S]{0,2000})/,
      stage: 'auth',
    },
    // Below the list of servers stands what the last one answered.
    {
      name: 'last-server',
      pattern: /no smtp servers were available[^\0]{0,2000}?\n\W{0,3}([45]\d\d[ -][^\n]{2,1000})/i,
    },
    { name: 'net-smtp-short', pattern: /^([245]\d\d[ -][\s\S]{0,2000}?)\s\(Net::SMTP/ },
  ],
  sentences: [
    sentence('no-user', 'local.config', ['smtp-auth requested but missing'], { stage: 'auth' }),
    sentence('no-answer-of-dns', 'dns.tempfail', ['resolv::resolvtimeout|resolv::resolverror'], { stage: 'dns' }),
    sentence('no-hosts', 'dns.nomx', ['no smtp servers were available', 'no hosts to try'], { stage: 'dns' }),
    sentence('own-fault', 'system.local', ['internal error occurred while sending this message']),
    // Below the list of servers stands what the last one met.
    sentence('none-in-time', 'connect.timeout', ['no smtp servers were available', 'execution expired'], {
      stage: 'connect',
      ended: 'silence',
    }),
    sentence('no-servers', 'connect.failed', ['no smtp servers were available'], { stage: 'connect' }),
    // Net::Protocol waits for the handshake with the patience that it has for the connection.
    sentence('handshake-timeout', 'tls.handshake.timeout', ['net::opentimeout', 'ssl socket connect|tlsconnect'], {
      stage: 'tls',
      ended: 'silence',
    }),
    sentence('open-timeout', 'connect.timeout', ['net::opentimeout'], { stage: 'connect', ended: 'silence' }),
    sentence('read-timeout', 'drop.timeout', ['net::readtimeout'], { ended: 'silence' }),
    sentence('write-timeout', 'drop.timeout', ['net::writetimeout'], { ended: 'silence', stage: 'body' }),
    sentence('eof', 'drop.lost', ['end of file reached| eoferror'], { ended: 'fin' }),
    sentence('execution-expired', 'connect.timeout', ['execution expired'], { stage: 'connect', ended: 'silence' }),
  ],
})
