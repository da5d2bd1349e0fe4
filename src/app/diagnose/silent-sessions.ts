import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { ObservationId } from '../../domain/observation.ts'

/** A session that has gone silent, while it goes on waiting. */
export interface Silence {
  readonly session: SmtpSession
  readonly observation: ObservationId
  readonly localPort?: number
}

/** The sessions that are silent and still open, and what was learned meanwhile of where they died. */
export interface SilentSessions {
  began(silence: Silence): void
  over(session: string): void
  all(): readonly Silence[]
  /** Its message was never acknowledged as a whole. The silence that tells so from now on; undefined: it is over, or was known. */
  stalledInBody(session: string): Silence | undefined
  /** A session that waits for the answer to the end of data, while octets of the message are on their way, died in the body. */
  restaged(session: SmtpSession): SmtpSession
}

export function createSilentSessions(): SilentSessions {
  const silences = new Map<string, Silence>()
  const stalled = new Set<string>()
  const restaged = (session: SmtpSession): SmtpSession =>
    session.death?.stage === 'dot' && stalled.has(session.session)
      ? { ...session, death: { ...session.death, stage: 'body' } }
      : session
  return {
    began: (silence) => void silences.set(silence.session.session, silence),
    over: (session) => void silences.delete(session),
    all: () => [...silences.values()],
    stalledInBody(name) {
      const silence = silences.get(name)
      if (silence === undefined || stalled.has(name)) return undefined
      stalled.add(name)
      const known = { ...silence, session: restaged(silence.session) }
      silences.set(name, known)
      return known
    },
    restaged,
  }
}
