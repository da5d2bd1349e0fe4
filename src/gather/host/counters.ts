import type { CounterFact } from '../../domain/facts/host-facts.ts'
import type { Files } from '../../domain/ports.ts'

/** Counters by their names, `Tcp.RetransSegs`. They belong to the network namespace. */
export type CounterSnapshot = ReadonlyMap<string, number>

/** What tells of losses, resets, ICMP and path MTU; the other three hundred are left alone. */
const TELLING = new Set([
  'Icmp.InDestUnreachs',
  'Icmp.InTimeExcds',
  'Icmp6.InDestUnreachs',
  'Icmp6.InPktTooBigs',
  'Ip.OutNoRoutes',
  'Ip.OutDiscards',
  'Ip.FragFails',
  'Ip6.OutNoRoutes',
  'Tcp.AttemptFails',
  'Tcp.EstabResets',
  'Tcp.OutSegs',
  'Tcp.RetransSegs',
  'Tcp.InErrs',
  'Tcp.InCsumErrors',
  'Tcp.OutRsts',
  'TcpExt.TCPTimeouts',
  'TcpExt.TCPSynRetrans',
  'TcpExt.TCPRetransFail',
  'TcpExt.TCPAbortOnData',
  'TcpExt.TCPAbortOnClose',
  'TcpExt.TCPAbortOnTimeout',
  'TcpExt.PAWSEstab',
  'TcpExt.TCPMTUPFail',
  'TcpExt.TCPMTUPSuccess',
  'TcpExt.TCPLostRetransmit',
  'TcpExt.TCPOFOQueue',
  'TcpExt.ListenOverflows',
  'TcpExt.OutOfWindowIcmps',
  'TcpExt.LockDroppedIcmps',
  'TcpExt.TCPFromZeroWindowAdv',
  'Conntrack.drop',
  'Conntrack.early_drop',
])

/** Reads the two-line form of /proc/net/snmp and /proc/net/netstat, and the one-line form of /proc/net/snmp6. */
export function readCounters(text: string): CounterSnapshot {
  const counters = new Map<string, number>()
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    const [head = '', ...names] = line.split(/\s+/)
    if (head.endsWith(':')) {
      const [nextHead, ...values] = (lines[index + 1] ?? '').split(/\s+/)
      if (nextHead !== head || !/^-?\d+$/.test(values[0] ?? '')) continue
      for (const [column, name] of names.entries()) {
        const value = Number(values[column])
        if (name !== '' && Number.isFinite(value)) counters.set(`${head.slice(0, -1)}.${name}`, value)
      }
    } else {
      const six = /^(Ip6|Icmp6)(\w+)$/.exec(head)
      const value = Number(names[0])
      if (six !== null && Number.isFinite(value)) counters.set(`${six[1]}.${six[2]}`, value)
    }
  }
  return counters
}

/**
 * Reads /proc/net/stat/nf_conntrack: names, and one line of hexadecimal numbers for each processor. `drop`: the table had no room for a
 * packet's connection, or could not make one; `early_drop`: another one had to leave for it.
 */
export function readConntrack(text: string): CounterSnapshot {
  const [head = '', ...lines] = text.trim().split('\n')
  const names = head.trim().split(/\s+/)
  const rows = lines.map((line) => line.trim().split(/\s+/))
  return new Map(
    ['drop', 'early_drop'].flatMap((name): [string, number][] => {
      const column = names.indexOf(name)
      const counts = rows.map((row) => Number.parseInt(row[column] ?? '', 16)).filter(Number.isFinite)
      return column < 0 || counts.length === 0
        ? []
        : [[`Conntrack.${name}`, counts.reduce((sum, count) => sum + count, 0)]]
    }),
  )
}

/** undefined: /proc is not there (not Linux, or not mounted). */
export async function snapshotCounters(files: Files): Promise<CounterSnapshot | undefined> {
  const texts = await Promise.all(
    ['/proc/net/snmp', '/proc/net/netstat', '/proc/net/snmp6'].map((path) => files.readText(path)),
  )
  if (texts[0] === undefined) return undefined
  const tracked = await files.readText('/proc/net/stat/nf_conntrack')
  return new Map([...texts.flatMap((text) => [...readCounters(text ?? '')]), ...readConntrack(tracked ?? '')])
}

/** The telling counters that moved up between two snapshots. */
export function counterDeltas(before: CounterSnapshot, after: CounterSnapshot): readonly CounterFact[] {
  return [...TELLING].flatMap((name) => {
    const delta = (after.get(name) ?? 0) - (before.get(name) ?? 0)
    return delta > 0 ? [{ name, delta }] : []
  })
}
