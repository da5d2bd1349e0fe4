import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  session,
  SILENCE,
  socketState,
  type Seen,
} from '../../../test/kit/evidence.ts'
import type { Endpoint } from '../../domain/endpoint.ts'
import { view } from '../../domain/evidence.ts'
import type { LocalFirewallFact } from '../../domain/facts/host-facts.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { Remedy } from '../../domain/remedy.ts'
import { concludeVerdict } from '../../reason/conclude.ts'
import { CAUSES } from '../index.ts'
import cause from './container-or-host-firewall-egress.ts'

const silent = session({ death: death('connect', SILENCE) })
const rule = {
  tool: 'iptables',
  rule: '-A OUTPUT -p tcp -m tcp --dport 25 -j DROP',
  action: 'drop',
  ports: [25],
  packets: 7,
} as const

const { packets: _packets, ...uncounted } = rule
const counter = (name: string, delta: number): Seen => fact('net.counter', { name, delta })

causeCases(cause, {
  convicts: [
    ['a drop rule and a silent SYN', [silent, fact('firewall.local', rule)]],
    [
      'a reject rule and a refused SYN',
      [
        session({ death: death('connect', { kind: 'errno', errno: 'ECONNREFUSED', afterMs: 0 }) }),
        fact('firewall.local', { ...rule, action: 'reject', rule: '-A OUTPUT -p tcp --dport 25 -j REJECT' }),
      ],
    ],
    [
      'answers are dropped',
      [silent, fact('firewall.local', { ...rule, meets: 'answer', rule: '-A INPUT -p tcp --sport 25 -j DROP' })],
    ],
    [
      'a rule for other users than some, seen at work, and a refused SYN',
      [
        session({ death: death('connect', { kind: 'errno', errno: 'ECONNREFUSED', afterMs: 0 }) }),
        fact('firewall.local', { ...rule, action: 'other', would: 'reject', onlyIf: ['! --uid-owner 101'] }),
      ],
    ],
    ['its connection table is full', [silent, counter('Conntrack.drop', 6)]],
    [
      'repeated SYNs that never left this host',
      [silent, counter('TcpExt.TCPSynRetrans', 9), counter('TcpExt.TCPRetransFail', 9)],
    ],
    [
      'silence, and a rule under a condition that nobody counts',
      [silent, fact('firewall.local', { ...uncounted, action: 'other', would: 'drop', onlyIf: ['{meta:skuid}'] })],
    ],
    [
      'segments of the message that never left this host',
      [
        session({ death: death('body', SILENCE) }),
        socketState({ timer: 'persist', unackedSegments: 0, sentBytes: 42_000, resentBytes: 0, ackedBytes: 112 }),
      ],
    ],
    [
      'an EHLO that never left this host, however often it was handed down',
      [
        session({ death: death('ehlo', SILENCE) }),
        socketState({
          timer: 'persist',
          unackedSegments: 0,
          sentBytes: 100,
          resentBytes: 0,
          ackedBytes: 0,
          sendQueueBytes: 20,
        }),
      ],
    ],
    [
      'the remote server greets with our own name',
      [
        session({
          banner: { code: 220, lines: ['sender.example.org ESMTP Postfix'] },
          death: death('rcpt', { kind: 'reply', reply: { code: 554, lines: ['relay'] } }),
        }),
        fact('egress.identity', {
          address: '192.0.2.99',
          behindNat: false,
          ptrStatus: 'not-asked',
          ehloName: 'sender.example.org',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'a window that is closed: all that was sent is acknowledged',
      [
        session({ death: death('body', SILENCE) }),
        socketState({
          timer: 'persist',
          unackedSegments: 0,
          sentBytes: 42_000,
          resentBytes: 2_000,
          ackedBytes: 40_000,
        }),
      ],
    ],
    [
      'silence, and a rule under a condition that never held',
      [silent, fact('firewall.local', { ...rule, action: 'other', would: 'drop', packets: 0, onlyIf: ['-o eth1'] })],
    ],
    [
      'silence, and a rule that refuses under a condition',
      [silent, fact('firewall.local', { ...rule, action: 'other', would: 'reject', onlyIf: ['-o eth1'] })],
    ],
    ['silence, and a rule that never matched', [silent, fact('firewall.local', { ...rule, packets: 0 })]],
    ['silence, and a rule about another port', [silent, fact('firewall.local', { ...rule, ports: [80] })]],
    ['silence and no rule: the provider blocks', [silent]],
    [
      'repeats were handed on, and one of another connection was not',
      [silent, counter('TcpExt.TCPSynRetrans', 9), counter('TcpExt.TCPRetransFail', 1)],
    ],
    ['a rule, and a session that lives', [session(), fact('firewall.local', rule)]],
  ],
})

const CONDITIONAL = { ...rule, action: 'other', would: 'drop', onlyIf: ['! --uid-owner 101'] } as const
const standing = (...seen: readonly Seen[]) => concludeVerdict(evidence(seen), CAUSES)
const count = (packets: number, table: 'raw' | 'filter' = 'filter') =>
  fact('firewall.local', { ...CONDITIONAL, packets, entry: { table, chain: 'OUTPUT' } })
const again = (changes: Partial<SmtpSession> = {}) =>
  session({ session: 's2', role: 'experiment', death: death('connect', SILENCE), ...changes })
const beside = (
  { death: end }: { death?: undefined } | { death: SmtpSession['death'] } = { death: death('connect', SILENCE) },
) =>
  session({
    session: 's9',
    role: 'compare',
    endpoint: { host: 'mx.other.example', address: '203.0.113.9', port: 25 },
    ...(end === undefined ? {} : { death: end }),
  })

test.each<readonly [string, readonly Seen[], string | undefined]>([
  ['rose with our connections', [silent, count(7), again(), count(9)], 'supported'],
  ['is another than the one of the same words', [silent, count(7, 'raw'), again(), count(9)], undefined],
  ['rose with a connection to another server', [silent, count(7), beside(), count(8)], 'supported'],
  ['stopped none to another server', [silent, count(7), beside({ death: undefined }), count(8)], undefined],
  ['was read once', [silent, count(7), again()], undefined],
  ['rose less often than we failed', [silent, count(7), again(), again({ session: 's3' }), count(8)], undefined],
])('a rule under a condition whose counter %s', (_name, seen, expected) => {
  const verdict = standing(...seen)
  expect(verdict?.cause === cause.id && verdict.standing === 'supported' ? 'supported' : undefined).toBe(expected)
})

test('of a rule that hangs on the user it is told that the mail of another may pass', () => {
  const verdict = standing(silent, fact('firewall.local', { ...rule, ofOurUser: true }))
  expect(verdict).toMatchObject({ cause: cause.id, standing: 'proven', note: expect.stringContaining('another user') })
})

test('a limit of our own firewall without a counter that refuses at once, where the way to the server takes longer', () => {
  const refused = (name: string, afterMs: number): Seen =>
    session({
      session: name,
      ...(name === 's1' ? {} : { role: 'experiment' }),
      death: death('connect', { kind: 'errno', errno: 'ECONNREFUSED', afterMs }),
    })
  const verdict = standing(
    refused('s1', 32),
    refused('s2', 0),
    fact('firewall.local', { ...uncounted, action: 'other', would: 'reject', onlyIf: ['{ct count:{val:1,inv:true}}'] }),
    fact('route.trace', {
      to: AN_ENDPOINT.address,
      tool: 'tracepath',
      hops: [
        { ttl: 1, address: '10.0.0.1', rttMs: 0.1 },
        { ttl: 4, address: AN_ENDPOINT.address, rttMs: 43 },
      ],
      reached: true,
    }),
  )
  expect(verdict).toMatchObject({ cause: cause.id, standing: 'supported' })
})

const stepsFor = (rules: readonly Partial<LocalFirewallFact>[], endpoint: Partial<Endpoint> = {}) => {
  const seen = evidence([
    session({ lived: false, endpoint: { ...AN_ENDPOINT, port: 2525, ...endpoint }, death: death('connect', SILENCE) }),
    ...rules.map((changes) => fact('firewall.local', { ...rule, ports: [2525], ...changes })),
  ])
  const [remedy] = cause.remedies(view(seen, cause.needs))
  const run = (steps: Remedy['steps']) => steps?.flatMap((step) => (step.kind === 'command' ? step.run : [])) ?? []
  return [...run(remedy?.steps).filter((one) => !one.includes('grep')), ...run(remedy?.undo)]
}

test('the way past our own filter leads through the chain, the family and the port at which it stops us', () => {
  expect(stepsFor([])).toEqual([
    'iptables -I OUTPUT 1 -p tcp --dport 2525 -j ACCEPT',
    'iptables -D OUTPUT -p tcp --dport 2525 -j ACCEPT',
  ])
  expect(stepsFor([{ tool: 'ip6tables', meets: 'answer' }])).toEqual([
    'ip6tables -I INPUT 1 -p tcp --sport 2525 -m conntrack --ctstate ESTABLISHED -j ACCEPT',
    'ip6tables -D INPUT -p tcp --sport 2525 -m conntrack --ctstate ESTABLISHED -j ACCEPT',
  ])
  expect(stepsFor([{ tool: 'iptables', action: 'redirect' }])).toEqual([
    'iptables -t nat -I OUTPUT 1 -p tcp --dport 2525 -j RETURN',
    'iptables -t nat -D OUTPUT -p tcp --dport 2525 -j RETURN',
  ])
  expect(stepsFor([{ tool: 'nft' }])).toEqual([])
  expect(stepsFor([], { address: '2001:db8::25' })[0]).toBe('ip6tables -I OUTPUT 1 -p tcp --dport 2525 -j ACCEPT')
})

test('what is lost by a pass is told by the side on which the rules stand, whatever tool set them', () => {
  const costs = (changes: Partial<LocalFirewallFact>) =>
    cause.remedies(view(evidence([silent, fact('firewall.local', { ...rule, ...changes })]), cause.needs))[0]?.costs
  expect(costs({ tool: 'nft', rule: 'tcp dport 25 drop' })).toContain('hold back programs')
  expect(costs({ meets: 'answer', rule: '-A INPUT -p tcp --sport 25 -j DROP' })).toContain('answers to connections')
})
