import { expect, test } from 'vitest'
import type { TraceFact } from '../../domain/facts/host-facts.ts'
import type { Exec, ExecResult } from '../../domain/ports.ts'
import { gatherTrace, readMtr, readTracepath, readTraceroute } from './trace.ts'

const TRACEPATH = ` 1?: [LOCALHOST]                      pmtu 1500
 1:  10.91.1.1                                             2.570ms 
 1:  10.91.1.1                                             0.053ms 
 2:  10.91.1.1                                             0.033ms pmtu 1400
 2:  10.91.2.2                                             0.198ms reached
     Resume: pmtu 1400 hops 2 back 2 
`
const TRACEPATH_LOST = ` 1?: [LOCALHOST]                      pmtu 1500
 1:  10.91.1.1                                             0.062ms 
 2:  10.91.1.1                                             0.018ms pmtu 1400
 2:  no reply
 3:  no reply
     Too many hops: pmtu 1400
     Resume: pmtu 1400 
`
const hub = (count: number | string, host: string, best: number): object => ({
  count,
  host,
  'Loss%': 0,
  Snt: 1,
  Last: best,
  Avg: best,
  Best: best,
  Wrst: best,
  StDev: 0,
})
const mtr = (...hubs: readonly object[]): string =>
  JSON.stringify({ report: { mtr: { src: 'vm', dst: '10.91.2.2' }, hubs } })

test.each<[string, TraceFact | undefined, Omit<TraceFact, 'to'>]>([
  [
    'tracepath',
    readTracepath(TRACEPATH, '10.91.2.2'),
    {
      tool: 'tracepath',
      reached: true,
      wholeBytes: 1400,
      hops: [
        { ttl: 1, address: '10.91.1.1', rttMs: 0.053 },
        { ttl: 2, address: '10.91.2.2', rttMs: 0.198, mtu: 1400 },
      ],
    },
  ],
  [
    'tracepath that ends',
    readTracepath(TRACEPATH_LOST, '10.91.2.2'),
    {
      tool: 'tracepath',
      reached: false,
      hops: [
        { ttl: 1, address: '10.91.1.1', rttMs: 0.062 },
        { ttl: 2, address: '10.91.1.1', rttMs: 0.018, mtu: 1400 },
      ],
    },
  ],
  [
    'tracepath refused',
    readTracepath(' 1:  send failed\n     Resume: pmtu 65535 \n', '10.91.2.2'),
    { tool: 'tracepath', reached: false, hops: [] },
  ],
  [
    'mtr',
    readMtr(mtr(hub(1, '10.91.1.1', 0.332), hub('2', '10.91.2.2', 0.138)), '10.91.2.2'),
    {
      tool: 'mtr',
      reached: true,
      hops: [
        { ttl: 1, address: '10.91.1.1', rttMs: 0.332 },
        { ttl: 2, address: '10.91.2.2', rttMs: 0.138 },
      ],
    },
  ],
  [
    'mtr with silent hops',
    readMtr(mtr(hub(1, '???', 0), hub(2, '10.9.9.9', 1), hub(3, '???', 0)), '10.91.2.2'),
    { tool: 'mtr', reached: false, hops: [{ ttl: 1 }, { ttl: 2, address: '10.9.9.9', rttMs: 1 }] },
  ],
  [
    'traceroute --mtu',
    readTraceroute(
      'traceroute to 10.91.2.2 (10.91.2.2), 30 hops max, 65000 byte packets\n 1  10.91.1.1  0.045 ms F=1500  0.016 ms  0.011 ms\n 2  * F=1400 * *\n 3  * * *\n',
      '10.91.2.2',
    ),
    {
      tool: 'traceroute',
      reached: false,
      hops: [
        { ttl: 1, address: '10.91.1.1', rttMs: 0.045, mtu: 1500 },
        { ttl: 2, mtu: 1400 },
      ],
    },
  ],
  [
    'traceroute to IPv6',
    readTraceroute(
      'traceroute to 2001:db8::1 (2001:db8::1), 30 hops max, 80 byte packets\n 1  2001:db8::1  0.4 ms !X  0.5 ms\n',
      '2001:DB8::1',
    ),
    { tool: 'traceroute', reached: true, hops: [{ ttl: 1, address: '2001:db8::1', rttMs: 0.4 }] },
  ],
])('%s', (_name, trace, expected) => expect(trace).toMatchObject(expected))

test.each([
  '',
  '{}',
  '{"report":{"hubs":[null,3,"x"]}}',
  'mtr: udp socket connect failed: Permission denied',
  '[',
  'null',
])('%j has no hops', (text) => {
  expect(readMtr(text, 'x')?.hops ?? []).toEqual([])
  expect(readTracepath(text, 'x')?.hops).toEqual([])
  expect(readTraceroute(text, 'x')?.hops).toEqual([])
})

test('tools are tried in turn, and their absence is blindness', async () => {
  const only = (tool: string, result: ExecResult): Exec => ({
    run: async (command) => (command === tool ? result : { kind: 'missing' }),
  })
  const done: ExecResult = { kind: 'done', exitCode: 0, stdout: TRACEPATH, stderr: '' }
  expect((await gatherTrace(only('tracepath', done), '10.91.2.2')).trace?.reached).toBe(true)
  expect((await gatherTrace(only('tracepath', done), '10.91.2.2', { size: 'whole' })).trace?.wholeBytes).toBe(1400)
  expect(await gatherTrace(only('mtr', done), '10.91.2.2', { size: 'whole' })).toEqual({
    blind: expect.stringMatching(/tracepath is not installed/),
  })
  expect(await gatherTrace(only('none', done), '10.91.2.2')).toEqual({ blind: expect.stringMatching(/installed/) })
  expect(await gatherTrace(only('mtr', { kind: 'timeout' }), '10.91.2.2')).toEqual({
    blind: expect.stringMatching(/time/),
  })
})
