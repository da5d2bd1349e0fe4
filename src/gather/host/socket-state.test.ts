import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { SocketState } from '../../domain/facts/host-facts.ts'
import type { ExecResult } from '../../domain/ports.ts'
import { gatherConnections, gatherSocketStates, socketState } from './socket-state.ts'
import { readSs } from './ss.ts'

const sample = (name: string): string => readFileSync(new URL(`samples/${name}`, import.meta.url), 'utf8')
const ONE_LINE = sample('ss-6.1-one-line.txt')
const endpoint = { host: 'mx.example', address: '10.91.2.2', port: 25 }
const open = (localPort: number, port = 25) => ({
  session: 's1',
  endpoint: { ...endpoint, port },
  localPort,
  afterSilenceMs: 3_000,
})

function stateOf(text: string, index = 0): SocketState | undefined {
  const socket = readSs(text)[index]
  return socket && socketState(open(socket.localPort), socket)
}

describe('iproute2 6.1', () => {
  test.each<[string, Partial<SocketState>]>(
    [
      [
        'a server that has our command and is silent',
        {
          state: 'ESTAB',
          timer: 'none',
          sentBytes: 8,
          ackedBytes: 8,
          receivedBytes: 7,
          sendQueueBytes: 0,
          notSentBytes: 0,
          mss: 1448,
          pathMtu: 1500,
          rttMs: 0.046,
          lastReceivedMs: 304,
          lastAckMs: 304,
        },
      ],
      [
        'a peer whose window is zero',
        {
          timer: 'persist',
          backoff: 3,
          notSentBytes: 50_080,
          sendQueueBytes: 50_080,
          ackedBytes: 5_692,
          mss: 1_348,
          pathMtu: 1_400,
        },
      ],
      ['keep-alive', { timer: 'keepalive', retransmits: 0, sentBytes: 0, ackedBytes: 0, receivedBytes: 7 }],
      [
        'segments that our own firewall drops',
        { timer: 'persist', sentBytes: 25_612, resentBytes: 0, ackedBytes: 0, notSentBytes: 40_000, backoff: 4 },
      ],
      [
        'a SYN without an answer',
        { state: 'SYN-SENT', timer: 'on', retransmits: 3, unackedSegments: 1, ackedBytes: 0 },
      ],
    ].map(([name, state], index) => [name as string, { ...(state as Partial<SocketState>), index }] as never),
  )('%s', (_name, expected) => {
    const { index, ...state } = expected as Partial<SocketState> & { index: number }
    expect(stateOf(ONE_LINE, index)).toMatchObject(state)
  })

  test('keep-alive probes that nobody answered are counted', () => {
    const line = ONE_LINE.split('\n')[2] ?? ''
    expect(stateOf(line, 0)?.unansweredProbes).toBe(0)
    expect(stateOf(line.replace('119min,0', '620ms,4'), 0)?.unansweredProbes).toBe(4)
    expect(stateOf(ONE_LINE, 0)).not.toHaveProperty('unansweredProbes')
  })

  test('segments that came before their turn are counted', () => {
    const line = ONE_LINE.split('\n')[0] ?? ''
    expect(stateOf(line.replace(' bytes_received:', ' rcv_ooopack:2 bytes_received:'), 0)?.earlySegments).toBe(2)
    expect(stateOf(line, 0)?.earlySegments).toBe(0)
  })

  test('with headers and on two lines it reads the same sockets', () => {
    const sockets = readSs(sample('ss-6.1-two-lines.txt'))
    expect(sockets.map(({ state, localPort, timer }) => [state, localPort, timer?.kind])).toEqual([
      ['SYN-SENT', 57_008, 'on'],
      ['ESTAB', 41_950, 'persist'],
      ['ESTAB', 60_406, undefined],
      ['ESTAB', 60_422, 'keepalive'],
    ])
    expect(sockets[1]?.values.get('rwnd_limited')).toBe('11560ms(100.0%)')
  })
})

test.each<[string, string, Partial<SocketState>]>([
  [
    'iproute2 4.15 without bytes_sent',
    'ESTAB      0      40296  10.0.0.5:44332  192.0.2.25:25    timer:(on,6.7sec,5) uid:89 ino:4711 sk:1 <->\n\t skmem:(r0,rb374400,t0,tb87040,f2048,w2048,o0,bl0,d0) ts sack cubic wscale:7,7 rto:6528 backoff:5 rtt:25.1/12.4 ato:40 mss:1448 cwnd:1 ssthresh:7 bytes_acked:85 bytes_received:240 segs_out:20 segs_in:9 send 461.5Kbps lastsnd:2312 lastrcv:12400 lastack:12400 unacked:10 retrans:1/6 lost:10 rcv_space:29200 notsent:25816\n',
    {
      timer: 'on',
      retransmits: 5,
      backoff: 5,
      unackedSegments: 10,
      ackedBytes: 84,
      sentBytes: 0,
      pathMtu: 0,
      rttMs: 25.1,
    },
  ],
  [
    'IPv6, and the protocol in front',
    'tcp ESTAB 0 0 [2001:db8::5]:50000 [2001:db8::25]:25 timer:(keepalive,1min59sec,0) ino:1 sk:2 <-> cubic rto:204 rtt:1.5/0.5 mss:1428 pmtu:1500 bytes_sent:10 bytes_acked:11 lastack:5',
    { state: 'ESTAB', timer: 'keepalive', ackedBytes: 10, mss: 1_428 },
  ],
  [
    'a mapped address',
    'ESTAB 0 0 [::ffff:10.0.0.5]:50000 [::ffff:192.0.2.25]:25 ino:1 sk:2 <-> mss:1448',
    { mss: 1_448 },
  ],
  [
    'an interface behind the address',
    'ESTAB 0 0 10.0.0.5%eth0:50000 192.0.2.25:25 ino:1 sk:2 <-> mss:1448',
    { mss: 1_448 },
  ],
])('%s', (_name, text, expected) => expect(stateOf(text)).toMatchObject(expected))

test.each([
  '',
  'Cannot open netlink socket: Permission denied',
  'State Recv-Q Send-Q Local Address:Port Peer Address:Port',
  '\u0000\u0001 \n\t\t:::',
  'LISTEN 0 100 *:* *:*',
  'ESTAB 0 0 a b timer:(',
  'x'.repeat(100_000),
])('noise is no socket', (text) => expect(readSs(text)).toEqual([]))

describe('gathering', () => {
  const exec = (...results: readonly ExecResult[]) => {
    const left = [...results]
    return { run: async () => left.shift() ?? ({ kind: 'missing' } as const) }
  }
  const done = (stdout: string, exitCode = 0): ExecResult => ({
    kind: 'done',
    exitCode,
    stdout,
    stderr: 'unknown option',
  })

  test('finds our socket by its port and its peer', async () => {
    const { states } = await gatherSocketStates(exec(done(ONE_LINE)), [open(60_406), open(60_406, 26), open(1)])
    expect(states.map(({ session, sentBytes }) => [session, sentBytes])).toEqual([['s1', 8]])
  })
  test('an old ss without -O', async () => {
    const { states } = await gatherSocketStates(exec(done('', 255), done(sample('ss-6.1-two-lines.txt'))), [
      open(60_406),
    ])
    expect(states).toHaveLength(1)
  })
  test.each<[ExecResult, RegExp]>([
    [{ kind: 'missing' }, /not installed/],
    [{ kind: 'timeout' }, /time/],
  ])('blind: %j', async (result, why) => {
    expect(await gatherSocketStates(exec(result), [open(1)])).toEqual({ states: [], blind: expect.stringMatching(why) })
  })
})

test('the connections of this host with a server are counted, without our own', async () => {
  const line = (local: string, peer: string, state = 'ESTAB') => `${state} 0 0 ${local} ${peer} cubic mss:1448`
  const stdout = [
    line('10.91.1.2:40001', '10.91.2.2:25'),
    line('10.91.1.2:40002', '10.91.2.2:25'),
    line('[::ffff:10.91.1.2]:40003', '[::ffff:10.91.2.2]:25'),
    line('10.91.1.2:40004', '10.91.2.2:587'),
    line('10.91.1.2:40005', '10.91.2.3:25'),
    line('10.91.1.2:40006', '10.91.2.2:25', 'FIN-WAIT-1'),
  ].join('\n')
  const exec = { run: async () => ({ kind: 'done', exitCode: 0, stdout, stderr: '' }) as const }
  expect(await gatherConnections(exec, endpoint, [40_001])).toEqual({
    connections: { to: '10.91.2.2', port: 25, open: 2 },
  })
  const blind = { run: async () => ({ kind: 'missing' }) as const }
  expect(await gatherConnections(blind, endpoint, [])).toEqual({ blind: 'ss (iproute2) is not installed' })
})
