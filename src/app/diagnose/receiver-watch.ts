import { endpointText, type Endpoint } from '../../domain/endpoint.ts'
import type { SmtpSession, TlsHello } from '../../domain/facts/smtp-facts.ts'
import { createDoorWatch, opensAlike, throttledBy } from './throttle.ts'
import { greetingPatienceMs } from './trial-patience.ts'

/** What the first session at each place showed, and whether the receiver has had enough of us since then. */
export interface ReceiverWatch {
  /** The first look at its place, over or gone silent. */
  firstLook(session: SmtpSession): void
  /** An experiment's session is over. One of a burst had company of ours: that nobody greets it may be our own doing. */
  trial(session: SmtpSession, company: 'alone' | 'burst'): void
  hello(hello: TlsHello): void
  /** The reply by which the receiver throttled us, or what we saw of it; undefined: it has not. */
  throttled(): string | undefined
  /** How long a trial of so much patience waits for the greeting there, in milliseconds. */
  greetingPatienceMs(endpoint: Endpoint, patienceMs: number): number
}

export function createReceiverWatch(): ReceiverWatch {
  const firstLooks = new Map<string, SmtpSession>()
  const doorWatch = createDoorWatch()
  let throttledWith: string | undefined
  const firstAt = (endpoint: Endpoint): SmtpSession | undefined => firstLooks.get(endpointText(endpoint))
  return {
    firstLook(session) {
      firstLooks.set(endpointText(session.endpoint), session)
    },
    trial(session, company) {
      const first = firstAt(session.endpoint)
      const alike = opensAlike(session.plan, first?.plan)
      throttledWith ??= throttledBy(session.death, first?.death, alike)
      if (alike && company === 'alone') throttledWith ??= doorWatch(session.death, first?.death)
    },
    hello({ endpoint, answer }) {
      const first = firstAt(endpoint)?.death
      const end = answer.kind === 'not-reached' ? answer : undefined
      throttledWith ??= throttledBy(end, first) ?? doorWatch(end, first)
    },
    throttled: () => throttledWith,
    greetingPatienceMs: (endpoint, patienceMs) => greetingPatienceMs(firstAt(endpoint), patienceMs),
  }
}
