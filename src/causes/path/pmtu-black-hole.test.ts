import { describe, expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  FIN,
  plan,
  reply,
  type Seen,
  session,
  SILENCE,
  socketState,
  step,
  symptom,
} from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import { view } from '../../domain/evidence.ts'
import type { Trial } from '../../domain/experiment.ts'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { sendsMail } from '../../domain/plan/plan.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { SLICE_BYTES } from '../shared/variants.ts'
import { NEAR_SURE } from '../shared/weights.ts'
import cause from './pmtu-black-hole.ts'

const big = plan({ upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message: { sizeBytes: 40_000 } })
const socket = (changes: Partial<SocketState>) =>
  socketState({ unackedSegments: 10, sentBytes: 40_000, ackedBytes: 90, sendQueueBytes: 0, ...changes })

const hello = (sizeBytes: number, answered: boolean, sliceBytes?: number) =>
  fact('tls.hello', {
    endpoint: AN_ENDPOINT,
    session: 's9',
    hello: { maxVersion: 0x0304, sizeBytes },
    ...(sliceBytes === undefined ? {} : { sliceBytes }),
    sizeBytes,
    answer: answered
      ? { kind: 'server-hello', version: 0x0304, suite: 0x1301, retry: true, flightBytes: 0, afterMs: 20 }
      : { kind: 'silent', bytesSeen: 0, afterMs: 3000 },
  })

test('a hello that is answered in small segments only outweighs the rest', () => {
  const said = (seen: readonly Parameters<typeof evidence>[0][number][]): readonly number[] =>
    cause.weigh(view(evidence(seen), cause.needs)).map(({ weight }) => weight)
  const silent = session({ death: death('tls', SILENCE) })
  expect(said([silent, hello(1800, false), hello(1800, true, SLICE_BYTES)])).toContain(NEAR_SURE)
  expect(said([silent, hello(1800, true), hello(1800, true, SLICE_BYTES)])).not.toContain(NEAR_SURE)
  expect(said([silent, hello(1800, false), hello(1800, false, SLICE_BYTES)])).toContain(-NEAR_SURE)
  expect(said([silent, hello(1800, false), hello(240, false)])).toContain(-NEAR_SURE)
})

describe('where packets of the size of ours come through by another protocol', () => {
  const silent = session({ death: death('tls', SILENCE) })
  const room = fact('route.trace', {
    to: AN_ENDPOINT.address,
    tool: 'tracepath',
    hops: [],
    reached: true,
    wholeBytes: 1500,
  })
  const seen = (...more: Parameters<typeof evidence>[0][number][]) =>
    view(evidence([silent, socketState(), room, ...more]), cause.needs)
  const bulk = { ...silent.fact.plan, upTo: 'idle', bulkBytes: 4000, tls: 'none' } as const
  const lost = session({ session: 's2', role: 'experiment', plan: bulk, death: death('idle', SILENCE) })

  test('commands of that size in clear tell whether it is the hello that is minded', () => {
    const [first] =
      cause.experiments?.(seen(), { maySend: false, companions: [], otherSources: [], ehloName: 'a' }) ?? []
    expect(first?.arms.map(({ plan: { kind } }) => kind)).toEqual(['session', 'session'])
    expect(first?.arms[0]?.plan).toMatchObject({ bulkBytes: 4000, tls: 'none' })
  })

  test('a hello alone makes it no more than possible, other large segments likely', () => {
    expect(cause.confirmedIsFor?.(seen())).toBe('possible')
    expect(cause.confirmedIsFor?.(seen(lost))).toBe('supported')
  })
})

causeCases(cause, {
  convicts: [
    [
      'it passed in small segments, as a black hole lets it',
      [
        session({ plan: big, death: death('dot', SILENCE) }),
        session({ session: 's2', role: 'experiment', plan: { ...big, sliceBytes: SLICE_BYTES } }),
      ],
    ],
    [
      'a message of one small segment passed',
      [
        session({ plan: big, death: death('dot', SILENCE) }),
        session({ session: 's2', role: 'experiment', plan: { ...big, message: { sizeBytes: 600 } } }),
      ],
    ],
    ['silence at the dot of a 40 kB message', [session({ plan: big, death: death('dot', SILENCE) })]],
    ['the same, and the kernel repeats', [session({ plan: big, death: death('dot', SILENCE) }), socket({})]],
    [
      'silence after bulk NOOPs',
      [session({ plan: plan({ upTo: 'idle', bulkBytes: 4000 }), death: death('idle', SILENCE) })],
    ],
    ['silence at a large ClientHello', [session({ death: death('tls', SILENCE) })]],
    ['a reported timeout at the end of data', [symptom({ symptom: 'drop.timeout', stage: 'dot' })]],
    [
      'a receiver that waited in vain for the message',
      [
        symptom({
          symptom: 'reply.421.idletimeout',
          speaker: 'peer',
          stage: 'dot',
          words: '421 timeout waiting for data',
        }),
      ],
    ],
    [
      'what is larger than a packet is lost',
      [
        fact('log.pattern', {
          pattern: 'only-large',
          symptom: 'drop.lost',
          fromBytes: 1_400,
          count: 9,
          of: 9,
          detail: '',
        }),
      ],
    ],
  ],
  acquits: [
    [
      'a message of several full-size segments passed another time: what is lost now and then is no matter of size',
      [
        session({ plan: big, death: death('dot', SILENCE) }),
        socket({ ackedBytes: 3_437, retransmits: 6 }),
        session({ session: 's2', role: 'experiment', plan: { ...big, message: { sizeBytes: 6_000 } } }),
      ],
    ],
    [
      'a slow filter: every octet was acknowledged',
      [
        session({ plan: big, death: death('dot', SILENCE) }),
        socket({ timer: 'none', retransmits: 0, unackedSegments: 0, ackedBytes: 40_090 }),
      ],
    ],
    [
      'a lost path: four full segments were acknowledged before it stood still',
      [session({ plan: big, death: death('dot', SILENCE) }), socket({ retransmits: 4, ackedBytes: 7_335, mss: 1_448 })],
    ],
    [
      'two full-size segments were acknowledged after the small talk, whose size the steps tell',
      [
        session({ plan: big, death: death('body', SILENCE) }),
        step({ stage: 'data', outcome: reply(354), sentSoFarBytes: 109 }),
        step({ stage: 'body', outcome: SILENCE, sentSoFarBytes: 40_000 }),
        socket({ retransmits: 5, ackedBytes: 109 + 2 * 1_448 + 300, mss: 1_448 }),
      ],
    ],
    [
      'what is repeated is a few commands, which every path carries',
      [
        session({ plan: big, death: death('body', SILENCE) }),
        socket({ retransmits: 5, unackedSegments: 1, sentBytes: 569, ackedBytes: 23, sendQueueBytes: 78 }),
      ],
    ],
    [
      'a closed window',
      [
        session({ plan: big, death: death('dot', SILENCE) }),
        socket({ timer: 'persist', unackedSegments: 0, notSentBytes: 20_000 }),
      ],
    ],
    [
      'full-size segments pass',
      [
        symptom({ symptom: 'drop.timeout', stage: 'dot' }),
        fact('experiment', {
          cause: 'path/pmtu-black-hole',
          name: 'slices',
          question: '',
          varied: '',
          endpoint: 'e',
          arms: [],
          judged: 'refuted',
          because: 'they pass',
        }),
      ],
    ],
  ],
  abstains: [
    [
      'a receiver that waited in vain for a command',
      [
        symptom({
          symptom: 'reply.421.idletimeout',
          speaker: 'peer',
          stage: 'rcpt',
          words: '421 4.4.2 timeout exceeded',
        }),
      ],
    ],
    ['the server closed the connection in the body', [session({ plan: big, death: death('body', FIN) })]],
    [
      'a tiny message fell silent',
      [session({ plan: { ...big, message: { sizeBytes: 600 } }, death: death('dot', SILENCE) })],
    ],
    [
      'a small ClientHello fell silent',
      [session({ plan: plan({ tlsPlan: { groups: 'X25519' } }), death: death('tls', SILENCE) })],
    ],
    ['a healthy session', [session()]],
  ],
})

test('a living bulk session refutes, a sliced one that alone lives confirms', () => {
  const seen = [symptom({ symptom: 'drop.timeout', stage: 'dot' }), session()]
  const [experiment] = experimentsOf(cause, seen)
  const run = (arm: string, how: boolean | Outcome): Trial => ({
    arm,
    result: {
      kind: 'session',
      session: session(how === false ? {} : { death: death('idle', how === true ? SILENCE : how) }).fact,
    },
    shownBy: [],
  })
  const [full = '', small = ''] = experiment?.arms.map(({ name }) => name) ?? []
  expect(experiment?.arms.some((arm) => sendsMail(arm.plan))).toBe(false)
  expect(experiment?.judge([run(full, false), run(small, false)]).judged).toBe('refuted')
  expect(experiment?.judge([run(full, true), run(small, false), run(full, true), run(small, false)]).judged).toBe(
    'confirmed',
  )
  expect(experiment?.judge([run(full, true), run(small, true)]).judged).toBe('refuted')
  // OpenSMTPD hangs up on so many NOOPs: it has heard them.
  expect(experiment?.judge([run(full, true), run(small, FIN), run(full, true), run(small, FIN)]).judged).toBe(
    'confirmed',
  )
  expect(experiment?.judge([run(full, FIN), run(small, FIN)]).judged).toBe('refuted')
})

test('where the experiment sends less than the session that died, it says how much', () => {
  const variedFor = (sizeBytes: number): string | undefined => {
    const sent = { ...big, message: { sizeBytes } }
    const dead = session({ plan: sent, death: death('body', SILENCE) })
    const [experiment] = experimentsOf(cause, [dead], { maySend: true })
    return experiment?.varied
  }
  expect(variedFor(78_000)).toMatch(/the message has 6000 octets/)
  expect(variedFor(7_000)).not.toContain('the message has')
})

test('where SYNs and small commands are lost as well, size is not what the path minds', () => {
  const dead = session({ plan: big, connectMs: 20, death: death('body', SILENCE) })
  const trial = (name: string, changes: Partial<SmtpSession>) =>
    session({ session: name, role: 'experiment', connectMs: 1030, ...changes })
  const lossy = [trial('s2', {}), trial('s3', { connectMs: 20, death: death('mail', SILENCE) }), trial('s4', {})]
  const weightOf = (seen: readonly Parameters<typeof evidence>[0][number][]): number =>
    cause.weigh(view(evidence(seen), cause.needs)).reduce((sum, { weight }) => sum + weight, 0)
  expect(weightOf([dead, ...lossy])).toBeLessThan(weightOf([dead]) - 1)
})

describe('what is proposed', () => {
  const fixesFor = (seen: readonly Seen[]): readonly Remedy[] => cause.remedies(view(evidence(seen), cause.needs))
  const commandsOf = (seen: readonly Seen[]): readonly string[] =>
    fixesFor(seen).flatMap(({ steps = [] }) => steps.flatMap((step) => (step.kind === 'command' ? step.run : [])))
  const dead = session({ plan: big, death: death('dot', SILENCE) })
  const to = AN_ENDPOINT.address

  test('a route of its own goes by the gateway that is in use, which is looked up where nobody looked', () => {
    expect(commandsOf([dead, fact('route.local', { to, gateway: '198.18.0.1', device: 'eth0' })])).toContain(
      `ip route add ${to} via 198.18.0.1 dev eth0 mtu lock 1280`,
    )
    expect(commandsOf([dead, fact('route.local', { to, device: 'eth0' })])).toContain(
      `ip route add ${to} dev eth0 mtu lock 1280`,
    )
    const unknown = commandsOf([dead])
    expect(unknown).toContain(`ip route add ${to} via GATEWAY dev DEVICE mtu lock 1280`)
    expect(unknown).toContain(`ip route get ${to}`)
  })

  test('1280 octets are the least that an IPv6 path carries, and of IPv4 nobody says so', () => {
    const text = (address: string): string => {
      const endpoint = { ...AN_ENDPOINT, address }
      return JSON.stringify(fixesFor([session({ plan: { ...big, endpoint }, death: death('dot', SILENCE) })]))
    }
    expect(text('2001:db8::1')).toContain('RFC 8200')
    expect(text('192.0.2.1')).not.toContain('RFC 8200')
  })

  test('a small ClientHello is for sessions that die in the TLS handshake', () => {
    const isSmallHello = ({ levers = [] }: Remedy): boolean => levers.some(({ lever }) => lever === 'tls.small-hello')
    expect(fixesFor([dead]).some(isSmallHello)).toBe(false)
    expect(fixesFor([symptom({ symptom: 'drop.timeout', stage: 'dot' }), session()]).some(isSmallHello)).toBe(false)
    const died = session({ death: death('tls', SILENCE) })
    expect(fixesFor([died]).some(isSmallHello)).toBe(true)
    // The same hello in small segments passes: the segments of a message die as well.
    const sliced = session({ role: 'experiment', plan: plan({ sliceBytes: 500 }) })
    expect(fixesFor([died, sliced]).some(isSmallHello)).toBe(false)
  })
})
