import type { Endpoint } from '../../domain/endpoint.ts'
import { keepPackets, type Kept, type KeptPackets } from './kept-packets.ts'
import { startTcpdump, type CaptureRefused } from './tcpdump.ts'

export interface LiveCaptureOptions {
  readonly file: string
  /** Only packets from and to these, and ICMP. */
  readonly endpoints: readonly Endpoint[]
  readonly device?: string
  readonly limitBytes?: number
  /** Keeps credentials and message octets. */
  readonly withPayloads?: boolean
  readonly program?: string
}

export interface LiveCapture {
  readonly kind: 'running'
  readonly file: string
  /** All that is kept so far, as one pcap stream. */
  readonly read: KeptPackets['read']
  /** Listens a little longer, ends, and says what was kept. */
  stop(): Promise<Kept & { readonly note?: string }>
}

const LIMIT_BYTES = 64 * 1024 * 1024
/** The real peer may go on talking after a forged reset. */
const LINGER_MS = 2_000

/** Captures the sessions with some endpoints until it is told to stop. */
export async function startLiveCapture(
  options: LiveCaptureOptions,
  lingerMs = LINGER_MS,
): Promise<LiveCapture | CaptureRefused> {
  let kept: KeptPackets
  try {
    kept = keepPackets({
      file: options.file,
      limitBytes: options.limitBytes ?? LIMIT_BYTES,
      ...(options.withPayloads === undefined ? {} : { withPayloads: options.withPayloads }),
    })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { kind: 'refused', why: 'failed', advice: `cannot write ${options.file}: ${why}` }
  }
  const running = await startTcpdump({
    filter: filterOf(options.endpoints),
    take: kept.push,
    ...(options.device === undefined ? {} : { device: options.device }),
    ...(options.program === undefined ? {} : { program: options.program }),
  })
  if (running.kind === 'refused') {
    kept.discard()
    return running
  }
  return {
    kind: 'running',
    file: options.file,
    read: kept.read,
    async stop() {
      const { note } = await running.stop(lingerMs)
      return { ...kept.close(), ...(note === undefined ? {} : { note }) }
    },
  }
}

/** pcap-filter(7): the sessions with these addresses and ports, and the ICMP errors that any router may send about them. */
export function filterOf(endpoints: readonly Endpoint[]): string {
  const parties = [...new Set(endpoints.map(({ address, port }) => `(host ${bare(address)} and tcp port ${port})`))]
  return [...parties, 'icmp', 'icmp6'].join(' or ')
}

/** tcpdump knows no zones (fe80::1%eth0). */
function bare(address: string): string {
  return address.replace(/%.*$/, '')
}
