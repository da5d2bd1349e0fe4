import { endpointText, type Endpoint } from '../../domain/endpoint.ts'
import type { SmtpSession, TlsHello } from '../../domain/facts/smtp-facts.ts'
import { createDoorWatch, opensAlike, turnedAwayBy } from './throttle.ts'
import { greetingPatienceMs } from './trial-patience.ts'

/** What the first session at each place showed, and whether new ones are kept out since then. */
export interface ReceiverWatch {
  /** The first look at its place, over or gone silent. */
  firstLook(session: SmtpSession): void
  /** An experiment's session is over. One of a burst had company of ours: that nobody greets it may be our own doing. */
  trial(session: SmtpSession, company: 'alone' | 'burst'): void
  hello(hello: TlsHello): void
  /** Why no more connections are to be made, in the words of reports: what the receiver said, or what became of the last ones. */
  keptOut(): string | undefined
  /** How long a trial of so much patience waits for the greeting there, in milliseconds. */
  greetingPatienceMs(endpoint: Endpoint, patienceMs: number): number
}

export function createReceiverWatch(): ReceiverWatch {
  const firstLooks = new Map<string, SmtpSession>()
  const doorWatch = createDoorWatch()
  let why: string | undefined
  const firstAt = (endpoint: Endpoint): SmtpSession | undefined => firstLooks.get(endpointText(endpoint))
  return {
    firstLook(session) {
      firstLooks.set(endpointText(session.endpoint), session)
    },
    trial(session, company) {
      const first = firstAt(session.endpoint)
      const alike = opensAlike(session.plan, first?.plan)
      why ??= turnedAwayBy(session.death, first?.death, alike)
      if (alike && company === 'alone') why ??= doorWatch(session.death, first?.death)
    },
    hello({ endpoint, answer }) {
      const first = firstAt(endpoint)?.death
      const end = answer.kind === 'not-reached' ? answer : undefined
      why ??= turnedAwayBy(end, first) ?? doorWatch(end, first)
    },
    keptOut: () => why,
    greetingPatienceMs: (endpoint, patienceMs) => greetingPatienceMs(firstAt(endpoint), patienceMs),
  }
}
