import type { Frame } from '../../wire/syslog/frame.ts'
import { ownString } from '../../wire/syslog/latin1.ts'
import { BoundedMap } from '../bounded-map.ts'
import { scopeOf } from '../live-queue.ts'
import type { Attempt, LogSink } from '../log-event.ts'
import { peerInReason } from './log-delivery.ts'
import type { ProxiedHandshakes } from './proxied-handshakes.ts'

/** A failure that did not end the delivery request: what follows from the same process says how it went on. */
interface Pending {
  /** Empty until a line names it: connect failures carry no queue id. */
  queueId: string
  readonly atMs: number
  readonly host: string
  readonly address: string
  readonly reason: string
  readonly evidence: string
  readonly tls: boolean
}

/** A handshake that failed, and what the library said of it. */
interface Handshake {
  readonly atMs: number
  readonly host: string
  readonly address: string
  text: string
  told: boolean
}

/** What one delivery process has said since its last outcome. */
interface Process {
  pending: Pending[]
  tls: Handshake | undefined
  /** The last request whose TLS failure was counted: its other recipients do not count again. */
  tlsToldFor: string
}

const PENDING_LIMIT = 16
const PROCESS_LIMIT = 8_192
const TEXT_LIMIT = 1_000

/** How an outcome came about, as its delivery line tells. */
export type Outcome = Pick<Attempt, 'queueId' | 'mx' | 'address' | 'reason'> & { readonly sent: boolean }

/** Joins the lines of one delivery process into requests. */
export interface Requests {
  /** Decides what the failures before an outcome were. Returns what the TLS library said, where the outcome is its failure. */
  settle(frame: Frame, outcome: Outcome): string
  /** An MX failed and the next is tried. */
  earlier(frame: Frame, queueId: string, text: string): void
  tlsError(frame: Frame, text: string): void
  libraryWord(frame: Frame, text: string): void
  end(): void
}

/**
 * TLS lines and connect failures carry no queue id, so they are joined to the next line of their process that does; a delivery process handles
 * one request at a time.
 */
export function openRequests(sink: LogSink, proxied: ProxiedHandshakes): Requests {
  const processes = new BoundedMap<number, Process>(PROCESS_LIMIT, forget)
  let lastHost = ''
  let lastProgram = ''
  let lastScope = 0

  /** One number for host, program and process id: 26 bits of the names' hash and 27 of the id. */
  function keyOf(frame: Frame): number {
    if (frame.host !== lastHost || frame.program !== lastProgram) {
      lastHost = frame.host
      lastProgram = frame.program
      lastScope = scopeOf(`${lastHost} ${lastProgram}`) >>> 6
    }
    return lastScope * 0x800_0000 + (frame.pid & 0x7ff_ffff)
  }

  function processOf(frame: Frame): Process {
    const key = keyOf(frame)
    let process = processes.get(key)
    if (process === undefined) {
      process = { pending: [], tls: undefined, tlsToldFor: '' }
      processes.set(key, process)
    }
    return process
  }

  function known(frame: Frame): Process | undefined {
    return processes.size === 0 ? undefined : processes.get(keyOf(frame))
  }

  function tellTls(process: Process): void {
    const tls = process.tls
    if (tls === undefined || tls.told) return
    tls.told = true
    sink.tlsFailed(tls.text, tls.atMs)
  }

  /** A handshake that failed is counted, whoever it was for; of failures on the way nothing can be said any more. */
  function forget(process: Process): void {
    tellTls(process)
    sink.forgotten('processes', 1)
  }

  /** Pending failures of other requests ended without a delivery, so no MX healed them; those without an id belong to this one. */
  function claim(process: Process, queueId: string): void {
    if (process.pending.length === 0) return
    process.pending = process.pending.filter((pending) => pending.queueId === '' || pending.queueId === queueId)
    for (const pending of process.pending) pending.queueId = ownString(queueId)
  }

  function settle(process: Process, frame: Frame, outcome: Outcome): string {
    const { queueId, reason, sent } = outcome
    claim(process, queueId)
    let evidence = ''
    if (!sent && isTlsReason(reason)) {
      // A handshake that was told belongs to its request: another request's failure had one of its own.
      if (process.tls?.told === true && process.tlsToldFor !== queueId) process.tls = undefined
      // No address is tried twice with TLS for one request: a failure on the way at this one is the outcome's own.
      process.tls ??= toldAt(outcome.address, process.pending) ?? shakenElsewhere(reason, frame.atMs, outcome.address)
      if (process.tls !== undefined) {
        evidence = process.tls.text
        tellTls(process)
      } else if (process.tlsToldFor !== queueId && !reason.startsWith('delivery temporarily'))
        sink.tlsFailed(reason, frame.atMs)
      process.tlsToldFor = ownString(queueId)
      process.pending = []
      return evidence
    }
    if (sent) {
      tellTls(process)
      const { mx, address } = outcome
      for (const one of process.pending) {
        const pending = withPeer(one, address)
        const sameHost = pending.address === '' ? pending.host === mx : pending.address === address
        sink.earlier({
          software: 'postfix',
          atMs: pending.atMs,
          queueId,
          healed: pending.tls && (sameHost || !isNamed(pending)) ? 'in-clear' : 'next-mx',
          mx: pending.host,
          address: pending.address,
          reason: pending.reason,
          evidence: pending.evidence,
        })
      }
      drop(frame)
      return ''
    }
    // One recipient was refused; another of the same request may still be delivered, and then an MX before it did fail on the way.
    if (!reason.includes(' said: ')) process.pending = []
    return ''
  }

  /** No line before it: only a TLS failure has to be counted, and remembered for the request's other recipients. */
  function settleUnknown(frame: Frame, outcome: Outcome): string {
    return !outcome.sent && isTlsReason(outcome.reason) ? settle(processOf(frame), frame, outcome) : ''
  }

  /** Another program did the handshake. */
  function shakenElsewhere(reason: string, atMs: number, address: string): Handshake | undefined {
    const failure = reason.startsWith(NO_HANDSHAKE) ? proxied.take(atMs, address) : undefined
    return failure === undefined ? undefined : { ...failure, host: '', told: false }
  }

  /** Where it was not clear which of several handshakes had failed, the host that took the mail may tell. */
  function withPeer(pending: Pending, address: string): Pending {
    if (!pending.tls || isNamed(pending)) return pending
    const failure = shakenElsewhere(pending.reason, pending.atMs, address)
    return failure === undefined ? pending : { ...pending, address, evidence: failure.text }
  }

  function drop(frame: Frame): void {
    processes.delete(keyOf(frame))
  }

  function earlier(frame: Frame, queueId: string, text: string): void {
    const process = processOf(frame)
    if (queueId !== '') claim(process, queueId)
    const isTls = isTlsReason(text)
    let { host, address } = peerInReason(text)
    let evidence = ''
    if (isTls) {
      process.tls ??= shakenElsewhere(text, frame.atMs, '')
      const tls = process.tls
      if (tls === undefined) sink.tlsFailed(text.slice(0, TEXT_LIMIT), frame.atMs)
      else {
        tellTls(process)
        evidence = tls.text
        host = tls.host
        address = tls.address
        process.tls = undefined
      }
    }
    if (process.pending.length >= PENDING_LIMIT) process.pending.shift()
    process.pending.push({
      queueId: ownString(queueId),
      atMs: frame.atMs,
      host: ownString(host),
      address: ownString(address),
      reason: ownString(text.slice(0, TEXT_LIMIT)),
      evidence,
      tls: isTls,
    })
  }

  function tlsError(frame: Frame, text: string): void {
    const process = processOf(frame)
    tellTls(process)
    const { host, address } = peerInReason(text)
    process.tls = {
      atMs: frame.atMs,
      host: ownString(host),
      address: ownString(address),
      text: ownString(text.slice(0, TEXT_LIMIT)),
      told: false,
    }
  }

  function libraryWord(frame: Frame, text: string): void {
    const tls = known(frame)?.tls
    if (tls === undefined || tls.text.length > TEXT_LIMIT) return
    tls.text = ownString(`${tls.text}; ${text.slice(0, TEXT_LIMIT)}`)
  }

  return {
    settle(frame, outcome) {
      const process = known(frame)
      return process === undefined ? settleUnknown(frame, outcome) : settle(process, frame, outcome)
    },
    earlier,
    tlsError,
    libraryWord,
    end() {
      for (const process of processes.values()) tellTls(process)
      processes.clear()
    },
  }
}

/** It is known with which host it was. */
function isNamed({ host, address }: Pending): boolean {
  return host !== '' || address !== ''
}

/** The handshake with this address that a failure on the way was joined to. */
function toldAt(address: string, pending: readonly Pending[]): Handshake | undefined {
  const failure = pending.findLast((one) => one.tls && one.address !== '' && one.address === address)
  if (failure === undefined) return undefined
  const { atMs, host, evidence } = failure
  return { atMs, host, address, text: evidence, told: true }
}

const NO_HANDSHAKE = 'Cannot start TLS'

const TLS_REASONS: readonly string[] = [
  NO_HANDSHAKE,
  'TLS is required',
  'Server certificate not ',
  'client TLS configuration problem',
]

function isTlsReason(reason: string): boolean {
  for (const beginning of TLS_REASONS) if (reason.startsWith(beginning)) return true
  return false
}
