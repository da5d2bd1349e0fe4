import { expect, test } from 'vitest'
import { CAUSES } from '../src/causes/index.ts'
import type { CauseId } from '../src/domain/cause-id.ts'
import type { MailRoute } from '../src/domain/facts/dns-facts.ts'
import type { Locus, Standing } from '../src/domain/locus.ts'
import type { Outcome } from '../src/domain/outcome.ts'
import type { SessionPlan } from '../src/domain/plan/session-plan.ts'
import type { Stage } from '../src/domain/stage.ts'
import type { Symptom } from '../src/domain/symptom.ts'
import { conclude } from '../src/reason/conclude.ts'
import { answer } from './kit/dns-facts.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  FIN,
  plan,
  reply,
  RST,
  session,
  SILENCE,
  socketState,
  symptom,
} from './kit/evidence.ts'
import type { Seen } from './kit/evidence.ts'
import { tls } from './kit/handshakes.ts'

/** Situations that the lab does not make, with all causes weighed: what is named, and above all what must not be named with confidence. */
interface Expected {
  readonly healthy?: true
  readonly cause?: CauseId | null
  readonly not?: readonly CauseId[]
  /** No more sure than this. */
  readonly atMost?: Standing
  readonly stage?: Stage
  readonly locus?: Locus
  readonly notLocus?: Locus
}

const SURENESS: Record<Standing, number> = { refuted: 0, possible: 1, supported: 2, proven: 3 }
const IPV6 = '2001:db8::1'

const to = (address: string, port = 25, changes: Partial<SessionPlan> = {}): SessionPlan =>
  plan({ endpoint: { host: 'a.pool.example', address, port }, ...changes })
const route = (kind: MailRoute['kind'], ...addresses: readonly string[]): Seen =>
  fact('mail.route', { domain: 'pool.example', kind, hosts: [{ name: 'a.pool.example', preference: 10, addresses }] })
const errno = (name: string): Outcome => ({ kind: 'errno', errno: name, afterMs: 3 })
const closed = (by: 'fin' | 'rst', afterMs: number): Outcome => ({ kind: 'closed', by, bytesSeen: 0, afterMs })
const said = (stage: Stage, code: number, text: string, what: Symptom, endpoint = AN_ENDPOINT): readonly Seen[] => [
  session({ plan: plan({ endpoint }), death: death(stage, reply(code, text)) }),
  symptom({
    symptom: what,
    speaker: 'peer',
    origin: 'live',
    stage,
    endpoint,
    reply: { code, lines: [text] },
    words: `${code} ${text}`,
  }),
]
const refusedCertificate = (port: number, detail: string): Seen =>
  session({
    plan: plan({ endpoint: { host: 'a.pool.example', address: '192.0.2.1', port }, tls: 'verify' }),
    death: death('tls', {
      kind: 'closed',
      by: 'tls-alert',
      alert: { description: 42, fatal: true, from: 'us' },
      bytesSeen: 900,
      detail,
      afterMs: 20,
    }),
  })
const died = (planned: SessionPlan, stage: Stage, outcome: Outcome, name = 's1'): Seen =>
  session({ session: name, plan: planned, death: death(stage, outcome) })
const trial = (name: string, stage: Stage | undefined, connectMs: number): Seen =>
  session({
    session: name,
    role: 'experiment',
    connectMs,
    ...(stage === undefined ? {} : { death: death(stage, SILENCE) }),
  })

/** All of ours was acknowledged, and keep-alive probes that were sent since are answered, or not. */
const asked = (unansweredProbes: number, lastAckMs: number): Seen =>
  socketState({
    timer: 'keepalive',
    retransmits: 0,
    unackedSegments: 0,
    unansweredProbes,
    lastAckMs,
    lastReceivedMs: 7_700,
    afterSilenceMs: 7_700,
  })
const NOBODY = asked(5, 7_700)
const SOMEBODY = asked(1, 400)

test.each<readonly [string, readonly Seen[], Expected]>([
  [
    'MAIL was acknowledged, nobody answers probes since, and new connections are greeted: no program hangs, and no path is dead',
    [session({ death: death('mail', SILENCE), seconds: 14 }), NOBODY, trial('s2', undefined, 20)],
    { not: ['receiver/hung', 'path/dies-midway'], atMost: 'possible', notLocus: 'receiver' },
  ],
  [
    'the same, and other sessions go silent at other stages as old',
    [
      session({ death: death('mail', SILENCE), seconds: 14 }),
      NOBODY,
      session({ session: 's2', role: 'experiment', death: death('rcpt', SILENCE), seconds: 14.8 }),
      trial('s3', undefined, 20),
    ],
    { cause: 'firewall/flow-cut-after-seconds', locus: 'path' },
  ],
  [
    'MAIL was acknowledged, and the kernel there answers probes: a program hangs',
    [session({ death: death('mail', SILENCE), seconds: 14 }), SOMEBODY],
    { cause: 'receiver/hung' },
  ],
  [
    'no banner, and the kernel answers probes: a program that hangs, that cannot start, or that is not there',
    [session({ death: death('banner', SILENCE) }), SOMEBODY],
    { cause: 'receiver/hung', atMost: 'possible', not: ['path/dies-midway'] },
  ],
  [
    'RCPT is acknowledged and not answered: what the server asks may be gone as well',
    [session({ plan: plan({ upTo: 'rcpt' }), death: death('rcpt', SILENCE), seconds: 29 }), SOMEBODY],
    { atMost: 'possible', stage: 'rcpt', not: ['path/dies-midway'] },
  ],
  [
    'the end of the message is acknowledged and not answered for half a minute: a filter, or whoever takes the mail next',
    [session({ plan: plan({ upTo: 'dot' }), death: death('dot', SILENCE), seconds: 29 }), SOMEBODY],
    { atMost: 'possible', stage: 'dot' },
  ],
  [
    'EHLO is refused in words that elsewhere are said of a mailbox, and none was named',
    said('ehlo', 550, 'no thanks', 'recipient.unknown').map((one) =>
      one.kind === 'symptom' ? { ...one, fact: { ...one.fact, instead: 'policy.relay' } } : one,
    ),
    { not: ['refusal/recipient-unknown'], atMost: 'possible', stage: 'ehlo' },
  ],
  [
    'no banner, nobody answers probes, and new connections are taken and not greeted either',
    [session({ death: death('banner', SILENCE) }), NOBODY, trial('s2', 'banner', 20)],
    { atMost: 'possible' },
  ],
  [
    'no banner, and segments with wrong checksums arrive',
    [
      session({ death: death('banner', SILENCE) }),
      SOMEBODY,
      fact('net.counter', { name: 'Tcp.InCsumErrors', delta: 18 }),
    ],
    { atMost: 'possible' },
  ],
  [
    'one connection attempt is never answered, and others from the same source are, at once or at the second SYN: one way of several is dead',
    [
      session({ death: death('connect', SILENCE) }),
      ...[20, 1030, 20].map((connectMs, index) =>
        session({ session: `s${index + 2}`, role: 'experiment', connectMs, startedAt: 1_700_000_004_000 + index }),
      ),
    ],
    { not: ['path/syn-not-answered', 'firewall/port25-egress-blocked', 'firewall/source-banned-by-firewall'] },
  ],
  [
    'no MX record, and the host at the address of the domain refuses: a web server, or one that is down',
    [route('implicit', '192.0.2.1'), died(to('192.0.2.1'), 'connect', errno('ECONNREFUSED'))],
    { atMost: 'possible', cause: 'dns/mx-stale-or-wrong' },
  ],
  [
    'no MX record, and nobody at the address of the domain: a mail server that is off looks the same',
    [route('implicit', '192.0.2.1'), died(to('192.0.2.1'), 'connect', errno('EHOSTUNREACH'))],
    { atMost: 'possible' },
  ],
  [
    'EHLO is answered by more than a segment, whose full-size part never arrives, while HELO is answered',
    [
      session({ death: death('ehlo', SILENCE) }),
      session({ session: 's2', role: 'experiment', plan: plan({ helo: true, tls: 'none' }) }),
      socketState({ earlySegments: 1, lastReceivedMs: 30_000, afterSilenceMs: 29_000 }),
    ],
    { cause: 'path/pmtu-black-hole-reverse', locus: 'path' },
  ],
  [
    'EHLO is not answered by a single octet, while HELO is',
    [
      session({ death: death('ehlo', SILENCE) }),
      session({ session: 's2', role: 'experiment', plan: plan({ helo: true, tls: 'none' }) }),
      socketState({ earlySegments: 0, lastReceivedMs: 30_000, afterSilenceMs: 29_000 }),
    ],
    { cause: 'protocol/server-esmtp-intolerant' },
  ],
  [
    'IPv6 alone, and none here',
    [route('mx', IPV6), died(to(IPV6), 'connect', errno('ENETUNREACH'))],
    { atMost: 'possible', notLocus: 'receiver' },
  ],
  [
    'IPv6 alone, and nothing comes back',
    [route('mx', IPV6), died(to(IPV6), 'connect', SILENCE)],
    { atMost: 'possible', notLocus: 'receiver' },
  ],
  [
    'IPv6 is silent, IPv4 lives',
    [
      route('mx', IPV6, '192.0.2.1'),
      died(to(IPV6), 'connect', SILENCE),
      session({ session: 's2', plan: to('192.0.2.1') }),
    ],
    { healthy: true },
  ],
  [
    'no IPv6 here, and over IPv4 the receiver resets',
    [
      route('mx', IPV6, '192.0.2.1'),
      died(to(IPV6), 'connect', errno('ENETUNREACH')),
      died(to('192.0.2.1'), 'banner', RST, 's2'),
    ],
    { stage: 'banner', atMost: 'possible', not: ['path/ipv6-path-broken', 'sender/no-route'] },
  ],
  [
    'no IPv6 here, and over IPv4 nothing comes back',
    [
      route('mx', IPV6, '192.0.2.1'),
      died(to(IPV6), 'connect', errno('ENETUNREACH')),
      fact('route.local', { to: IPV6, refused: 'no route' }),
      died(to('192.0.2.1'), 'connect', SILENCE, 's2'),
    ],
    { stage: 'connect', atMost: 'possible', not: ['path/ipv6-path-broken', 'sender/no-route'] },
  ],
  [
    'no IPv6 here, and over IPv4 the receiver refuses in words',
    [
      died(to(IPV6), 'connect', errno('ENETUNREACH')),
      ...said('mail', 550, '5.7.1 blocked using zen.spamhaus.org', 'reputation.ip', to('192.0.2.1').endpoint),
    ],
    { stage: 'mail', cause: 'policy/reputation-announced' },
  ],
  [
    'greylisted by the first, refused in place of a greeting by the second',
    [...said('rcpt', 450, '4.2.0 Greylisted', 'greylist'), died(to('192.0.2.2'), 'banner', reply(554, 'no'), 's2')],
    { healthy: true },
  ],
  [
    'submission without a login',
    said('mail', 530, '5.7.0 Authentication required', 'auth.required', to('192.0.2.1', 587).endpoint),
    { cause: 'refusal/auth-required', locus: 'sender' },
  ],
  [
    'port 465 without TLS',
    [route('given', '192.0.2.1'), died(to('192.0.2.1', 465, { tls: 'none' }), 'banner', SILENCE)],
    { cause: 'tls/mode-mismatch', atMost: 'supported' },
  ],
  ...[465, 587, 2525].flatMap((port) =>
    ([SILENCE, errno('ECONNREFUSED')] as const).map((how): readonly [string, readonly Seen[], Expected] => [
      `port ${port} takes no connection (${how.kind})`,
      [route('given', '192.0.2.1'), died(to('192.0.2.1', port), 'connect', how)],
      { atMost: 'supported', not: ['firewall/port25-egress-blocked', 'firewall/port25-egress-rejected'] },
    ]),
  ),
  [
    'packets are lost here and there',
    [
      session({ death: death('ehlo', SILENCE) }),
      trial('s2', 'mail', 1030),
      trial('s3', undefined, 25),
      trial('s4', 'starttls', 20),
      trial('s5', undefined, 1025),
    ],
    { atMost: 'supported', notLocus: 'receiver' },
  ],
  [
    'the SYN was lost once, and the receiver resets at once: that is no round trip of a second',
    [session({ connectMs: 1020, death: death('ehlo', closed('rst', 20)) })],
    { atMost: 'possible', not: ['firewall/reset-injected'] },
  ],
  [
    'a trace to its last hop, each of which answers',
    [
      session({ death: death('connect', SILENCE) }),
      fact('route.trace', {
        to: '192.0.2.1',
        tool: 'tracepath',
        reached: false,
        hops: Array.from({ length: 30 }, (_, index) => ({ ttl: index + 1, address: `198.51.100.${index + 1}` })),
      }),
    ],
    { atMost: 'possible' },
  ],
  ['the peer spoke before it was asked', [session({ unsolicited: ['250 b', '250 c'] })], { healthy: true }],
  ['codes that disagree', said('rcpt', 552, '4.2.2 Mailbox full', 'mailbox.full'), { cause: 'refusal/mailbox-full' }],
  [
    'a handshake from the first octet that is not answered',
    [died(to('192.0.2.1', 465, { tls: 'wrapped' }), 'tls', SILENCE)],
    { atMost: 'possible' },
  ],
  [
    'a round trip of 2 s, and a silence that is shorter',
    [session({ connectMs: 2000, death: death('mail', { kind: 'silent', afterMs: 1500 }) })],
    { atMost: 'possible' },
  ],
  [
    'a certificate that was to name an address',
    [
      session({
        plan: plan({ endpoint: { host: '192.0.2.1', address: '192.0.2.1', port: 25 }, tls: 'verify' }),
        death: death('tls', {
          kind: 'closed',
          by: 'tls-alert',
          alert: { description: 42, fatal: true, from: 'us' },
          bytesSeen: 900,
          detail: 'ERR_TLS_CERT_ALTNAME_INVALID',
        }),
      }),
    ],
    { cause: 'tls/cert-name-mismatch', locus: 'sender' },
  ],
  [
    'closed a moment after the pause began: nobody waited for us',
    [session({ plan: plan({ pauseMs: { mail: 5000 } }), death: death('idle', closed('fin', 100)) })],
    { atMost: 'possible', not: ['timeout/receiver-idle-timeout'] },
  ],
  [
    'TLS is demanded of a session that was not offered any',
    [
      session({
        keywords: ['SIZE 1000'],
        clearKeywords: ['SIZE 1000'],
        death: death('mail', reply(530, '5.7.0 Must issue a STARTTLS command first')),
      }),
      ...said('mail', 530, '5.7.0 Must issue a STARTTLS command first', 'tls.required').slice(1),
    ],
    { atMost: 'possible', stage: 'mail' },
  ],
  [
    'nothing greets on port 25, and what we say first is answered in HTTP',
    [
      session({ death: death('banner', SILENCE) }),
      session({
        session: 's2',
        role: 'experiment',
        plan: plan({ speaksEarly: true }),
        death: death('banner', { kind: 'garbled', head: 'HTTP/1.1 400 Bad Request', why: 'no reply code' }),
      }),
    ],
    { cause: 'receiver/not-smtp', stage: 'banner', locus: 'receiver' },
  ],
  [
    'nothing greets in clear on port 25, and TLS from the first octet is greeted: no sender can do that, so it is the receiver’s',
    [
      session({ death: death('banner', SILENCE) }),
      session({
        session: 's2',
        role: 'experiment',
        plan: plan({ tls: 'wrapped' }),
        tls: tls(),
        banner: { code: 220, lines: ['mx1.example.net ESMTP'] },
      }),
    ],
    { cause: 'tls/mode-mismatch', stage: 'banner', locus: 'receiver' },
  ],
  [
    'a server that is slow to greet refuses who speaks first: it is a mail server',
    [
      session({ death: death('banner', SILENCE) }),
      session({
        session: 's2',
        role: 'experiment',
        plan: plan({ speaksEarly: true }),
        death: death('banner', reply(554, '5.5.0 SMTP synchronization error')),
      }),
    ],
    { not: ['receiver/not-smtp', 'policy/early-talker-rejected', 'tls/mode-mismatch'], stage: 'banner' },
  ],
  [
    'the receiver does not find our sender’s domain, which we do find: its resolver, or ours, or a new domain',
    [
      ...said('rcpt', 450, '4.1.8 <a@host.example>: Sender address rejected: Domain not found', 'sender.domain'),
      session({ session: 's2', role: 'compare', plan: plan({ envelope: { from: 'a@host.example', to: [] } }) }),
      answer({ name: 'host.example', type: 'MX', status: 'answer' }),
    ],
    { cause: 'identity/sender-domain-unresolvable', atMost: 'possible', locus: 'dns' },
  ],
  [
    'the spool has no space: that is the server’s disk and nobody’s mailbox',
    said('mail', 451, "4.3.0 can't create ./dfX (euid=8): No space left on device", 'system.full'),
    { cause: 'receiver/disk-full-back-pressure', stage: 'mail' },
  ],
  ['our kernel has no descriptors', [session({ death: death('connect', errno('EMFILE')) })], { locus: 'sender' }],
  [
    'a certificate that has run out by our clock, which nothing else confirms',
    [refusedCertificate(25, 'CERT_HAS_EXPIRED')],
    { cause: 'tls/cert-expired', atMost: 'supported' },
  ],
  [
    'a self-signed certificate between mail servers: we ask for what nobody promised',
    [refusedCertificate(25, 'DEPTH_ZERO_SELF_SIGNED_CERT')],
    { cause: 'tls/untrusted-cert-enforced', locus: 'sender' },
  ],
  [
    'a self-signed certificate at the submission port, where clients verify',
    [refusedCertificate(587, 'DEPTH_ZERO_SELF_SIGNED_CERT')],
    { cause: 'tls/untrusted-cert-enforced', locus: 'receiver' },
  ],
  [
    'TLS is demanded and not offered between mail servers',
    [
      session({
        plan: plan({ tls: 'require' }),
        keywords: ['SIZE 1000'],
        clearKeywords: ['SIZE 1000'],
        death: death('starttls', reply(502, 'not implemented')),
      }),
    ],
    { cause: 'tls/required-not-offered', locus: 'sender' },
  ],
  [
    'TLS 1.3 alone is on offer, to a server that has switched it off',
    [
      session({
        plan: plan({ tls: 'require', tlsPlan: { minVersion: 'TLSv1.3' } }),
        death: death('tls', {
          kind: 'closed',
          by: 'tls-alert',
          alert: { description: 70, fatal: true, from: 'peer' },
          bytesSeen: 7,
          afterMs: 20,
        }),
      }),
    ],
    { cause: 'tls/protocol-floor', locus: 'sender' },
  ],
  [
    'a report of a drop at a stage that our own session passes',
    [symptom({ symptom: 'drop.lost', stage: 'banner' }), session()],
    { atMost: 'possible' },
  ],
  [
    'a report of a drop at a stage that our own session did not go to',
    [symptom({ symptom: 'drop.lost', stage: 'data' }), session({ plan: plan({ upTo: 'rcpt' }) })],
    { atMost: 'possible' },
  ],
  [
    'a library names an error and no stage, and our own session lives',
    [symptom({ symptom: 'drop.lost', software: 'nodemailer', ended: 'rst', words: 'read ECONNRESET' }), session()],
    { atMost: 'possible' },
  ],
  [
    'a log line about mail to somebody else',
    [
      route('mx', '192.0.2.1'),
      session({ plan: to('192.0.2.1') }),
      symptom({
        symptom: 'drop.lost',
        stage: 'banner',
        recipient: 'jo@unrelated.example',
        host: 'mx.unrelated.example',
        address: '198.51.100.9',
      }),
    ],
    { healthy: true },
  ],
  ['cut at MAIL without a word', [session({ bannerMs: 5000, death: death('mail', FIN) })], { atMost: 'possible' }],
])('%s', (_name, seen, expected) => {
  const { healthy, verdict } = conclude(evidence(seen), {
    target: 't',
    at: 0,
    cost: { connections: 0, seconds: 0, bytesSent: 0 },
    causes: CAUSES,
    writeLever: () => [],
  })
  expect(healthy).toBe(expected.healthy === true)
  if (expected.healthy === true) return
  expect(verdict).toMatchObject({
    ...(expected.cause === undefined ? {} : { cause: expected.cause }),
    ...(expected.stage === undefined ? {} : { stage: expected.stage }),
    ...(expected.locus === undefined ? {} : { locus: expected.locus }),
  })
  expect(SURENESS[verdict?.standing ?? 'refuted']).toBeLessThanOrEqual(SURENESS[expected.atMost ?? 'proven'])
  expect([...(expected.not ?? [])]).not.toContain(verdict?.cause)
  if (expected.notLocus !== undefined) expect(verdict?.locus).not.toBe(expected.notLocus)
})
