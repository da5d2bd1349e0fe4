import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { openBeginnings } from '../beginnings.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { LogSink } from '../log-event.ts'

/** A handshake that tlsproxy did for a delivery process, and that failed. */
export interface ProxiedHandshake {
  readonly atMs: number
  readonly address: string
  readonly text: string
}

/** Handshakes that tlsproxy(8) does where connections with TLS are used again (`smtp_tls_connection_reuse = yes`). */
export interface ProxiedHandshakes {
  /** False: the line tells of no handshake. */
  read(frame: Frame): boolean
  /** The failure that a delivery process tells of now; undefined where none is known, or where several may be meant. An empty `address`: not known. */
  take(atMs: number, address: string): ProxiedHandshake | undefined
}

const line = openBeginnings<'begun' | 'failed' | 'word' | 'over'>([
  ['CONNECT to [', 'begun'],
  ['DISCONNECT [', 'over'],
  ['TLS handshake failed for service=', 'failed'],
  ['warning: TLS library problem: ', 'word'],
  ['warning: ciphertext read/write timeout for ', 'word'],
])

/** `TLS handshake failed for service=smtp peer=[192.0.2.1]:25` (tlsproxy.c). */
const FAILED = /^TLS handshake failed for service=(\S{1,60}) peer=\[([\da-f.:]{2,45})\]:\d{1,5}/i

/** `CONNECT to [192.0.2.1]:25`, `DISCONNECT [192.0.2.1]:25` */
const PEER = /^\w{1,10}(?: to)? \[([\da-f.:]{2,45})\]/i

const PROCESSES = 256
const PEERS = 2_048
const HELD = 64
const TEXT_LIMIT = 1_000
/** The delivery process tells of it at once. */
const LATEST_MS = 5_000
/** Nobody gives up a handshake sooner. Stamps may be of whole seconds. */
const SHORTEST_WAIT_MS = 2_000

/** tlsproxy does one thing at a time: what its library says belongs to the failure that it tells of next. */
export function openProxiedHandshakes(sink: LogSink): ProxiedHandshakes {
  const words = new BoundedMap<string, string>(PROCESSES)
  /** Peers with which a session is open, and since when. */
  const open = new BoundedMap<string, number>(PEERS)
  let failed: readonly ProxiedHandshake[] = []

  function fail(frame: Frame, process: string, text: string): void {
    const [head, service = '', address = ''] = FAILED.exec(text) ?? []
    const word = words.get(process)
    words.delete(process)
    if (head === undefined) return
    open.delete(address)
    if (service === 'smtpd') return sink.server('tlsAcceptFailed', frame.atMs)
    // Of what the library met, and of time that ran out, there was a line before.
    const told = `${head}${word === undefined ? ': lost connection' : `; ${word}`}`
    failed = [...failed.slice(1 - HELD), { atMs: frame.atMs, address: ownString(address), text: ownString(told) }]
  }

  /** Of a handshake that fails tlsproxy tells before the delivery process does; of one that the latter no longer waits for, after it. */
  function outstanding(atMs: number, address: string): ProxiedHandshake | undefined {
    const since = open.get(address)
    if (since === undefined) return undefined
    open.delete(address)
    return atMs - since < SHORTEST_WAIT_MS
      ? undefined
      : { atMs, address: ownString(address), text: `TLS handshake with [${address}] timed out` }
  }

  return {
    read(frame) {
      const { octets, from, to } = frame
      const kind = line(octets, from, to)
      if (kind === undefined) return false
      const text = frame.text.slice(from, Math.min(to, from + TEXT_LIMIT))
      if (kind === 'word') words.set(processOf(frame), ownString(text))
      else if (kind === 'failed') fail(frame, processOf(frame), text)
      else {
        const [, address = ''] = PEER.exec(text) ?? []
        if (kind === 'over') open.delete(address)
        else open.set(address, frame.atMs)
      }
      return true
    },
    take(atMs, address) {
      const near = failed.filter((one) => Number.isNaN(atMs) || Math.abs(atMs - one.atMs) <= LATEST_MS)
      const meant = address === '' ? near : near.filter((one) => one.address === address)
      const last = meant.at(-1)
      if (last === undefined) return outstanding(atMs, address)
      if (meant.some((one) => one.address !== last.address)) return undefined
      failed = failed.filter((one) => one !== last)
      return last
    },
  }
}

function processOf({ pid, host }: Frame): string {
  return `${pid} ${host}`
}
