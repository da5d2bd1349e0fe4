import type { AnyCause } from '../domain/cause.ts'
import type { Diagnosis, DiagnosisVerdict } from '../domain/diagnosis.ts'
import { observationsOf, type Evidence } from '../domain/evidence.ts'
import { firstLooks } from '../domain/first-looks.ts'
import { otherPathText, relayText, sendingTexts } from '../domain/hand-over.ts'
import { adviceOf, asAdvice } from './advice.ts'
import { differences } from './differs.ts'
import { wasTaken } from './failure.ts'
import { findingsOf, readingsOf } from './finding.ts'
import { reportsBeside } from './reports-beside.ts'
import { verdictOf } from './verdict.ts'
import { waitingMail } from './waiting-mail.ts'
import { weighAll } from './weigh.ts'
import { whatFailed } from './what-failed.ts'
import type { WriteLever } from './write-remedy.ts'

export interface ConcludeContext {
  readonly target: string
  readonly at: number
  readonly cost: Diagnosis['cost']
  readonly stopped?: string
  readonly causes: readonly AnyCause[]
  readonly writeLever: WriteLever
}

/** The verdict alone. null: there is no failure. */
export function concludeVerdict(whole: Evidence, causes: readonly AnyCause[]): DiagnosisVerdict | null {
  const { evidence, failure } = whatFailed(whole)
  if (failure === undefined) return null
  const weighed = weighAll(evidence, causes)
  return verdictOf(failure, weighed, readingsOf(weighed, { evidence, failure, causes }), evidence)
}

/** Evidence in, diagnosis out: no clock, no chance, no I/O, so that a saved case gives the same answer for ever. */
export function conclude(whole: Evidence, context: ConcludeContext): Diagnosis {
  const { evidence, failure } = whatFailed(whole)
  const weighed = weighAll(evidence, context.causes)
  const findings = findingsOf(weighed, { evidence, failure, causes: context.causes, writeLever: context.writeLever })
  const reached = failure === undefined ? null : verdictOf(failure, weighed, findings, evidence)
  const stopped = context.stopped ?? (reached === null ? stoppedSession(evidence) : undefined)
  const verdict = reached === null ? null : { ...reached, note: noteWithEnd(evidence, reached, context.stopped) }
  return {
    target: context.target,
    at: context.at,
    // A run that never came to the end of a session, for reasons of our own, knows nothing of the target.
    healthy: verdict === null && wasTaken(evidence),
    verdict,
    findings: verdict === null ? findings.map(asAdvice) : findings,
    waiting:
      verdict === null || failure === undefined ? null : waitingMail(evidence, failure, verdict, context.writeLever),
    proofs: observationsOf(evidence, 'experiment').map(({ fact }) => fact),
    advice: [
      ...(verdict === null ? adviceOnRoute(evidence) : []),
      ...reportsBeside(whole, failure),
      ...(verdict === null ? adviceOf(findings, evidence) : []),
    ],
    differs: failure?.seen === 'reported' && verdict?.standing !== 'proven' ? differences(evidence, failure.stage) : [],
    cost: context.cost,
    ...(stopped === undefined ? {} : { stopped }),
    evidence: whole,
  }
}

/** Why nothing is known: no session came to its end, for reasons of our own. */
function stoppedSession(evidence: Evidence): string | undefined {
  return wasTaken(evidence)
    ? undefined
    : firstLooks(evidence).find(({ fact }) => fact.stopped !== undefined)?.fact.stopped
}

function adviceOnRoute(evidence: Evidence): Diagnosis['advice'] {
  const relay = relayText(evidence) ?? otherPathText(evidence)
  return [
    ...(relay === undefined ? [] : [{ title: 'The mail goes to a relay', text: relay }]),
    ...sendingTexts(evidence).map((text) => ({ title: "This host's own mail", text })),
  ]
}

/** Which server it is about, where not the target's. What was not asked for want of a receiver that lets us in belongs to a verdict that it would have decided. */
function noteWithEnd(evidence: Evidence, { note, standing }: DiagnosisVerdict, stopped: string | undefined): string {
  const text = [relayText(evidence), note, otherPathText(evidence), ...sendingTexts(evidence)]
    .filter((part) => part !== undefined)
    .join(' ')
  return stopped === undefined || standing === 'proven' ? text : `${text} Stopped early: ${stopped}.`
}
