import type { Clue } from '../../domain/cause.ts'
import { endpointText, type Endpoint } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { SymptomFact } from '../../domain/facts/text-facts.ts'
import type { FactKind, Observation, ObservationId } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'

/** The end of a first look at the target (not of an experiment, whose arms die on purpose). */
export interface Death {
  readonly id: ObservationId
  readonly session: SmtpSession
  readonly stage: Stage
  readonly outcome: Outcome
}

/** Observations in the order of their ids, so that the order of the document does not matter. */
export function inOrder<O extends { readonly id: ObservationId }>(seen: readonly O[]): readonly O[] {
  return seen.toSorted((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** First looks: by us, or by another vantage point. */
export function firstLooks(sight: Sight<'smtp.session'>): readonly Observation<'smtp.session'>[] {
  return inOrder(sight.seen).filter(({ fact }) => fact.role === 'baseline' || fact.role === 'elsewhere')
}

/** How first looks died, at these stages or at any. */
export function deaths(sight: Sight<'smtp.session'>, ...stages: readonly Stage[]): readonly Death[] {
  return firstLooks(sight).flatMap(({ id, fact }): readonly Death[] =>
    fact.death === undefined || (stages.length > 0 && !stages.includes(fact.death.stage))
      ? []
      : [{ id, session: fact, stage: fact.death.stage, outcome: fact.death.outcome }],
  )
}

/** First looks of our own that took the whole plan. */
export function livingLooks(sight: Sight<'smtp.session'>): readonly Observation<'smtp.session'>[] {
  return firstLooks(sight).filter(({ fact }) => fact.role === 'baseline' && fact.lived)
}

/** Sessions at other permitted destinations. */
export function comparisons(sight: Sight<'smtp.session'>): readonly Observation<'smtp.session'>[] {
  return inOrder(sight.seen).filter(({ fact }) => fact.role === 'compare')
}

/** What the user, a log or a bounce tells; not what the peer said to us just now. */
export function reported(sight: Sight<'symptom'>, ...symptoms: readonly Symptom[]): readonly Observation<'symptom'>[] {
  return inOrder(sight.seen).filter(
    ({ fact }) => fact.origin !== 'live' && (symptoms.length === 0 || symptoms.includes(fact.symptom)),
  )
}

/**
 * The peer's own words with one of these meanings: in a report, or said to us when a first look ended.
 * Refusals that only an experiment's arm met (STARTTLS left out on purpose, …) do not count.
 */
export function spoken(
  symptoms: Sight<'symptom'>,
  sessions: Sight<'smtp.session'>,
  ...wanted: readonly Symptom[]
): readonly Observation<'symptom'>[] {
  const ends = deaths(sessions)
  return inOrder(symptoms.seen).filter(
    ({ fact }) =>
      wanted.includes(fact.symptom) &&
      fact.speaker !== 'us' &&
      (fact.origin !== 'live' || ends.some((death) => endedWith(death, fact))),
  )
}

function endedWith(death: Death, said: SymptomFact): boolean {
  return (
    death.outcome.kind === 'reply' &&
    said.endpoint !== undefined &&
    endpointText(said.endpoint) === endpointText(death.session.endpoint) &&
    (said.stage === undefined || said.stage === death.stage) &&
    (said.reply === undefined || said.reply.code === death.outcome.reply.code)
  )
}

/** One clue shown by all of these observations; none when there are none. */
export function clue(
  says: string,
  weight: number,
  from: readonly { readonly id: ObservationId }[],
  more: Partial<Omit<Clue, 'says' | 'weight' | 'shownBy'>> = {},
): readonly Clue[] {
  const [first, ...rest] = inOrder(from).map(({ id }) => id)
  return first === undefined ? [] : [{ says, weight, shownBy: [first, ...rest], ...more }]
}

/** A clue from sessions that died: it names the stage and the endpoint of the first. */
export function deathClue(
  says: string,
  weight: number,
  from: readonly Death[],
  decides?: Clue['decides'],
): readonly Clue[] {
  const [first] = inOrder(from)
  if (first === undefined) return []
  return clue(says, weight, from, {
    stage: first.stage,
    endpoint: endpointText(first.session.endpoint),
    ...(decides === undefined ? {} : { decides }),
  })
}

/** A clue from words: it names the stage that the words tell, or the one given. */
export function toldClue(
  says: string,
  weight: number,
  from: readonly Observation<'symptom'>[],
  more: { readonly stage?: Stage; readonly decides?: Clue['decides'] } = {},
): readonly Clue[] {
  const [first] = inOrder(from)
  if (first === undefined) return []
  const stage = first.fact.stage ?? more.stage
  return clue(says, weight, from, {
    ...(stage === undefined ? {} : { stage }),
    ...(first.fact.endpoint === undefined ? {} : { endpoint: endpointText(first.fact.endpoint) }),
    ...(more.decides === undefined ? {} : { decides: more.decides }),
  })
}

/** The host or domain that a remedy's setting is keyed by. */
export function peerName(sessions: Sight<'smtp.session'>, symptoms?: Sight<'symptom'>): string {
  const dead = deaths(sessions)[0]?.session.endpoint
  const named =
    symptoms === undefined ? undefined : reported(symptoms).find(({ fact }) => fact.host !== undefined)?.fact
  const living = firstLooks(sessions)[0]?.fact.endpoint
  return named?.host ?? name(dead) ?? name(living) ?? 'RECEIVER'
}

function name(endpoint: Endpoint | undefined): string | undefined {
  return endpoint === undefined ? undefined : endpoint.host
}

/** Does any observation of these kinds stand in the evidence? */
export function anyOf(...sights: readonly Sight<FactKind>[]): boolean {
  return sights.some(({ seen }) => seen.length > 0)
}
