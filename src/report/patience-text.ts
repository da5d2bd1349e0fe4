import type { Diagnosis } from '../domain/diagnosis.ts'
import type { Stage } from '../domain/stage.ts'
import { theSession } from './shown.ts'

/** Minutes that a client gives a server at a stage (RFC 5321 §4.5.3.2). */
const GRANTED_MINUTES: Partial<Record<Stage, number>> = { banner: 5, ehlo: 5, mail: 5, rcpt: 5, data: 2, dot: 10 }

/** That our patience ended before a mail server's would have, and how to wait as long; undefined where it did not, or it is of no matter. */
export function patienceText(diagnosis: Diagnosis): string | undefined {
  const death = theSession(diagnosis)?.death
  if (death?.outcome.kind !== 'silent' || diagnosis.verdict === null || diagnosis.verdict.standing === 'proven')
    return undefined
  const minutes = GRANTED_MINUTES[death.stage]
  const waitedMs = death.outcome.afterMs
  if (minutes === undefined || waitedMs === undefined || waitedMs >= minutes * 60_000) return undefined
  const seconds = minutes * 60
  return `We waited ${Math.round(waitedMs / 1000)} s, and a mail server waits ${minutes} minutes here (RFC 5321): --timeout ${death.stage}=${seconds} --budget ${seconds + 60} does so, too.`
}
