import type { Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { FactKind, Observation, ObservationId } from '../../domain/observation.ts'
import { inOrder } from './in-order.ts'
import { equalsThatPass, type DeadSession } from './sessions.ts'
import type { Told } from './told.ts'
import { times } from './weights.ts'

/**
 * How a clue is made: what shows it, what it weighs (weights.ts), what it says, and what more there is. No observation, no clue;
 * so each of these gives a list of one clue or of none.
 */

/** One clue that several observations show together. */
export function clue(
  shownBy: readonly { readonly id: ObservationId }[],
  weight: number,
  says: string,
  more: Pick<Clue, 'stage' | 'endpoint' | 'decides'> = {},
): readonly Clue[] {
  const [first, ...rest] = inOrder(shownBy).map(({ id }) => id)
  return first === undefined ? [] : [{ says, weight, shownBy: [first, ...rest], ...more }]
}

/** Clues that order the causes and make none surer. */
export function ranking(clues: readonly Clue[]): readonly Clue[] {
  return clues.map((one) => ({ ...one, ranksOnly: true }))
}

/** What many mails show. What a log counted weighs as given; what a person says of them was not counted, and only ranks. */
export function patternClue(
  seen: readonly Observation<'log.pattern'>[],
  weight: number,
  says: string,
  more: Pick<Clue, 'stage'> = {},
): readonly Clue[] {
  const counted = seen.filter(({ fact }) => fact.told !== true)
  return counted.length > 0 ? clue(counted, weight, says, more) : ranking(clue(seen, weight, says, more))
}

/** Where a session died: what `deathClue` names by itself, for a clue that is shown by something else. */
export function placeOf({ fact }: DeadSession): Pick<Clue, 'stage' | 'endpoint'> {
  return { stage: fact.death.stage, endpoint: endpointText(fact.endpoint) }
}

/** One clue about sessions that died alike, with the stage and endpoint of the first; `with`: what shows it besides them. */
export function deathClue(
  dead: readonly DeadSession[],
  weight: number,
  says: string,
  more: Pick<Clue, 'decides'> & { readonly with?: readonly Observation<FactKind>[] } = {},
): readonly Clue[] {
  const [first] = inOrder(dead)
  if (first === undefined) return []
  const { with: others = [], ...rest } = more
  return clue([...dead, ...others], weight, says, { ...placeOf(first), ...rest })
}

/** One clue about sessions that died, which others show beside them: none where there are no others. */
export function comparedClue(
  dead: readonly DeadSession[],
  others: readonly Observation<FactKind>[],
  weight: number,
  says: string,
  more: Pick<Clue, 'decides'> = {},
): readonly Clue[] {
  return others.length === 0 ? [] : deathClue(dead, weight, says, { ...more, with: others })
}

/** As many trials as an experiment repeats at most. */
const OFTEN = 3

/** Against a cause that strikes every time: the very same session passed the place where this one died. */
export function notRepeatedClue(dead: DeadSession, sessions: Sight<'smtp.session'>, ratio: number): readonly Clue[] {
  const equals = equalsThatPass(sessions, dead)
  const weight = -times(equals.length >= OFTEN ? 2 * ratio : ratio)
  return comparedClue([dead], equals, weight, 'the very same session passes this place at another time')
}

/**
 * One clue from texts that say the same, with the stage and endpoint of the first; `stage`: where the text names none; `with`: what shows it
 * besides them. Words that admit another meaning speak for the cause and prove nothing.
 */
export function toldClue(
  told: readonly Told[],
  weight: number,
  says: string,
  more: Pick<Clue, 'stage' | 'decides'> & { readonly with?: readonly Observation<FactKind>[] } = {},
): readonly Clue[] {
  const [first] = inOrder(told)
  if (first === undefined) return []
  const { endpoint, stage = more.stage } = first.fact
  const isPlain = told.some(({ fact }) => fact.instead === undefined)
  return clue([...told, ...(more.with ?? [])], weight, says, {
    ...(stage === undefined ? {} : { stage }),
    ...(endpoint === undefined ? {} : { endpoint: endpointText(endpoint) }),
    ...(more.decides === undefined || !isPlain ? {} : { decides: more.decides }),
  })
}

/** For a clue that decides only under a condition: `{ stage: 'tls', ...provesIf(saysSo) }`. */
export function provesIf(condition: boolean): Pick<Clue, 'decides'> {
  return condition ? { decides: 'proves' } : {}
}
