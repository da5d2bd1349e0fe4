import { attemptOf } from '../attempt-line.ts'
import { openExpiries } from '../expired-messages.ts'
import { domainOf, type AttemptStatus, type LogSink } from '../log-event.ts'
import { inSession, type FruitlessSessions } from './fruitless-sessions.ts'
import type { relayOf } from './line-fields.ts'

/** The fields of a delivery, whichever version wrote them. */
interface Delivery {
  readonly atMs: number
  readonly session: string
  readonly queueId: string
  readonly recipient: string
  readonly status: AttemptStatus
  readonly relay: ReturnType<typeof relayOf>
  readonly stat: string
  readonly source: string
}

export type TellDelivery = (delivery: Delivery) => void

/** Deliveries as attempts. `Network error …` says nothing itself: the sessions before it tell what happened. */
export function openDeliveries(sink: LogSink, fruitless: FruitlessSessions): TellDelivery {
  const expiries = openExpiries(sink)
  return ({ atMs, session, queueId, recipient, status, relay, stat, source }) => {
    fruitless.delivered(session)
    // An envelope's id begins with that of its message.
    if (status === 'expired') expiries.tell(queueId.slice(0, 8), atMs)
    const domain = domainOf(recipient)
    const isAtServer = relay.address !== '' && relay.mx !== ''
    for (const { host, address, reason, atMs: brokeMs } of isAtServer ? fruitless.before(domain, relay.mx, atMs) : [])
      if (status === 'sent')
        sink.earlier({
          software: 'opensmtpd',
          atMs: brokeMs,
          queueId,
          domain,
          healed: 'next-mx',
          mx: host,
          address,
          reason,
          evidence: '',
        })
    const explained = stat.startsWith('Network error') ? fruitless.explain(relay.mx, atMs) : inSession(stat)
    sink.attempt(
      attemptOf({
        software: 'opensmtpd',
        atMs,
        queueId,
        recipient,
        status,
        ...relay,
        reason: status === 'sent' ? '' : explained || stat,
        source: source === '-' ? '' : source,
      }),
    )
  }
}
