import { printable } from '../base/printable.ts'
import { asItEnded } from '../domain/batched-replies.ts'
import type { Clue } from '../domain/cause.ts'
import type { Diagnosis, WrittenRemedy } from '../domain/diagnosis.ts'
import { endpointText } from '../domain/endpoint.ts'
import type { Evidence } from '../domain/evidence.ts'
import type { ExperimentFact } from '../domain/facts/experiment-fact.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import type { RemedyStep } from '../domain/lever.ts'
import type { Outcome } from '../domain/outcome.ts'
import { isBefore, type Stage } from '../domain/stage.ts'
import { armText } from './arm-text.ts'
import { sendNote } from './check/send-note.ts'
import { drawnSession } from './drawn-session.ts'
import { ourAddress } from './our-address.ts'
import { outcomeText, stepOutcomeText } from './outcome-text.ts'
import { rungsOf } from './rungs.ts'
import { reportedWords } from './session-notes.ts'
import { onlyReported, theClues, theFinding, theProofs } from './shown.ts'

/** Below fixes that are letters: what stands in them as “shown below” is this report. */
export function enclosure(diagnosis: Diagnosis): string {
  const again =
    sendNote(diagnosis) === undefined
      ? ''
      : ' It sends its test messages again; with --case FILE, which --save FILE wrote, it sends none.'
  return `--report report.md writes the report that goes with the letter.${again}`
}

const MOST_OF_THE_END = 600

/**
 * The fixes as a report shows them. Letters to others speak of the fault alone; each gets what its reader needs to find the session in a log of
 * his own: when, from where, as whom, and how it ended.
 */
export function theRemedies(diagnosis: Diagnosis): readonly WrittenRemedy[] {
  const remedies = theFinding(diagnosis)?.remedies ?? []
  const facts = sessionFacts(diagnosis)
  if (facts === '') return remedies
  const signed = (step: RemedyStep): RemedyStep =>
    step.kind === 'ask' ? { ...step, text: `${step.text} ${facts}` } : step
  return remedies.map((remedy) =>
    remedy.steps === undefined ? remedy : { ...remedy, steps: remedy.steps.map(signed) },
  )
}

export function hasLetter(remedies: readonly WrittenRemedy[]): boolean {
  return remedies.some(({ steps = [] }) => steps.some(({ kind }) => kind === 'ask'))
}

function sessionFacts(diagnosis: Diagnosis): string {
  const shown = drawnSession(diagnosis)
  if (shown === undefined) return ''
  const session = asItEnded(shown, diagnosis.evidence)
  const words = onlyReported(diagnosis) === undefined ? '' : reportedWords(diagnosis)
  return [
    ...(words === '' ? [] : [`Our server logged: ‘${words}’.`]),
    // Whoever keeps the DNS looks for no session.
    ...(diagnosis.verdict?.class === 'dns' && session.death === undefined ? [] : [sessionText(session, diagnosis)]),
    ...theProofs(diagnosis).map((fact) => proofText(fact, diagnosis.evidence)),
    ...strongestClue(diagnosis, session),
  ].join(' ')
}

/** Where no words of the reader's own server tell it, and no proof does: what was seen. */
function strongestClue(diagnosis: Diagnosis, { death }: SmtpSession): readonly string[] {
  const [clue] = theClues(diagnosis)
  const isTold = death === undefined || isInWords(death.outcome)
  return clue === undefined ||
    isTold ||
    !saysMore(clue, death.stage, diagnosis.evidence) ||
    theProofs(diagnosis).length > 0
    ? []
    : [`Seen here: ${stopped(printable(clue.says))}`]
}

/** It rests on more than sessions that ended there, which the letter tells by itself. */
function saysMore({ shownBy }: Clue, stage: Stage, { observations }: Evidence): boolean {
  return observations.some(
    (one) => shownBy.includes(one.id) && !(one.kind === 'smtp.session' && one.fact.death?.stage === stage),
  )
}

/** The peer has said how it ends, and that is told besides. */
function isInWords(outcome: Outcome): boolean {
  return outcome.kind === 'reply' || (outcome.kind === 'closed' && outcome.by === 'tls-alert')
}

/** `Tried: “whole commands” died 3 of 3 (from 2026-01-31 12:00:00 UTC on), “commands in pieces” lived 2 of 2.` */
function proofText(fact: ExperimentFact, evidence: Evidence): string {
  const each = fact.arms.map((arm) => {
    const since = arm.died === 0 ? undefined : firstDeath(arm.name, evidence)
    const from = since === undefined ? '' : ` (from ${whenText(since)} on)`
    return `“${printable(arm.name)}” ${armText(arm, fact, evidence)}${from}`
  })
  return `Tried: ${each.join(', ')}.`
}

/** When the first session of an arm died that is not the one which is described besides: a log is searched by the time. */
function firstDeath(arm: string, { observations }: Evidence): number | undefined {
  const died = observations.flatMap((one) =>
    one.kind === 'smtp.session' &&
    one.fact.role === 'experiment' &&
    one.fact.arm === arm &&
    one.fact.death !== undefined
      ? [one.fact.startedAt]
      : [],
  )
  return died.length === 0 ? undefined : Math.min(...died)
}

function whenText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

function sessionText(session: SmtpSession, { evidence, verdict }: Diagnosis): string {
  const { endpoint, plan, startedAt } = session
  const address = session.localAddress ?? ourAddress(evidence, endpoint.address)
  const from = address === undefined ? '' : `from ${printable(address)} `
  const server = printable(endpointText(endpoint))
  const who = cameTo(session, 'ehlo') ? `(EHLO ${printable(plan.ehloName)}${envelopeText(session)}) ` : ''
  return `Our session of ${whenText(startedAt)} ${from}${who}with ${server}: ${endText(session, evidence, verdict?.stage)}`
}

function cameTo({ death, reached }: SmtpSession, stage: Stage): boolean {
  const last = death?.stage ?? reached
  return last !== undefined && !isBefore(last, stage)
}

/** Whom the log names, where the session came so far. */
function envelopeText(session: SmtpSession): string {
  const { envelope } = session.plan
  if (envelope === undefined || !cameTo(session, 'mail')) return ''
  const to = cameTo(session, 'rcpt') ? envelope.to : []
  return [`, MAIL FROM <${printable(envelope.from)}>`, ...to.map((one) => `, RCPT TO <${printable(one)}>`)].join('')
}

/** Where it ended; of a session that went on after what the verdict is about, what was answered there. */
function endText(session: SmtpSession, evidence: Evidence, stage: Stage | undefined): string {
  const { death } = session
  if (death !== undefined) return `it ended at ${death.stage}: ${stopped(stepOutcomeText(death, MOST_OF_THE_END))}`
  const failed = rungsOf(session, evidence, undefined).find((one) => one.kind === 'failed' && one.step.stage === stage)
  return failed === undefined
    ? `it came as far as ${session.plan.upTo}.`
    : `the answer to ${failed.step.stage} was ${stopped(outcomeText(failed.step.outcome, MOST_OF_THE_END))}`
}

function stopped(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
