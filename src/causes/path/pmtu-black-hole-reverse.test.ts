import { describe, expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  FIN,
  plan,
  session,
  SILENCE,
  socketState,
  symptom,
  type Seen,
} from '../../../test/kit/evidence.ts'
import { endpointText } from '../../domain/endpoint.ts'
import { view } from '../../domain/evidence.ts'
import type { HelloAnswer } from '../../domain/facts/smtp-facts.ts'
import type { HelloSpec } from '../../domain/plan/hello-plan.ts'
import { concludeVerdict } from '../../reason/conclude.ts'
import { CAUSES } from '../index.ts'
import { FULL_ANSWER_HELLO, SMALL_ANSWER_HELLO } from '../shared/variants.ts'
import cause from './pmtu-black-hole-reverse.ts'

const silent = session({ death: death('tls', SILENCE) })
const sent = (spec: HelloSpec, answer: HelloAnswer) =>
  fact('tls.hello', { endpoint: AN_ENDPOINT, session: 'h', hello: spec, sizeBytes: 260, answer })
const hello = (keyShare: 'empty' | 'x25519', answer: HelloAnswer) => sent({ maxVersion: 0x0304, keyShare }, answer)
const retry: HelloAnswer = {
  kind: 'server-hello',
  version: 0x0304,
  suite: 0x1301,
  retry: true,
  flightBytes: 99,
  afterMs: 20,
}

causeCases(cause, {
  convicts: [
    [
      'short answers come, the long one does not',
      [silent, hello('empty', retry), hello('x25519', { kind: 'silent', bytesSeen: 0, afterMs: 5000 })],
    ],
    [
      'short answers come, of the long one only a first short segment',
      [
        silent,
        hello('empty', retry),
        hello('x25519', { ...retry, retry: false, flightBytes: 133, flightComplete: false }),
      ],
    ],
    ['a silent handshake', [silent]],
    [
      'a flight smaller than one full-size segment proves nothing',
      [silent, hello('x25519', { ...retry, retry: false, flightBytes: 900, flightComplete: true })],
    ],
    ['reported', [symptom({ symptom: 'tls.handshake.timeout', stage: 'tls' })]],
  ],
  acquits: [
    [
      'a certificate arrives in another handshake',
      [silent, hello('x25519', { ...retry, retry: false, flightBytes: 4000, flightComplete: true })],
    ],
  ],
  abstains: [
    ['closed in the handshake', [session({ death: death('tls', FIN) })]],
    ['silence at the banner', [session({ death: death('banner', SILENCE) })]],
    ['a healthy session', [session()]],
  ],
})

test('a server that drops TLS 1.3 itself answers the older hello, too: lengths of answers compare within one version', () => {
  const silence: HelloAnswer = { kind: 'silent', bytesSeen: 0, afterMs: 5000 }
  const short = sent(SMALL_ANSWER_HELLO, { kind: 'alert', fatal: true, description: 40, afterMs: 9 })
  const weightOf = (seen: readonly Seen[]): number =>
    cause.weigh(view(evidence(seen), cause.needs)).reduce((sum, { weight }) => sum + weight, 0)
  expect(weightOf([silent, short, hello('x25519', silence)])).toBeLessThan(Math.log(10))
  expect(weightOf([silent, short, sent(FULL_ANSWER_HELLO, silence)])).toBeGreaterThan(Math.log(10))
})

describe('what proves it', () => {
  const silence: HelloAnswer = { kind: 'silent', bytesSeen: 0, afterMs: 5000 }
  const lengths = [
    sent(SMALL_ANSWER_HELLO, { kind: 'alert', fatal: true, description: 40, afterMs: 9 }),
    sent(FULL_ANSWER_HELLO, silence),
  ]
  const hole = socketState({ timer: 'none', retransmits: 0, unackedSegments: 0, ackedBytes: 90, earlySegments: 1 })
  const nothing = socketState({ ...hole.fact, earlySegments: 0 })
  const withoutCertificate = fact('experiment', {
    cause: cause.id,
    name: 'certificate-less handshake',
    question: '',
    varied: '',
    endpoint: endpointText(AN_ENDPOINT),
    arms: [
      { name: 'with certificate', lived: 0, died: 2, trials: ['tls: silence', 'tls: silence'] },
      { name: 'without certificate', lived: 2, died: 0, trials: ['lived', 'lived'] },
    ],
    judged: 'confirmed',
    because: 'without a certificate it lived',
  })
  test.each<[string, readonly Seen[], string]>([
    ['the end of the long answer came, its beginning never, and short answers come', [hole, ...lengths], 'proven'],
    // A server that hangs on its private key, or a box that minds what a certificate says, lets it pass as well.
    ['a handshake without a certificate passes', [...lengths, withoutCertificate], 'supported'],
    ['the end of the long answer came', [hole], 'supported'],
    // A server that hangs on its private key says as much to a hello that needs none.
    ['of the long answer nothing came, not even its end', [nothing, ...lengths], 'possible'],
  ])('%s', (_name, seen, standing) => {
    expect(concludeVerdict(evidence([silent, ...seen]), CAUSES)).toMatchObject({ cause: cause.id, standing })
  })
})

test.each([
  ['192.0.2.1', 'iptables'],
  ['2001:db8::1', 'ip6tables'],
] as const)('towards %s the segments are clamped with %s', (address, tool) => {
  const endpoint = { ...AN_ENDPOINT, address }
  const dead = session({ plan: plan({ endpoint }), death: death('tls', SILENCE) })
  const runs = cause
    .remedies(view(evidence([dead]), cause.needs))
    .flatMap(({ steps = [], undo = [] }) => [...steps, ...undo])
    .flatMap((step) => (step.kind === 'command' ? step.run : []))
  expect(runs).toEqual([
    expect.stringMatching(`^${tool} -t mangle -A OUTPUT -d ${address} `),
    expect.stringMatching(`^${tool} -t mangle -D OUTPUT -d ${address} `),
    expect.stringMatching(`^${tool} -t mangle -A FORWARD `),
    expect.stringMatching(`^${tool} -t mangle -D FORWARD `),
  ])
})

test('the letter says first which way the packets vanish, and asks the side that sends them', () => {
  const dead = session({ death: death('tls', SILENCE) })
  const [own, letter] = cause.remedies(view(evidence([dead]), cause.needs))
  const ask = letter?.steps?.find((step) => step.kind === 'ask')
  expect(ask?.text).toMatch(new RegExp(`^Full-size packets from ${AN_ENDPOINT.host} .* to our mail server`))
  expect(ask?.who).toMatch(/^postmaster of .*other receivers fail so too[^]*our own router/)
  expect(JSON.stringify(own)).toMatch(/nft add rule inet hangup_mss out ip daddr[^]*nft delete table/)
})
