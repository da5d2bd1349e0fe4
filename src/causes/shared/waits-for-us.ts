import type { ExperimentContext } from '../../domain/cause.ts'
import type { Sight } from '../../domain/evidence.ts'
import { isBegun, isSilence } from './outcomes.ts'
import { type DeadSession, deaths, nearestDeaths, type SessionSeen, trialsWith } from './sessions.ts'

/** Between servers; there a greeting is waited for, and who speaks before it is taken for a spammer. */
const RELAY_PORT = 25
/**
 * Servers that greet late on purpose have done so by then (postscreen waits six seconds, Sendmail five): who speaks after that is no early
 * talker to anybody.
 */
const NO_GREET_DELAY_MS = 15_000

/** Our first looks that got no greeting at all. */
export function ungreeted(sessions: Sight<'smtp.session'>): readonly DeadSession[] {
  return nearestDeaths(sessions, ['banner'], isSilence).filter(({ fact }) => !isBegun(fact.death.outcome))
}

/** One of our own whose server may be waiting for the client's first words, and that may be spoken to by now without harm. */
export function mayWaitForUs(
  sessions: Sight<'smtp.session'>,
  { silentForMs = 0 }: Pick<ExperimentContext, 'silentForMs'>,
): DeadSession | undefined {
  return deaths(sessions, ['banner'], isSilence).find(
    ({ fact }) =>
      !isBegun(fact.death.outcome) &&
      fact.plan.tls !== 'wrapped' &&
      fact.plan.speaksEarly !== true &&
      (fact.endpoint.port !== RELAY_PORT || silentForMs >= NO_GREET_DELAY_MS),
  )
}

/** Trials with the same addresses that said something before any greeting. */
export function spokenToFirst(sessions: Sight<'smtp.session'>, silent: readonly DeadSession[]): readonly SessionSeen[] {
  return silent
    .flatMap(({ fact }) => trialsWith(sessions, fact.endpoint))
    .filter(({ fact }) => fact.plan.speaksEarly === true || fact.plan.tls === 'wrapped')
}

/** Octets of a TLS alert or handshake record (RFC 8446 §5.1), as latin1. */
export function isTlsRecord(head: string): boolean {
  return /^[\u0014-\u0017]\u0003/.test(head)
}
