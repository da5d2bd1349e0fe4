import { ownString } from '../../wire/syslog/latin1.ts'
import { attemptOf } from '../attempt-line.ts'
import { BoundedMap } from '../bounded-map.ts'
import { openExpiries } from '../expired-messages.ts'
import type { AttemptStatus, LogSink } from '../log-event.ts'
import { domainOf } from '../log-event.ts'
import type { PendingFailure, PendingFailures } from '../pending-failures.ts'

/** What every line of a delivery says of it. */
export interface DeliveryAt {
  readonly id: string
  readonly atMs: number
  /** Those that still wait for an outcome. */
  readonly recipients: readonly string[]
  readonly sizeBytes: number
}

export interface Peer {
  readonly mx: string
  readonly address: string
}

export interface HostFailure extends Peer {
  readonly reason: string
  /** It failed of TLS: in clear it might have passed. */
  readonly tls: boolean
  /** It offers no STARTTLS: where TLS is not demanded, the mail is handed to it in clear. */
  readonly isUnoffered: boolean
  /** No other host will be asked, and no later attempt made. */
  readonly final: boolean
  /** Counts as a host that failed on the way, where another takes the mail. */
  readonly detour: boolean
}

/** One delivery attempt of one message, from `attempt-start` to `attempt-end`. */
interface Delivery {
  readonly recipients: readonly string[]
  readonly sizeBytes: number
  readonly settled: Set<string>
  /** The last host's failure, by domain. */
  readonly failures: Map<string, HostFailure>
  /** The last host, while it may still be taking the mail in clear. */
  unoffered: PendingFailure | undefined
  /** The domain that is being delivered to, in lower case. */
  current: string
  /** False while nothing was tried: what is given up then is given up by its age. */
  tried: boolean
}

/** Turns events of deliveries into attempts: one for each recipient. */
export interface Deliveries {
  begin(at: DeliveryAt): void
  domain(at: DeliveryAt, domain: string): void
  hostFailed(at: DeliveryAt, domain: string, failure: HostFailure): void
  sent(at: DeliveryAt, recipient: string, peer: Peer, encrypted: boolean): void
  refused(at: DeliveryAt, recipient: string, forGood: boolean, reason: string, peer: Peer): void
  /** The sender is told: the only line of a local delivery, and of a message that is given up. */
  notified(at: DeliveryAt, recipient: string, status: 'sent' | 'bounced', reason: string, peer: Peer): void
  /** Nothing was tried after all: a limit of our own held it back. */
  forget(id: string): void
  /** Recipients without an outcome of their own share their domain's. */
  settle(id: string, atMs: number, domain?: string): void
  end(id: string): void
}

/** Bounds of the memory: messages on their way, recipients of one, and the words of one failure. */
const DELIVERIES_HELD = 8_192
const RECIPIENTS_HELD = 10_000
const REASON_CHARACTERS = 4_000

const NOBODY: Peer = { mx: '', address: '' }

export function openDeliveries(sink: LogSink, pending: PendingFailures): Deliveries {
  const open = new BoundedMap<string, Delivery>(DELIVERIES_HELD)
  const expiries = openExpiries(sink)

  function deliveryOf(at: DeliveryAt, tried: boolean): Delivery {
    const known = open.get(at.id)
    if (known !== undefined) return known
    const delivery: Delivery = {
      recipients: at.recipients.slice(0, RECIPIENTS_HELD).map(ownString),
      sizeBytes: at.sizeBytes,
      settled: new Set(),
      failures: new Map(),
      unoffered: undefined,
      current: '',
      tried,
    }
    open.set(ownString(at.id), delivery)
    return delivery
  }

  function attempt(
    at: { readonly id: string; readonly atMs: number },
    delivery: Delivery,
    to: { readonly recipient: string; readonly domain: string },
    status: AttemptStatus,
    reason: string,
    peer: Peer,
  ): void {
    if (status === 'expired') expiries.tell(at.id, at.atMs)
    sink.attempt(
      attemptOf({
        software: 'stalwart',
        atMs: at.atMs,
        queueId: at.id,
        recipient: to.recipient,
        ...(to.recipient === '' ? { domain: to.domain } : {}),
        status,
        mx: peer.mx,
        address: peer.address,
        reason,
        sizeBytes: delivery.sizeBytes,
      }),
    )
  }

  /** Another host is asked: to the one without STARTTLS no mail was given. */
  function leave(id: string, delivery: Delivery): void {
    if (delivery.unoffered !== undefined) pending.add(id, delivery.unoffered)
    delivery.unoffered = undefined
  }

  /** False where the recipient has an outcome already. */
  function settleOnce(delivery: Delivery, recipient: string): boolean {
    if (delivery.settled.has(recipient)) return false
    delivery.settled.add(ownString(recipient))
    return true
  }

  return {
    begin(at) {
      open.delete(at.id)
      deliveryOf(at, false)
    },
    domain(at, domain) {
      const delivery = deliveryOf(at, true)
      delivery.current = ownString(domain.toLowerCase())
      delivery.tried = true
    },
    hostFailed(at, domain, failure) {
      const delivery = deliveryOf(at, true)
      delivery.tried = true
      leave(at.id, delivery)
      if (failure.isUnoffered) delivery.unoffered = { atMs: at.atMs, ...failure, mx: ownString(failure.mx) }
      else if (failure.detour) pending.add(at.id, { atMs: at.atMs, ...failure })
      const own: HostFailure = {
        ...failure,
        mx: ownString(failure.mx),
        reason: ownString(failure.reason.slice(0, REASON_CHARACTERS)),
      }
      delivery.failures.set(ownString(domain.toLowerCase() || delivery.current), own)
    },
    sent(at, recipient, peer, encrypted) {
      const delivery = deliveryOf(at, true)
      if (delivery.unoffered?.mx !== peer.mx) leave(at.id, delivery)
      pending.healed(at.id, { ...peer, encrypted })
      delivery.settled.add(ownString(recipient))
      attempt(at, delivery, { recipient, domain: '' }, 'sent', '', peer)
    },
    refused(at, recipient, forGood, reason, peer) {
      const delivery = deliveryOf(at, true)
      delivery.settled.add(ownString(recipient))
      attempt(at, delivery, { recipient, domain: '' }, forGood ? 'bounced' : 'deferred', reason, peer)
    },
    notified(at, recipient, status, reason, peer) {
      const delivery = deliveryOf(at, true)
      if (!settleOnce(delivery, recipient)) return
      if (status === 'sent') return attempt(at, delivery, { recipient, domain: '' }, 'sent', '', peer)
      const failure = delivery.failures.get(domainOf(recipient)) ?? delivery.failures.get('')
      if (!delivery.tried)
        return attempt(at, delivery, { recipient, domain: '' }, 'expired', `message expired: ${reason}`, NOBODY)
      const words = failure === undefined || reason.includes(' said: ') ? reason : `${failure.reason}; ${reason}`
      attempt(at, delivery, { recipient, domain: '' }, 'bounced', words, failure ?? peer)
    },
    forget(id) {
      open.get(id)?.failures.clear()
    },
    settle(id, atMs, only) {
      const delivery = open.get(id)
      if (delivery === undefined) return
      for (const [name, failure] of delivery.failures) {
        const status = failure.final ? 'bounced' : 'deferred'
        const domain = name === '' ? (only?.toLowerCase() ?? '') : name
        const theirs = delivery.recipients.filter((recipient) => domain === '' || domainOf(recipient) === domain)
        // A log that begins in the middle of a delivery does not name them.
        if (theirs.length === 0)
          attempt({ id, atMs }, delivery, { recipient: '', domain }, status, failure.reason, failure)
        for (const recipient of theirs)
          if (settleOnce(delivery, recipient))
            attempt({ id, atMs }, delivery, { recipient, domain: '' }, status, failure.reason, failure)
      }
      if (delivery.failures.size > 0) pending.failed(id)
      delivery.failures.clear()
    },
    end(id) {
      open.delete(id)
    },
  }
}
