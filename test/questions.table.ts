import type { CauseId } from '../src/domain/cause-id.ts'
import type { ExperimentContext } from '../src/domain/cause.ts'
import type { SmtpSession } from '../src/domain/facts/smtp-facts.ts'
import type { Outcome } from '../src/domain/outcome.ts'
import type { MessagePlan, SessionPlan } from '../src/domain/plan/session-plan.ts'
import { identity } from './kit/dns-facts.ts'
import { AN_ENDPOINT, death, FIN, plan, reply, RST, session, SILENCE, symptom, type Seen } from './kit/evidence.ts'
import { alert, certificate, deadHandshake, livingHandshake, ours, tls } from './kit/handshakes.ts'

/**
 * Which question a cause asks of a situation, and which one thing is then another: the members of the plan that differ between the session
 * that failed and the one that should live. A second row of each kind shows where the cause has nothing to ask.
 */
type Row = readonly [
  situation: string,
  seen: readonly Seen[],
  asked: Readonly<Record<string, readonly string[]>>,
  allowed?: Partial<ExperimentContext>,
]

const TO = { from: 'a@example.org', to: ['b@example.net'] }
const SEND = { maySend: true }
const NOTHING = {}
const sending = (message: MessagePlan, more: Partial<SessionPlan> = {}): SessionPlan =>
  plan({ upTo: 'dot', envelope: TO, message, ...more })
const dead = (
  stage: Parameters<typeof death>[0],
  how: Parameters<typeof death>[1],
  planned: SessionPlan = plan({ upTo: 'rcpt', envelope: TO }),
  more: Partial<SmtpSession> = {},
): Seen => session({ plan: planned, death: death(stage, how), ...more })
const OUR_BAD_MAC: Outcome = {
  kind: 'closed',
  by: 'tls-alert',
  alert: { description: 20, fatal: true, from: 'us' },
  bytesSeen: 0,
}
const many = (count: number): SessionPlan =>
  plan({
    upTo: 'rcpt',
    envelope: { from: '', to: Array.from({ length: count }, (_, index) => `u${index}@example.net`) },
  })
const at = (port: number): SessionPlan => plan({ endpoint: { ...AN_ENDPOINT, port } })
const told = (one: Parameters<typeof symptom>[0]['symptom'], more: Partial<Parameters<typeof symptom>[0]> = {}): Seen =>
  symptom({ symptom: one, ...more })
const RAW_LONG_HEADER = `X-Long: ${'x'.repeat(1_500)}\r\nSubject: test\r\n\r\ntext\r\n`
const MASKED = { banner: { code: 220, lines: ['*****************************2***********'] } }
const OTHER = { host: 'mx.example.com', address: '198.51.100.25', port: 25 }
const compared = session({
  session: 'c1',
  role: 'compare',
  plan: plan({ endpoint: OTHER }),
  death: death('connect', SILENCE),
})
const comparedRefused = session({
  session: 'c1',
  role: 'compare',
  plan: plan({ endpoint: OTHER }),
  death: death('connect', { kind: 'errno', errno: 'ECONNREFUSED', afterMs: 1 }),
})
const companions = [compared, comparedRefused].map(({ fact }) => fact)
const IMPATIENT = plan({ upTo: 'rcpt', envelope: TO, patienceMs: { mail: 4_000 } })

export const QUESTIONS: { readonly [Id in CauseId]?: readonly Row[] } = {
  'content/content-scanner-drop': [
    [
      'cut in a message with such content',
      [dead('body', FIN, sending({ contains: 'X5O!' }))],
      { 'same size, other content': ['message.contains', 'message.sizeBytes'] },
      SEND,
    ],
    ['the same, and nothing may be sent', [dead('body', FIN, sending({ contains: 'X5O!' }))], NOTHING],
    ['cut in an ordinary message', [dead('body', FIN, sending({ sizeBytes: 900 }))], NOTHING, SEND],
  ],
  'content/header-too-long': [
    [
      'cut in a message with a long header',
      [dead('body', FIN, sending({ raw: RAW_LONG_HEADER }))],
      { 'short headers': ['message.raw'] },
      SEND,
    ],
    ['the same, and nothing may be sent', [dead('body', FIN, sending({ raw: RAW_LONG_HEADER }))], NOTHING],
    ['cut in an ordinary message', [dead('body', FIN, sending({ raw: 'Subject: x\r\n\r\ntext\r\n' }))], NOTHING, SEND],
  ],
  'content/size-limit-drop': [
    [
      'cut in a large message',
      [dead('body', RST, sending({ sizeBytes: 20_000_000 }))],
      { 'smaller message': ['message.sizeBytes'] },
      SEND,
    ],
    ['the same, and nothing may be sent', [dead('body', RST, sending({ sizeBytes: 20_000_000 }))], NOTHING],
    ['cut in a small message', [dead('body', RST, sending({ sizeBytes: 900 }))], NOTHING, SEND],
    ['a large message that stalls', [dead('body', SILENCE, sending({ sizeBytes: 20_000_000 }))], NOTHING, SEND],
  ],
  'content/size-reply-lost': [
    [
      'cut in the message',
      [dead('body', RST, sending({ sizeBytes: 90_000 }))],
      { 'slow body': ['bodyBytesPerSecond'] },
      SEND,
    ],
    ['the same, and nothing may be sent', [dead('body', RST, sending({ sizeBytes: 90_000 }))], NOTHING],
    ['a message that stalls', [dead('body', SILENCE, sending({ sizeBytes: 90_000 }))], NOTHING, SEND],
  ],
  'firewall/bdat-chunking-intolerance': [
    ['cut in BDAT', [dead('body', RST, sending({ sizeBytes: 900 }, { chunking: true }))], { DATA: ['chunking'] }, SEND],
    [
      'the same, and nothing may be sent',
      [dead('body', RST, sending({ sizeBytes: 900 }, { chunking: true }))],
      NOTHING,
    ],
    ['cut in DATA', [dead('body', RST, sending({ sizeBytes: 900 }))], NOTHING, SEND],
  ],
  'firewall/dot-split': [
    [
      'silence after a dot in two packets',
      [dead('dot', SILENCE, sending({ sizeBytes: 900, splitDot: true }))],
      { 'dot in one packet': ['message.splitDot'] },
      SEND,
    ],
    [
      'a message that was taken',
      [session({ plan: sending({ sizeBytes: 900 }) })],
      { 'dot in one packet': ['message.splitDot'] },
      SEND,
    ],
    ['the same, and nothing may be sent', [session({ plan: sending({ sizeBytes: 900 }) })], NOTHING],
    ['a session without a message', [session({ plan: plan({ upTo: 'rcpt', envelope: TO }) })], NOTHING, SEND],
    ['a message that died', [dead('body', FIN, sending({ sizeBytes: 900 }))], NOTHING, SEND],
  ],
  'firewall/port25-egress-blocked': [
    [
      'nobody answers the SYN, the other destination neither',
      [dead('connect', SILENCE), compared],
      { 'other port': ['endpoint.port', 'envelope.from', 'envelope.to', 'tls', 'upTo'] },
      { companions },
    ],
    ['there is no other destination', [dead('connect', SILENCE)], NOTHING],
    [
      'the other destination takes the connection',
      [dead('connect', SILENCE), session({ session: 'c1', role: 'compare', plan: plan({ endpoint: OTHER }) })],
      NOTHING,
      { companions },
    ],
  ],
  'firewall/port25-egress-rejected': [
    [
      'refused everywhere',
      [dead('connect', { kind: 'errno', errno: 'ECONNREFUSED', afterMs: 1 }), comparedRefused],
      { 'other port': ['endpoint.port', 'envelope.from', 'envelope.to', 'tls', 'upTo'] },
      { companions },
    ],
    [
      'the other destination is silent',
      [dead('connect', { kind: 'errno', errno: 'ECONNREFUSED', afterMs: 1 }), compared],
      NOTHING,
      { companions },
    ],
  ],
  'firewall/smtp-av-proxy-stall': [
    [
      'a large message stalls in clear, where TLS is offered',
      [dead('body', SILENCE, sending({ sizeBytes: 90_000 }, { tls: 'none' }), { keywords: ['STARTTLS'] })],
      { encrypted: ['tls'] },
      SEND,
    ],
    [
      'no TLS is offered',
      [dead('body', SILENCE, sending({ sizeBytes: 90_000 }, { tls: 'none' }), { keywords: ['SIZE'] })],
      NOTHING,
      SEND,
    ],
    [
      'it was encrypted',
      [dead('body', SILENCE, sending({ sizeBytes: 90_000 }), { keywords: ['STARTTLS'], tls: tls() })],
      NOTHING,
      SEND,
    ],
    [
      'it was small',
      [dead('body', SILENCE, sending({ sizeBytes: 900 }, { tls: 'none' }), { keywords: ['STARTTLS'] })],
      NOTHING,
      SEND,
    ],
    [
      'nothing may be sent',
      [dead('body', SILENCE, sending({ sizeBytes: 90_000 }, { tls: 'none' }), { keywords: ['STARTTLS'] })],
      NOTHING,
    ],
  ],
  'firewall/smtp-inspection': [
    ['a masked banner, and MAIL is cut off', [dead('mail', FIN, undefined, MASKED)], { HELO: ['helo', 'tls'] }],
    ['a plain banner', [dead('mail', FIN)], NOTHING],
    ['HELO was said already', [dead('mail', FIN, plan({ upTo: 'rcpt', envelope: TO, helo: true }), MASKED)], NOTHING],
    ['TLS is required', [dead('mail', FIN, plan({ upTo: 'rcpt', envelope: TO, tls: 'require' }), MASKED)], NOTHING],
  ],
  'firewall/syn-rate-or-connlimit': [
    ['a single session lives', [session()], { 'parallel connections': ['kind'] }, SEND],
    ['many at a time are not allowed', [session()], NOTHING],
    ['no connection came about', [dead('connect', SILENCE)], NOTHING, SEND],
  ],
  'identity/helo-name-unacceptable': [
    [
      'refused under a name that is not the PTR name',
      [dead('ehlo', reply(550)), identity({ ptrNames: ['out.example.org'] })],
      { 'EHLO name': ['ehloName', 'ehloNameGiven'] },
    ],
    ['it is the PTR name', [dead('ehlo', reply(550)), identity({ ptrNames: ['SENDER.example.org'] })], NOTHING],
    ['there is no PTR name', [dead('ehlo', reply(550)), identity({ ptrNames: [] })], NOTHING],
    ['it died before any name was said', [dead('banner', FIN), identity({ ptrNames: ['out.example.org'] })], NOTHING],
  ],
  'path/nic-offload-corruption': [
    [
      'the receiver could not open what we sealed',
      [dead('body', alert(20), sending({ sizeBytes: 90_000 }))],
      { slices: ['sliceBytes'] },
      SEND,
    ],
    ['the same, and nothing may be sent', [dead('body', alert(20), sending({ sizeBytes: 90_000 }))], NOTHING],
    [
      'we could not open what the receiver sealed',
      [dead('body', OUR_BAD_MAC, sending({ sizeBytes: 90_000 }))],
      NOTHING,
      SEND,
    ],
  ],
  'path/pmtu-black-hole': [
    ['a message stalls', [dead('body', SILENCE, sending({ sizeBytes: 90_000 }))], { slices: ['sliceBytes'] }, SEND],
    ['the same, and nothing may be sent', [dead('body', SILENCE, sending({ sizeBytes: 90_000 }))], NOTHING],
    ['a message of one segment stalls', [dead('body', SILENCE, sending({ sizeBytes: 700 }))], NOTHING, SEND],
    ['a message is cut', [dead('body', FIN, sending({ sizeBytes: 90_000 }))], NOTHING, SEND],
    ['a large hello stays unanswered', [deadHandshake(SILENCE)], { slices: ['sliceBytes'] }],
    ['a small one does', [deadHandshake(SILENCE, { tlsPlan: { maxVersion: 'TLSv1.2' } })], NOTHING],
    [
      'a sender timed out in the message, and ours lives',
      [session(), told('drop.timeout', { stage: 'dot' })],
      { slices: ['sliceBytes'] },
    ],
    ['a sender timed out elsewhere', [session(), told('drop.timeout', { stage: 'ehlo' })], NOTHING],
  ],
  'path/pmtu-black-hole-reverse': [
    [
      'silence in the handshake',
      [deadHandshake(SILENCE)],
      {
        'short answer': ['hello.suites'],
        'certificate-less handshake': ['tlsPlan.ciphers', 'tlsPlan.maxVersion', 'tlsPlan.minVersion'],
      },
    ],
    ['a handshake that is cut', [deadHandshake(FIN)], NOTHING],
  ],
  'path/slow-link-vs-deadline': [
    [
      'a slow body is cut',
      [dead('body', FIN, sending({ sizeBytes: 90_000 }, { bodyBytesPerSecond: 500 }))],
      { speed: ['bodyBytesPerSecond'] },
      SEND,
    ],
    [
      'the same, and nothing may be sent',
      [dead('body', FIN, sending({ sizeBytes: 90_000 }, { bodyBytesPerSecond: 500 }))],
      NOTHING,
    ],
    ['a quick body is cut', [dead('body', FIN, sending({ sizeBytes: 90_000 }))], NOTHING, SEND],
  ],
  'policy/early-talker-rejected': [
    [
      'refused after we spoke early',
      [dead('ehlo', reply(554), plan({ speaksEarly: true }))],
      { 'wait for the greeting': ['speaksEarly'] },
    ],
    ['refused after we had waited', [dead('ehlo', reply(554))], NOTHING],
  ],
  'policy/rcpt-per-session-limit': [
    ['dropped among several recipients', [dead('rcpt', FIN, many(6))], { 'one recipient': ['envelope.to'] }],
    ['dropped at the only one', [dead('rcpt', FIN, many(1))], NOTHING],
    ['refused among several', [dead('rcpt', reply(550), many(6))], NOTHING],
  ],
  'policy/reputation-silent-close': [
    [
      'closed at MAIL, and there is another address',
      [dead('mail', FIN)],
      { 'other source address': ['bind'] },
      { otherSources: ['2001:db8::9', '198.51.100.9'] },
    ],
    ['there is none of the same family', [dead('mail', FIN)], NOTHING, { otherSources: ['2001:db8::9'] }],
    [
      'it is the one in use',
      [dead('mail', FIN, undefined, { localAddress: '198.51.100.9' })],
      NOTHING,
      { otherSources: ['198.51.100.9'] },
    ],
    [
      'the source was given',
      [dead('mail', FIN, plan({ bind: '198.51.100.8' }))],
      NOTHING,
      { otherSources: ['198.51.100.9'] },
    ],
    [
      'the address in use has no name',
      [dead('mail', FIN), identity({ ptrStatus: 'nxdomain', ptrNames: [] })],
      NOTHING,
      { otherSources: ['198.51.100.9'] },
    ],
  ],
  'protocol/bare-lf-end-of-data': [
    [
      'a message with bare LF dies',
      [dead('dot', SILENCE, sending({ sizeBytes: 900, lineEnding: 'lf' }))],
      { 'line ends': ['message.lineEnding'] },
    ],
    [
      'a given one that holds a bare LF',
      [dead('dot', FIN, sending({ raw: 'Subject: x\r\n\r\none\ntwo\r\n' }))],
      { 'line ends': ['message.lineEnding'] },
    ],
    ['a message with CRLF dies', [dead('dot', SILENCE, sending({ sizeBytes: 900, lineEnding: 'crlf' }))], NOTHING],
    ['one that says nothing of its line ends', [dead('dot', SILENCE, sending({ sizeBytes: 900 }))], NOTHING],
  ],
  'protocol/server-pipelining-broken': [
    ['no answer to a pipelined RCPT', [dead('rcpt', FIN)], { 'lock-step': ['pipelining'] }],
    ['it was not pipelined', [dead('rcpt', FIN, plan({ upTo: 'rcpt', envelope: TO, pipelining: false }))], NOTHING],
    ['it was answered', [dead('rcpt', reply(550))], NOTHING],
  ],
  'receiver/quit-pipelined-early-close': [
    [
      'our session passes where a sender was cut off',
      [
        session({ plan: plan({ upTo: 'rcpt', envelope: TO }), keywords: ['PIPELINING'] }),
        told('drop.lost', { stage: 'rcpt' }),
      ],
      { 'QUIT in the pipeline': ['quitPipelined'] },
    ],
    [
      'nobody was cut off there',
      [
        session({ plan: plan({ upTo: 'rcpt', envelope: TO }), keywords: ['PIPELINING'] }),
        told('drop.lost', { stage: 'ehlo' }),
      ],
      NOTHING,
    ],
    [
      'the receiver offers no pipelining',
      [
        session({ plan: plan({ upTo: 'rcpt', envelope: TO }), keywords: ['SIZE'] }),
        told('drop.lost', { stage: 'rcpt' }),
      ],
      NOTHING,
    ],
    [
      'no recipient was given',
      [session({ plan: plan({ upTo: 'rcpt' }), keywords: ['PIPELINING'] }), told('drop.lost', { stage: 'rcpt' })],
      NOTHING,
    ],
    [
      'we did not pipeline',
      [
        session({ plan: plan({ upTo: 'rcpt', envelope: TO, pipelining: false }), keywords: ['PIPELINING'] }),
        told('drop.lost', { stage: 'rcpt' }),
      ],
      NOTHING,
    ],
  ],
  'sender/tls-policy-too-strict': [
    [
      'the handshake dies, and TLS is required',
      [deadHandshake(alert(40), { tls: 'require' })],
      { 'level may': ['tls'] },
    ],
    ['TLS is not required', [deadHandshake(alert(40))], NOTHING],
  ],
  'timeout/client-timeout-too-short': [
    [
      'an impatient session falls silent',
      [dead('mail', SILENCE, IMPATIENT)],
      { patience: ['patienceMs.banner', 'patienceMs.ehlo', 'patienceMs.mail', 'upTo'] },
    ],
    ['it was patient', [dead('mail', SILENCE, plan({ upTo: 'rcpt', patienceMs: { mail: 30_000 } }))], NOTHING],
    [
      'it was impatient elsewhere',
      [dead('mail', SILENCE, plan({ upTo: 'rcpt', patienceMs: { rcpt: 4_000 } }))],
      NOTHING,
    ],
    ['an impatient session is cut off', [dead('mail', FIN, IMPATIENT)], NOTHING],
  ],
  'timeout/receiver-idle-timeout': [
    [
      'closed while we paused',
      [dead('idle', FIN, plan({ pauseMs: { mail: 9_000 } }))],
      { 'no pause': ['pauseMs.mail'] },
    ],
    [
      'told so while we paused',
      [dead('idle', reply(421), plan({ pauseMs: { mail: 9_000 } }))],
      { 'no pause': ['pauseMs.mail'] },
    ],
    ['silence while we paused', [dead('idle', SILENCE, plan({ pauseMs: { mail: 9_000 } }))], NOTHING],
    ['closed without a pause of ours', [dead('idle', FIN)], NOTHING],
  ],
  'timeout/tarpit': [
    [
      'an impatient session falls silent',
      [dead('mail', SILENCE, IMPATIENT)],
      { patience: ['patienceMs.banner', 'patienceMs.ehlo', 'patienceMs.mail', 'upTo'] },
    ],
    ['it was patient', [dead('mail', SILENCE)], NOTHING],
  ],
  'tls/alpn-rejected': [
    [
      'a sender met alert 120',
      [livingHandshake(), told('tls.handshake.alert', { tlsAlert: 120, stage: 'tls' })],
      { 'without ALPN': ['hello.alpn'] },
    ],
    ['it met another', [livingHandshake(), told('tls.handshake.alert', { tlsAlert: 80, stage: 'tls' })], NOTHING],
  ],
  'tls/cert-name-mismatch': [
    [
      'the name does not match',
      [
        deadHandshake(
          ours('ERR_TLS_CERT_ALTNAME_INVALID'),
          { tls: 'verify' },
          { tls: tls({ nameMatches: false, chain: [certificate({ names: ['*.example.com'] })] }) },
        ),
      ],
      { 'the presented name': ['tlsPlan.expectName'] },
    ],
    [
      'no verification was asked for',
      [deadHandshake(ours('ERR_TLS_CERT_ALTNAME_INVALID'), {}, { tls: tls({ nameMatches: false }) })],
      NOTHING,
    ],
    ['it has expired', [deadHandshake(ours('CERT_HAS_EXPIRED'), { tls: 'verify' }, { tls: tls() })], NOTHING],
  ],
  'tls/clienthello-size-bug': [
    ['a handshake dies', [deadHandshake(RST)], { 'size window': ['hello.padWith', 'hello.sizeBytes'] }],
    ['a handshake lives', [livingHandshake()], { 'size window': ['hello.padWith', 'hello.sizeBytes'] }],
    ['no handshake was tried', [session()], NOTHING],
  ],
  'tls/curve-mismatch': [
    ['nothing in common', [deadHandshake(alert(40))], { 'every group': ['hello.groups'] }],
    ['another alert', [deadHandshake(alert(80))], NOTHING],
  ],
  'tls/ecdsa-only-cert': [
    [
      'an RSA-only hello dies',
      [deadHandshake(alert(40), { tlsPlan: { ciphers: 'aRSA', maxVersion: 'TLSv1.2' } })],
      { 'RSA-only hello': ['hello.suites'] },
    ],
    ['an ordinary hello dies', [deadHandshake(alert(40))], NOTHING],
  ],
  'tls/legacy-renegotiation': [
    [
      'our library refuses',
      [deadHandshake(ours('UNSAFE_LEGACY_RENEGOTIATION_DISABLED'))],
      { 'legacy servers allowed': ['tlsPlan.legacyRenegotiation'] },
    ],
    ['a sender does', [livingHandshake(), told('tls.handshake.legacyreneg', { stage: 'tls' })], { ServerHello: [] }],
    ['our library refuses something else', [deadHandshake(ours('CERT_HAS_EXPIRED'))], NOTHING],
    ['nobody does', [livingHandshake()], NOTHING],
  ],
  'tls/mode-mismatch': [
    ['no banner comes on port 465', [dead('banner', SILENCE, at(465))], { 'the other mode': ['tls'] }],
    [
      'a banner in clear where TLS was begun',
      [dead('tls', { kind: 'garbled', head: '220 mx', why: 'no TLS' }, plan({ tls: 'wrapped' }))],
      { 'the other mode': ['tls'] },
    ],
    ['TLS was begun and cut off', [dead('tls', FIN, plan({ tls: 'wrapped' }))], NOTHING],
    ['the banner refuses', [dead('banner', reply(554), at(465))], NOTHING],
    ['no banner comes on port 25, which nobody wraps', [dead('banner', SILENCE, at(25))], NOTHING],
    [
      'a sender took an SMTP banner for TLS',
      [session(), told('tls.handshake.notls')],
      { 'imitate the client': ['tls'] },
    ],
    ['nobody did', [session()], NOTHING],
  ],
  'tls/no-shared-cipher': [
    ['a handshake dies', [deadHandshake(alert(40))], { 'unusual suites': ['hello.suites'] }],
    [
      'one with a short list dies',
      [deadHandshake(alert(40), { tlsPlan: { ciphers: 'AES128-SHA' } })],
      { 'default ciphers': ['tlsPlan.ciphers'] },
    ],
    [
      'a sender found nothing in common',
      [livingHandshake(), told('tls.handshake.cipher', { stage: 'tls' })],
      { 'imitate an old cipher list': ['hello.suites'] },
    ],
    ['an old sender is imitated', [deadHandshake(alert(40), { tlsPlan: { maxVersion: 'TLSv1' } })], NOTHING],
    ['everything lives', [livingHandshake()], NOTHING],
  ],
  'tls/peer-below-floor': [
    ['a handshake dies', [deadHandshake(alert(70))], { 'lower the floor': ['hello.maxVersion', 'hello.suites'] }],
    ['a handshake lives', [livingHandshake()], NOTHING],
  ],
  'tls/protocol-floor': [
    [
      'an old sender is imitated',
      [deadHandshake(alert(70), { tlsPlan: { maxVersion: 'TLSv1.1' } })],
      { 'without the ceiling': ['tlsPlan.maxVersion', 'tlsPlan.minVersion'] },
    ],
    [
      'a sender met alert 70',
      [livingHandshake(), told('tls.handshake.version', { tlsAlert: 70, stage: 'tls' })],
      { 'imitate the sender': ['hello.maxVersion'] },
    ],
    ['nobody did', [livingHandshake()], NOTHING],
  ],
  'tls/required-not-offered': [
    [
      'TLS is required and not offered',
      [dead('starttls', FIN, plan({ tls: 'require' }), { keywords: ['SIZE'] })],
      { 'TLS when offered': ['tls'] },
    ],
    ['it is offered', [dead('starttls', FIN, plan({ tls: 'require' }), { keywords: ['STARTTLS'] })], NOTHING],
    ['it is not required', [dead('starttls', FIN, plan(), { keywords: ['SIZE'] })], NOTHING],
  ],
  'tls/server-internal-error': [
    ['alert 80', [deadHandshake(alert(80))], { 'every version': ['tlsPlan.maxVersion'] }],
    ['another alert', [deadHandshake(alert(40))], NOTHING],
  ],
  'tls/sni-rejected': [
    ['a handshake with a server name dies', [deadHandshake(alert(112))], { 'server name': ['tlsPlan.sni'] }],
    [
      'one without a server name dies',
      [deadHandshake(alert(112), { tlsPlan: { sni: null } })],
      { 'server name': ['tlsPlan.sni'] },
    ],
    [
      'a sender failed in the handshake',
      [livingHandshake(), told('tls.cert.sni', { stage: 'tls' })],
      { 'no server name': ['hello.sni'] },
    ],
    ['nobody failed', [livingHandshake()], NOTHING],
  ],
  'tls/untrusted-cert-enforced': [
    [
      'our library does not trust the certificate',
      [deadHandshake(ours('SELF_SIGNED_CERT_IN_CHAIN'), { tls: 'verify' }, { tls: tls() })],
      { 'without verification': ['tls'] },
    ],
    ['no verification was asked for', [deadHandshake(ours('SELF_SIGNED_CERT_IN_CHAIN'), {}, { tls: tls() })], NOTHING],
    ['it has expired', [deadHandshake(ours('CERT_HAS_EXPIRED'), { tls: 'verify' }, { tls: tls() })], NOTHING],
  ],
  'tls/version-intolerance': [
    ['a handshake dies', [deadHandshake(FIN)], { 'versions at equal size': ['hello.maxVersion'] }],
    ['no handshake was tried', [session()], NOTHING],
  ],
  'tls/weak-key-or-signature': [
    [
      'our library finds the key too weak',
      [deadHandshake(ours('EE_KEY_TOO_SMALL'))],
      { 'security level 0': ['tlsPlan.ciphers'] },
    ],
    ['it does not trust it', [deadHandshake(ours('SELF_SIGNED_CERT'))], NOTHING],
  ],
}
