import type { Diagnosis } from '../domain/diagnosis.ts'
import type { Stage } from '../domain/stage.ts'
import { theFinding, theSession } from './shown.ts'

/** Minutes that a client gives a server at a stage (RFC 5321 §4.5.3.2). */
const GRANTED_MINUTES: Partial<Record<Stage, number>> = { banner: 5, ehlo: 5, mail: 5, rcpt: 5, data: 2, dot: 10 }

/** That our patience ended before a mail server's would have; undefined where it did not, or it is of no matter. */
export function patienceText(diagnosis: Diagnosis): string | undefined {
  const ended = endedEarly(diagnosis)
  return ended === undefined
    ? undefined
    : `We waited ${Math.round(ended.waitedMs / 1000)} s, and a mail server waits ${ended.minutes} minutes here (RFC 5321): the check below has the options that do so, too.`
}

/** Above the fixes: whom it may be needless to write to. undefined where there is none, or we were as patient. */
export function waitFirst(diagnosis: Diagnosis): string | undefined {
  return endedEarly(diagnosis) === undefined || (theFinding(diagnosis)?.remedies ?? []).length === 0
    ? undefined
    : 'First wait as long as a mail server does: the first command of the check below.'
}

/** The options with which a session waits as long as a mail server. */
export function patienceOptions(diagnosis: Diagnosis): string | undefined {
  const ended = endedEarly(diagnosis)
  if (ended === undefined) return undefined
  const seconds = ended.minutes * 60
  // Where commands went out together, the first had no answer and the verdict is about a later one.
  const stages = new Set([ended.stage, diagnosis.verdict?.stage ?? ended.stage])
  const patience = [...stages].map((stage) => `--timeout ${stage}=${seconds}`)
  return `${patience.join(' ')} --budget ${seconds + 60}`
}

function endedEarly(
  diagnosis: Diagnosis,
): { readonly stage: Stage; readonly waitedMs: number; readonly minutes: number } | undefined {
  const death = theSession(diagnosis)?.death
  if (death?.outcome.kind !== 'silent' || diagnosis.verdict === null || diagnosis.verdict.standing === 'proven')
    return undefined
  const { stage } = death
  const minutes = GRANTED_MINUTES[stage]
  const waitedMs = death.outcome.afterMs
  return minutes === undefined || waitedMs === undefined || waitedMs >= minutes * 60_000
    ? undefined
    : { stage, waitedMs, minutes }
}
