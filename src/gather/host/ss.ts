/** One TCP socket as `ss -tinemoHO` (or with the second line of `ss -tinemo`) shows it. Times in milliseconds. */
export interface SsSocket {
  readonly state: string
  readonly receiveQueueBytes: number
  readonly sendQueueBytes: number
  readonly localAddress: string
  readonly localPort: number
  readonly peerAddress: string
  readonly peerPort: number
  readonly timer?: { readonly kind: string; readonly inMs?: number; readonly retransmits: number }
  /** The `key:value` words of the socket's information, as they stand: `bytes_acked` → `9`. */
  readonly values: ReadonlyMap<string, string>
}

/** Reads the output of any iproute2 since 4; lines that are no sockets (headers, noise) are skipped. */
export function readSs(text: string): readonly SsSocket[] {
  // A line that begins with white space goes on with the socket before it.
  const lines = text.replaceAll(/\r?\n[ \t]+/g, ' ').split('\n')
  return lines.flatMap((line) => {
    const socket = readSocket(line)
    return socket === undefined ? [] : [socket]
  })
}

function readSocket(line: string): SsSocket | undefined {
  const words = line.trim().split(/\s+/)
  // `ss` of several families begins with the protocol.
  const [state, received, sent, local, peer, ...rest] = words[0] === 'tcp' ? words.slice(1) : words
  const here = readEnd(local)
  const there = readEnd(peer)
  if (state === undefined || !/^[A-Z][A-Z0-9-]+$/.test(state) || here === undefined || there === undefined)
    return undefined
  const timer = rest.find((word) => word.startsWith('timer:'))
  const values = new Map<string, string>()
  for (const word of rest) {
    const colon = word.indexOf(':')
    if (colon > 0 && !values.has(word.slice(0, colon))) values.set(word.slice(0, colon), word.slice(colon + 1))
  }
  const read = timer === undefined ? undefined : readTimer(timer)
  return {
    state,
    receiveQueueBytes: Number(received) || 0,
    sendQueueBytes: Number(sent) || 0,
    localAddress: here.address,
    localPort: here.port,
    peerAddress: there.address,
    peerPort: there.port,
    ...(read === undefined ? {} : { timer: read }),
    values,
  }
}

function readEnd(text: string | undefined): { address: string; port: number } | undefined {
  const match = /^\[?(?:::ffff:)?([0-9a-fA-F.:*]+?)(?:%[^\]:]+)?\]?(?:%[^:]+)?:(\d+)$/.exec(text ?? '')
  return match?.[1] === undefined ? undefined : { address: match[1], port: Number(match[2]) }
}

/** `timer:(on,572ms,3)`, `timer:(persist,1.396ms,4)`, `timer:(keepalive,119min,0)`. */
function readTimer(text: string): SsSocket['timer'] {
  const match = /^timer:\((\w+),([^,]*),(\d+)\)$/.exec(text)
  if (match?.[1] === undefined) return undefined
  const inMs = durationMs(match[2] ?? '')
  return { kind: match[1], ...(inMs === undefined ? {} : { inMs }), retransmits: Number(match[3]) }
}

/** iproute2 writes 1396 ms as `1.396ms`, `119min` and `5sec`; both may follow each other. */
function durationMs(text: string): number | undefined {
  const match = /^(?:(\d+)min)?(?:(\d+)sec)?(?:(?:(\d+)\.)?(\d+)ms)?$/.exec(text)
  if (match === null || text === '') return undefined
  const [minutes, seconds, wholeSeconds, ms] = match.slice(1).map((part) => Number(part ?? 0))
  return (minutes ?? 0) * 60_000 + ((seconds ?? 0) + (wholeSeconds ?? 0)) * 1_000 + (ms ?? 0)
}
