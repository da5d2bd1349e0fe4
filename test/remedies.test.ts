import { expect, test } from 'vitest'
import { CAUSES } from '../src/causes/index.ts'
import type { CauseId } from '../src/domain/cause-id.ts'
import type { AnyCause } from '../src/domain/cause.ts'
import { view } from '../src/domain/evidence.ts'
import type { SmtpStep } from '../src/domain/facts/smtp-facts.ts'
import type { Outcome } from '../src/domain/outcome.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  FIN,
  plan,
  reply,
  session,
  SILENCE,
  symptom,
  type Seen,
} from './kit/evidence.ts'

const ALL: readonly AnyCause[] = CAUSES

/** A fix speaks of the case at hand: its numbers, names and addresses come from the evidence where the evidence has them. */
function remediesOf(id: CauseId, seen: readonly Seen[]): string {
  const cause = ALL.find((one) => one.id === id)
  if (cause === undefined) throw new Error(`there is no cause ${id}`)
  return JSON.stringify(cause.remedies(view(evidence(seen), cause.needs)))
}

const step = (said: string, outcome: Outcome): Seen =>
  fact('smtp.step', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    role: 'baseline',
    stage: 'rcpt',
    said,
    outcome,
    encrypted: false,
    sentBytes: 1,
    sentSoFarBytes: 1,
    startedAfterMs: 1,
    outstanding: [],
  } satisfies SmtpStep)

const rcpt = (name: string, outcome: Outcome): Seen => step(`RCPT TO:<${name}@example.net>`, outcome)
const dead = session({
  plan: plan({ envelope: { from: 'me@example.org', to: ['a@example.net'] } }),
  death: death('rcpt', reply(421)),
})

test('the limit of recipients is the number that was taken', () => {
  const seen = [dead, rcpt('a', reply(250)), rcpt('b', reply(250)), rcpt('c', reply(421))]
  expect(remediesOf('policy/rcpt-per-session-limit', seen)).toContain('"recipients":2')
})

test('the addresses that count as errors are named', () => {
  const seen = [dead, rcpt('a', reply(250)), rcpt('gone', reply(550)), rcpt('dead', reply(550))]
  const text = remediesOf('policy/error-limit-close', seen)
  expect(text).toContain('gone@example.net, dead@example.net')
  expect(text).not.toContain('a@example.net,')
})

test('the size limit is the one that the receiver announces, beside the size that was sent', () => {
  const seen = [
    session({
      plan: plan({ upTo: 'dot', message: { sizeBytes: 80_000 } }),
      keywords: ['SIZE 50000'],
      death: death('mail', reply(552)),
    }),
    symptom({
      symptom: 'content.size',
      speaker: 'peer',
      origin: 'live',
      stage: 'mail',
      endpoint: AN_ENDPOINT,
      reply: { code: 552, lines: [''] },
      words: '552',
    }),
  ]
  expect(remediesOf('refusal/message-too-large', seen)).toMatch(/50000 octets.*80000/)
})

test('no limit is made up for a message that dies far below it', () => {
  const seen = [session({ plan: plan({ upTo: 'dot', message: { sizeBytes: 200_000 } }), death: death('dot', SILENCE) })]
  expect(remediesOf('content/size-limit-drop', seen)).not.toContain('10000000')
})

const presented = {
  version: 'TLSv1.3',
  cipher: 'x',
  chain: [
    {
      subject: 'CN=mail.example.com',
      issuer: '',
      names: ['mail.example.com', '*.example.net', "x';reboot;'"],
      notBefore: '',
      notAfter: '',
      keyType: 'rsa' as const,
      sha256: '',
      spkiSha256: '',
      selfSigned: false,
      sizeBytes: 900,
    },
  ],
  verifyError: 'ERR_TLS_CERT_ALTNAME_INVALID',
  nameMatches: false,
}

test('a certificate with other names: which it has, and a command for one with the missing name beside those of its own domain', () => {
  const seen = [
    session({
      plan: plan({ tls: 'verify' }),
      tls: presented,
      death: death('tls', {
        kind: 'closed',
        by: 'tls-alert',
        alert: { description: 42, fatal: true, from: 'us' },
        bytesSeen: 0,
        afterMs: 1,
      }),
    }),
  ]
  const text = remediesOf('tls/cert-name-mismatch', seen)
  expect(text).toContain('"names":["*.example.net","mx1.example.net"]')
  expect(text).toContain('"lever":"tls.expect-name","host":"mx1.example.net","name":"mail.example.com"')
})

test.each([
  ['none', 'banner', SILENCE, true],
  [
    'wrapped',
    'tls',
    { kind: 'garbled', head: '220 hello', why: 'an SMTP reply in clear text where a TLS record was due', afterMs: 1 },
    false,
  ],
] as const)('TLS mode %s on the wrong port: the fix says which mode the port wants', (tls, stage, outcome, wrapped) => {
  const endpoint = { ...AN_ENDPOINT, port: 465 }
  const seen = [session({ plan: plan({ endpoint, tls }), endpoint, death: death(stage, outcome) })]
  expect(remediesOf('tls/mode-mismatch', seen)).toContain(
    `"lever":"tls.mode","host":"mx1.example.net","port":465,"wrapped":${wrapped}`,
  )
})

test.each<readonly [CauseId, string]>([
  ['path/host-unreachable', 'tracepath -n 192.0.2.1'],
  ['path/dies-midway', 'tracepath -n 192.0.2.1'],
  ['path/severe-loss-or-duplex', '100 192.0.2.1'],
  ['firewall/flow-cut-after-bytes', 'tracepath -n 192.0.2.1'],
])('%s names the address to trace', (id, words) => {
  expect(remediesOf(id, [session({ death: death('body', SILENCE) })])).toContain(words)
})

test('the route to check is that of the recipient', () => {
  expect(remediesOf('refusal/relay-denied', [dead])).toContain('dig +short MX example.net')
})

test('records to publish carry the domain of the sender, and a second SPF record is not made', () => {
  const text = remediesOf('refusal/sender-authentication', [dead])
  expect(text).toContain('_dmarc.example.org.')
  expect(text).toContain('dig +short TXT example.org')
})

test('one remedy never writes two lines for one key', () => {
  for (const cause of ALL)
    for (const { levers = [], title } of cause.remedies(
      view(evidence([session({ death: death('tls', SILENCE) })]), cause.needs),
    ))
      expect(
        levers.filter(({ lever }) => lever.startsWith('tls.') && lever.endsWith('-for')).length,
        title,
      ).toBeLessThan(2)
})

test('the sender who must offer TLS 1.2 does not give up what older receivers speak', () => {
  const text = remediesOf('tls/protocol-floor', [symptom({ symptom: 'tls.handshake.version' })])
  expect(text).toContain('"side":"client","version":"TLSv1"')
})

test('the resolver that fails is named, and the old file comes back', () => {
  const text = remediesOf('dns/resolver-broken', [])
  expect(text).toContain('mv /etc/resolv.conf')
  expect(text).toContain('mv -f /etc/resolv.conf.before')
})

test('the limit of connections is set for the host that the report names', () => {
  const seen = [session(), symptom({ symptom: 'connect.timeout', host: 'mx9.example.net' })]
  expect(remediesOf('firewall/syn-rate-or-connlimit', seen)).toContain('"host":"mx9.example.net"')
})

test('a local user is no domain whose route could be asked for', () => {
  const seen = [
    symptom({ symptom: 'policy.relay', recipient: 'root' }),
    symptom({ symptom: 'policy.relay', recipient: 'a@B.example' }),
  ]
  expect(remediesOf('refusal/relay-denied', seen)).toContain('dig +short MX b.example')
})

test('a route that refuses is found and taken away; another default route would change nothing', () => {
  const refused = fact('route.local', { to: AN_ENDPOINT.address, refused: 'blackhole' })
  expect(remediesOf('sender/no-route', [refused])).toContain('ip route del blackhole')
  expect(remediesOf('sender/no-route', [refused])).not.toContain('replace default')
  expect(remediesOf('sender/no-route', [])).toContain('replace default')
  const refused6 = fact('route.local', { to: '2001:db8::25', refused: 'unreachable' })
  expect(remediesOf('sender/no-route', [refused6])).toContain('ip -6 route del unreachable')
})

test('a size limit lies between what passed and what was cut, where these say so', () => {
  const sent = (sizeBytes: number, passes: boolean, name: string): Seen =>
    session({
      session: name,
      plan: plan({ upTo: 'dot', message: { sizeBytes } }),
      ...(passes ? {} : { death: death('dot', FIN) }),
    })
  const small = sent(20_000, true, 's1')
  const large = sent(200_000, false, 's2')
  expect(remediesOf('content/size-limit-drop', [small, large])).toContain('between 20000 and 200000 octets')
  const byChance = [small, large, sent(300_000, true, 's3')]
  expect(remediesOf('content/size-limit-drop', byChance)).not.toContain('lies between')
})

test('a filter that hangs up gains nothing by patience', () => {
  const told = (one: 'drop.lost' | 'drop.timeout') => symptom({ symptom: one, stage: 'dot', address: '127.0.0.1' })
  expect(remediesOf('sender/filter-aborts', [told('drop.lost')])).not.toContain('filter.timeout')
  expect(remediesOf('sender/filter-aborts', [told('drop.timeout')])).toContain('filter.timeout')
})

test('an MX that wants a login is written to; a relay that wants one gets it', () => {
  const route = fact('mail.route', {
    domain: 'example.net',
    kind: 'mx',
    hosts: [{ name: AN_ENDPOINT.host, preference: 10, addresses: [AN_ENDPOINT.address] }],
  })
  const asked = session({ death: death('mail', reply(530)) })
  expect(remediesOf('refusal/auth-required', [asked, route])).toContain('stands in the MX record')
  expect(remediesOf('refusal/auth-required', [asked])).toContain('"lever":"smarthost"')
})
