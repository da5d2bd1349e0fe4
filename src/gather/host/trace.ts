import { isRecord } from '../../base/is-record.ts'
import { parsedJson } from '../../base/parsed-json.ts'
import { readAddress } from '../../domain/address.ts'
import type { TraceFact } from '../../domain/facts/host-facts.ts'
import type { Exec } from '../../domain/ports.ts'

type Hop = TraceFact['hops'][number]

/** `small`: how far any packet comes. `whole`: whether packets come through that fill the link and may not be split. */
export type TraceSize = 'small' | 'whole'

/**
 * How far packets come, by the first tool that is installed and sends such: ICMP or UDP packets, because a SYN to port 25 would be one
 * more connection for the receiver. `blind`: no tool is installed, or none ended in time.
 */
export async function gatherTrace(
  exec: Exec,
  to: string,
  { size = 'small', signal }: { readonly size?: TraceSize; readonly signal?: AbortSignal } = {},
): Promise<{ readonly trace?: TraceFact; readonly blind?: string }> {
  const tools = [
    { tool: 'mtr', args: ['-n', '--json', '-c', '1', '-G', '1', to], read: readMtr },
    { tool: 'tracepath', args: ['-n', '-m', '20', to], read: readTracepath },
    { tool: 'traceroute', args: ['-n', '-q', '1', '-w', '1', '-m', '20', to], read: readTraceroute },
  ].filter(({ tool }) => size === 'small' || tool === 'tracepath')
  let blind = size === 'small' ? 'none of mtr, tracepath and traceroute is installed' : 'tracepath is not installed'
  for (const { tool, args, read } of tools) {
    const result = await exec.run(tool, args, { timeoutMs: 15_000, ...(signal === undefined ? {} : { signal }) })
    if (result.kind === 'missing') continue
    if (result.kind === 'timeout') blind = `${tool} did not end in time`
    else {
      const trace = read(result.stdout, to)
      if (trace !== undefined && trace.hops.length > 0) return { trace }
      blind = `${tool} failed: ${result.stderr.trim().slice(0, 200)}`
    }
  }
  return { blind }
}

/** `mtr --json`: `hubs` with `count` and `host`, which is `???` where nobody answered. */
export function readMtr(text: string, to: string): TraceFact | undefined {
  const parsed = parsedJson(text)
  const report = isRecord(parsed) ? parsed['report'] : undefined
  const hubs = isRecord(report) ? report['hubs'] : undefined
  if (!Array.isArray(hubs)) return undefined
  const hops = hubs.flatMap((hub: unknown, index): Hop[] => {
    if (!isRecord(hub)) return []
    const { host, Best: best, count } = hub
    const address = typeof host === 'string' ? readAddress(host) : undefined
    const ttl = Number(count)
    return [
      hopOf(Number.isInteger(ttl) && ttl > 0 ? ttl : index + 1, address, typeof best === 'number' ? best : undefined),
    ]
  })
  return traceOf('mtr', to, hops)
}

/** `tracepath -n`: a hop may stand on several lines, and `pmtu` is what is known from there on, and the size of the packets that follow. */
export function readTracepath(text: string, to: string): TraceFact | undefined {
  const hops = new Map<number, Hop>()
  for (const line of text.split('\n')) {
    const match = /^\s*(\d+)(\?)?:\s+(\S+)(.*)$/.exec(line)
    // `1?: [LOCALHOST]` is ourselves.
    if (match === null || match[2] !== undefined) continue
    const ttl = Number(match[1])
    const rest = match[4] ?? ''
    const rtt = /([\d.]+)ms/.exec(rest)?.[1]
    const mtu = /\bpmtu (\d+)/.exec(rest)?.[1]
    const hop = hopOf(ttl, readAddress(match[3] ?? ''), rtt === undefined ? undefined : Number(rtt))
    const known = hops.get(ttl)
    // `no reply` after an answer of the same hop takes nothing away.
    hops.set(ttl, { ...known, ...hop, ...(mtu === undefined ? {} : { mtu: Number(mtu) }) })
  }
  const trace = traceOf('tracepath', to, [...hops.values()])
  const wholeBytes = Number([...text.matchAll(/\bpmtu (\d+)/g)].at(-1)?.[1] ?? Number.NaN)
  return trace.reached && Number.isFinite(wholeBytes) ? { ...trace, wholeBytes } : trace
}

/** `traceroute -n`, with `--mtu` too (`F=1400` before the first answer of that size). */
export function readTraceroute(text: string, to: string): TraceFact | undefined {
  const hops = text.split('\n').flatMap((line): Hop[] => {
    const match = /^\s*(\d+)\s+(.*)$/.exec(line)
    if (match === null) return []
    const words = (match[2] ?? '').split(/\s+/)
    const address = words.map((word) => readAddress(word)).find((each) => each !== undefined)
    const rtt = /([\d.]+) ms/.exec(match[2] ?? '')?.[1]
    const mtu = /\bF=(\d+)/.exec(match[2] ?? '')?.[1]
    const hop = hopOf(Number(match[1]), address, rtt === undefined ? undefined : Number(rtt))
    return [mtu === undefined ? hop : { ...hop, mtu: Number(mtu) }]
  })
  return traceOf('traceroute', to, hops)
}

function hopOf(ttl: number, address: string | undefined, rttMs: number | undefined): Hop {
  return { ttl, ...(address === undefined ? {} : { address, ...(rttMs === undefined ? {} : { rttMs }) }) }
}

/** Silent hops at the end say nothing that their absence does not. */
function traceOf(tool: string, to: string, hops: readonly Hop[]): TraceFact {
  const last = hops.findLastIndex((hop) => hop.address !== undefined || hop.mtu !== undefined)
  const target = readAddress(to) ?? to
  return { to, tool, hops: hops.slice(0, last + 1), reached: hops.some((hop) => hop.address === target) }
}
