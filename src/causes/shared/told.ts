import type { Clue } from '../../domain/cause.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Sight } from '../../domain/evidence.ts'
import type { Observation } from '../../domain/observation.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import { baselines, clue, inOrder } from './sessions.ts'

export type Told = Observation<'symptom'>
type Words = Sight<'symptom'>

/** Everything that a text said: the reply of the peer and the words around it. */
export function wordsOf({ fact }: Told): string {
  return fact.reply === undefined ? fact.words : `${fact.words} ${fact.reply.lines.join(' ')}`
}

export interface PeerWords {
  /** The text layer's reading. Any reading when left out: then the words must decide. */
  readonly symptoms?: readonly Symptom[]
  readonly words?: RegExp
  /** Words that mean another cause. */
  readonly but?: RegExp
  readonly stages?: readonly Stage[]
}

/** The two kinds of facts by which the peer's words are placed. */
export interface Spoken {
  readonly symptom: Words
  readonly 'smtp.session': Sight<'smtp.session'>
}

/**
 * What the peer itself said: in a log, in a bounce, or live at the end of a first look. What it said to an experiment's arm, or
 * what another destination said, is not about this failure.
 */
export function saidByPeer(evidence: Spoken, wanted: PeerWords): readonly Told[] {
  return inOrder(evidence.symptom.seen).filter((told) => {
    const { fact } = told
    if (fact.speaker !== 'peer' || !endedFirstLook(told, evidence['smtp.session'])) return false
    if (wanted.symptoms !== undefined && !wanted.symptoms.includes(fact.symptom)) return false
    if (wanted.stages !== undefined && fact.stage !== undefined && !wanted.stages.includes(fact.stage)) return false
    const text = wordsOf(told)
    return (wanted.words?.test(text) ?? true) && !(wanted.but?.test(text) ?? false)
  })
}

function endedFirstLook({ fact }: Told, sessions: Sight<'smtp.session'>): boolean {
  const { origin, endpoint } = fact
  if (origin !== 'live' || endpoint === undefined) return true
  return baselines(sessions).some(
    (one) =>
      endpointText(one.fact.endpoint) === endpointText(endpoint) &&
      one.fact.death?.outcome.kind === 'reply' &&
      (fact.stage === undefined || fact.stage === one.fact.death.stage) &&
      (fact.reply === undefined || fact.reply.code === one.fact.death.outcome.reply.code),
  )
}

/** What a sender, library or operating system reported about a session of its own. */
export function reported(sight: Words, symptoms: readonly Symptom[], stages?: readonly Stage[]): readonly Told[] {
  return inOrder(sight.seen).filter(
    ({ fact }) =>
      fact.origin !== 'live' &&
      fact.speaker !== 'peer' &&
      symptoms.includes(fact.symptom) &&
      (stages === undefined || (fact.stage !== undefined && stages.includes(fact.stage))),
  )
}

/** One clue from texts that say the same, with the stage and endpoint of the first. */
export function toldClue(
  told: readonly Told[],
  weight: number,
  says: string,
  decides?: 'proves' | 'refutes',
): readonly Clue[] {
  const first = told[0]
  if (first === undefined) return []
  const { stage, endpoint } = first.fact
  return clue(told, weight, says, {
    ...(stage === undefined ? {} : { stage }),
    ...(endpoint === undefined ? {} : { endpoint: endpointText(endpoint) }),
    ...(decides === undefined ? {} : { decides }),
  })
}
