import type { Clue } from '../../domain/cause.ts'
import { familyOf } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { comparedClue, deathClue } from './clue.ts'
import {
  companions,
  connected,
  type DeadSession,
  died,
  seenElsewhere,
  type SessionSeen,
  trialsWith,
} from './sessions.ts'
import { RULED_OUT, times } from './weights.ts'

/** What the sessions with others say about an address whose connection attempt failed. */
export interface Surroundings {
  /** Other destinations, same family, that failed at connect in the same way. */
  readonly alike: readonly SessionSeen[]
  /** Other destinations, or other addresses of the target, same family, that took the connection. */
  readonly reached: readonly SessionSeen[]
  /** Other vantage points to which this address answered. */
  readonly elsewhereReached: readonly SessionSeen[]
  /** Other vantage points to which this address did not answer either. */
  readonly elsewhereAlike: readonly SessionSeen[]
}

/** What is filtered at port 25 alone does not touch a connection to another port. */
export function otherPortClue(dead: readonly DeadSession[]): readonly Clue[] {
  const other = dead.filter(({ fact }) => fact.endpoint.port !== 25)
  const port = other[0]?.fact.endpoint.port
  return deathClue(other, RULED_OUT, `the connection was to port ${port}, and not to port 25`, { decides: 'refutes' })
}

/** Connections from the same source to the same address and port that were taken since the first of these was not. */
export function takenSince(sessions: Sight<'smtp.session'>, [first]: readonly DeadSession[]): readonly SessionSeen[] {
  if (first === undefined) return []
  const { endpoint, plan, startedAt } = first.fact
  return trialsWith(sessions, endpoint).filter(
    ({ fact }) =>
      fact.endpoint.port === endpoint.port &&
      fact.plan.bind === plan.bind &&
      fact.startedAt > startedAt &&
      connected(fact),
  )
}

/** Against whatever keeps all our connections from an address: others were taken while this one waited. */
export function takenSinceClue(sessions: Sight<'smtp.session'>, dead: readonly DeadSession[]): readonly Clue[] {
  return comparedClue(
    dead.slice(0, 1),
    takenSince(sessions, dead),
    -times(8),
    'other connections of ours to the same address and port were taken since',
  )
}

/** Compares a failed connection attempt with every other session at the same port and of the same family. */
export function surroundingsOf(
  sight: Sight<'smtp.session'>,
  dead: readonly DeadSession[],
  how: (outcome: Outcome) => boolean,
): Surroundings {
  const first = dead[0]
  if (first === undefined) return { alike: [], reached: [], elsewhereReached: [], elsewhereAlike: [] }
  const { endpoint } = first.fact
  const comparable = ({ fact }: SessionSeen): boolean =>
    fact.endpoint.port === endpoint.port && familyOf(fact.endpoint.address) === familyOf(endpoint.address)
  const others = companions(sight).filter(comparable)
  const siblings = sight.seen.filter(
    (one) => one.fact.role === 'baseline' && one.fact.endpoint.address !== endpoint.address && comparable(one),
  )
  const away = seenElsewhere(sight, endpoint)
  return {
    alike: others.filter(({ fact }) => died(fact, ['connect'], how)),
    reached: [...others, ...siblings].filter(({ fact }) => connected(fact)),
    elsewhereReached: away.filter(({ fact }) => connected(fact)),
    elsewhereAlike: away.filter(({ fact }) => died(fact, ['connect'], how)),
  }
}
