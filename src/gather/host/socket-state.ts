import { readAddress } from '../../domain/address.ts'
import type { Endpoint } from '../../domain/endpoint.ts'
import type { HostConnections, SocketState } from '../../domain/facts/host-facts.ts'
import type { Exec } from '../../domain/ports.ts'
import { type SsSocket, readSs } from './ss.ts'

/** One of our own open connections. */
export interface OpenSocket {
  readonly session: string
  readonly endpoint: Endpoint
  readonly localPort: number
  readonly afterSilenceMs: number
}

/** What the kernel knows of our sockets; `blind` says why nobody could look. A socket that is gone is left out. */
export async function gatherSocketStates(
  exec: Exec,
  sockets: readonly OpenSocket[],
): Promise<{ readonly states: readonly SocketState[]; readonly blind?: string }> {
  if (sockets.length === 0) return { states: [] }
  const { found, blind } = await askKernel(exec)
  if (blind !== undefined) return { states: [], blind }
  return {
    states: sockets.flatMap((socket) => {
      const ours = found.find(
        (each) =>
          each.localPort === socket.localPort &&
          each.peerPort === socket.endpoint.port &&
          sameAddress(each.peerAddress, socket.endpoint.address),
      )
      return ours === undefined ? [] : [socketState(socket, ours)]
    }),
  }
}

/** How many connections this host holds with the endpoint, whoever made them; our own sessions are told by their ports. */
export async function gatherConnections(
  exec: Exec,
  { address, port }: Endpoint,
  ownPorts: readonly number[],
): Promise<{ readonly connections?: HostConnections; readonly blind?: string }> {
  const { found, blind } = await askKernel(exec)
  if (blind !== undefined) return { blind }
  const others = found.filter(
    (each) =>
      each.state === 'ESTAB' &&
      each.peerPort === port &&
      sameAddress(each.peerAddress, address) &&
      !ownPorts.includes(each.localPort),
  )
  return { connections: { to: address, port, open: others.length } }
}

async function askKernel(exec: Exec): Promise<{ readonly found: readonly SsSocket[]; readonly blind?: string }> {
  const result = await exec.run('ss', ['-tinemoHO'], { timeoutMs: 3_000 })
  // Before iproute2 5.2 there is no -O; the reader joins the lines itself.
  const old =
    result.kind === 'done' && result.exitCode !== 0 ? await exec.run('ss', ['-tinemo'], { timeoutMs: 3_000 }) : result
  if (old.kind === 'missing') return { found: [], blind: 'ss (iproute2) is not installed' }
  if (old.kind === 'timeout') return { found: [], blind: 'ss did not end in time' }
  if (old.exitCode !== 0) return { found: [], blind: `ss failed: ${old.stderr.trim().slice(0, 200)}` }
  return { found: readSs(old.stdout) }
}

function sameAddress(a: string, b: string): boolean {
  return (readAddress(a) ?? a) === (readAddress(b) ?? b)
}

/** The kernel's numbers in the words of the domain. `bytes_acked` counts our SYN as one octet; here it does not. */
export function socketState(open: OpenSocket, socket: SsSocket): SocketState {
  const number = (key: string): number => Number.parseFloat(socket.values.get(key) ?? '') || 0
  const [retransmittedNow = 0] = (socket.values.get('retrans') ?? '').split('/').map(Number)
  return {
    session: open.session,
    endpoint: open.endpoint,
    state: socket.state,
    timer: timerKind(socket.timer?.kind),
    retransmits: Math.max(retransmittedNow, socket.timer?.kind === 'on' ? socket.timer.retransmits : 0),
    ...(socket.timer?.kind === 'keepalive' ? { unansweredProbes: socket.timer.retransmits } : {}),
    backoff: number('backoff'),
    unackedSegments: number('unacked'),
    sentBytes: number('bytes_sent'),
    // Not written while it is zero.
    resentBytes: number('bytes_retrans'),
    ackedBytes: Math.max(number('bytes_acked') - 1, 0),
    receivedBytes: number('bytes_received'),
    earlySegments: number('rcv_ooopack'),
    notSentBytes: number('notsent'),
    sendQueueBytes: socket.sendQueueBytes,
    mss: number('mss'),
    pathMtu: number('pmtu'),
    rttMs: number('rtt'),
    lastReceivedMs: number('lastrcv'),
    lastAckMs: number('lastack'),
    afterSilenceMs: open.afterSilenceMs,
  }
}

function timerKind(kind: string | undefined): SocketState['timer'] {
  return kind === 'on' || kind === 'persist' || kind === 'keepalive' ? kind : 'none'
}
