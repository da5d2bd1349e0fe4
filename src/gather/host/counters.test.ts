import { expect, test } from 'vitest'
import { counterDeltas, readConntrack, readCounters, snapshotCounters } from './counters.ts'

const SNMP = `Ip: Forwarding DefaultTTL OutNoRoutes
Ip: 2 64 5
Icmp: InMsgs InErrors InCsumErrors InDestUnreachs
Icmp: 28 3 0 6
IcmpMsg: InType0 InType3
IcmpMsg: 3 6
Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets CurrEstab InSegs OutSegs RetransSegs
Tcp: 1 200 120000 -1 7 0 2 0 0 20 74 7
`
const NETSTAT = 'TcpExt: SyncookiesSent TCPTimeouts TCPMTUPFail\nTcpExt: 0 4 1\n'

test('names and values of the two-line form belong together', () => {
  const counters = readCounters(SNMP + NETSTAT)
  expect(counters.get('Tcp.RetransSegs')).toBe(7)
  expect(counters.get('Tcp.MaxConn')).toBe(-1)
  expect(counters.get('Icmp.InDestUnreachs')).toBe(6)
  expect(counters.get('TcpExt.TCPMTUPFail')).toBe(1)
  expect(readCounters('Icmp6InPktTooBigs\t3\nIp6OutNoRoutes 4\n')).toEqual(
    new Map([
      ['Icmp6.InPktTooBigs', 3],
      ['Ip6.OutNoRoutes', 4],
    ]),
  )
})

test('only telling counters that rose are facts', () => {
  const before = readCounters(SNMP)
  const after = new Map(before)
    .set('Tcp.RetransSegs', 9)
    .set('Tcp.OutSegs', 900)
    .set('Tcp.CurrEstab', 4)
    .set('Icmp.InDestUnreachs', 2)
  expect(counterDeltas(before, after)).toEqual([
    { name: 'Tcp.OutSegs', delta: 826 },
    { name: 'Tcp.RetransSegs', delta: 2 },
  ])
})

test.each(['', 'Tcp:', 'Tcp: a b\nTcp:', 'Tcp: a b\nUdp: 1 2', 'Tcp: a\nTcp: x', '\u0000\n\n'])(
  '%j counts nothing',
  (text) => {
    expect(readCounters(text).size).toBe(0)
  },
)

test('without /proc there is no snapshot', async () => {
  expect(await snapshotCounters({ readText: async () => undefined })).toBeUndefined()
  const files = { readText: async (path: string) => (path.endsWith('snmp') ? SNMP : undefined) }
  expect((await snapshotCounters(files))?.get('Tcp.AttemptFails')).toBe(2)
})

test('the connection table counts in hexadecimal, a line for each processor', () => {
  const head =
    'entries  clashres found new invalid ignore delete chainlength insert insert_failed drop early_drop icmp_error  expect_new expect_create expect_delete search_restart\n'
  const cpu = (drop: string) =>
    `00000010  00000000 00000000 00000000 00000003 00000000 00000000 00000002 00000000 00000000 ${drop} 00000001 00000000  00000000 00000000 00000000 00000000\n`
  const counted = readConntrack(head + cpu('0000000f') + cpu('00000001'))
  expect(counted).toEqual(
    new Map([
      ['Conntrack.drop', 16],
      ['Conntrack.early_drop', 2],
    ]),
  )
  expect(readConntrack('').size).toBe(0)
  expect(readConntrack(head).size).toBe(0)
  expect(readConntrack('entries found\n1 2\n').size).toBe(0)
})
