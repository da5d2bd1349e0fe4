import type { Clue } from '../domain/cause.ts'
import type { Diagnosis, Finding } from '../domain/diagnosis.ts'
import { endpointText } from '../domain/endpoint.ts'
import type { ExperimentFact } from '../domain/facts/experiment-fact.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import { isBefore } from '../domain/stage.ts'
import { isStageKnown } from './place-text.ts'

/** What of a diagnosis every report shows, chosen in one place so that terminal, Markdown and HTML agree. */

/** Our own first sessions, one for each address. */
export function baselines({ evidence }: Diagnosis): readonly SmtpSession[] {
  return evidence.observations.flatMap((o) => (o.kind === 'smtp.session' && o.fact.role === 'baseline' ? [o.fact] : []))
}

/** The session that the verdict is about; of a healthy target one that lived. */
export function theSession(diagnosis: Diagnosis): SmtpSession | undefined {
  const all = baselines(diagnosis)
  const { verdict } = diagnosis
  if (verdict === null) return all.find(({ lived }) => lived) ?? all[0]
  return (
    all.find(({ endpoint, death }) => death !== undefined && endpointText(endpoint) === verdict.endpoint) ??
    all.find(({ death }) => death !== undefined) ??
    all[0]
  )
}

/** The session of ours that lives, where the verdict is about a failure that somebody reported and we did not meet. */
export function onlyReported(diagnosis: Diagnosis): SmtpSession | undefined {
  const { verdict, evidence } = diagnosis
  // A promise that the receiver breaks (DANE, MTA-STS) is seen in a session that lives, and nobody reported it.
  const isReport = evidence.observations.some(
    (o) => o.kind === 'symptom' && o.fact.origin !== 'live' && o.fact.symptom === verdict?.symptom,
  )
  const ours = isReport ? theSession(diagnosis) : undefined
  return ours?.lived === true ? ours : undefined
}

/** A failure that somebody reported lies at a stage to which our own session was not to go. */
export function isBeyondOurs(diagnosis: Diagnosis): boolean {
  const { verdict, evidence } = diagnosis
  const ours = onlyReported(diagnosis)
  return (
    verdict !== null && ours !== undefined && isStageKnown(evidence, verdict) && isBefore(ours.plan.upTo, verdict.stage)
  )
}

/** The finding behind the verdict. */
export function theFinding({ findings, verdict }: Diagnosis): Finding | undefined {
  return findings.find(({ cause }) => cause === verdict?.cause)
}

/** The experiments that prove the verdict; what another experiment confirmed on the way is none of them. */
export function theProofs({ proofs, verdict }: Diagnosis): readonly ExperimentFact[] {
  return proofs.filter(({ cause, judged }) => verdict !== null && cause === verdict.cause && judged === 'confirmed')
}

/** What was tried beside and made no difference, in a sentence each: of use as long as nothing is proven. */
export function triedInVain({ proofs, verdict }: Diagnosis): readonly string[] {
  return verdict === null || verdict.standing === 'proven'
    ? []
    : [
        ...new Set(
          proofs.flatMap(({ judged, arms, varied, because }) =>
            // What was repeated, and an arm that was never run, varied nothing.
            judged === 'undecided' && !varied.startsWith('nothing') && arms.every(({ trials }) => trials.length > 0)
              ? `${varied}: ${because}`
              : [],
          ),
        ),
      ]
}

/** Above it. */
export const TRIED_IN_VAIN = 'Tried as well, and it decided nothing'

/** The strongest clues for the verdict. */
export function theClues(diagnosis: Diagnosis): readonly Clue[] {
  return (theFinding(diagnosis)?.clues ?? []).filter(({ weight }) => weight > 0).slice(0, 4)
}

const MOST_RULED_OUT = 5

/** What was ruled out and by what, the likeliest first, and how many there are. */
export function ruledOut({ findings, verdict }: Diagnosis): {
  readonly shown: readonly { readonly cause: string; readonly by: string }[]
  readonly total: number
} {
  // What ends sessions at other stages alone was no rival.
  const refuted = findings.filter(
    ({ standing, stage }) => standing === 'refuted' && (verdict === null || stage === verdict.stage),
  )
  return {
    shown: refuted
      .slice(0, MOST_RULED_OUT)
      .map(({ cause, clues }) => ({ cause, by: clues.find(({ decides }) => decides === 'refutes')?.says ?? '' })),
    total: refuted.length,
  }
}
