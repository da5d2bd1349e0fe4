import type { Diagnosis } from '../domain/diagnosis.ts'
import { changedByTheFix } from './check/after-fix.ts'
import { habitsOf, type Habit } from './check/habits.ts'
import { theSession } from './shown.ts'

/** What our session did otherwise than an ordinary one, as options. A name for EHLO is one that somebody has. */
export function oddHabits(diagnosis: Diagnosis): readonly Habit[] {
  return habitsOf(theSession(diagnosis)?.plan).filter(({ option }) => !option.startsWith('--ehlo'))
}

/** The user, the settings of the mail server here, or the software that wrote the report and is imitated. */
export function whoWantsIt({ evidence: { observations } }: Diagnosis): string {
  const set = observations.find(({ kind }) => kind === 'mta.setting')
  if (set?.kind === 'mta.setting') return `as asked, or as ${set.fact.software} is set on this host`
  const wrote = observations.flatMap((one) => (one.kind === 'symptom' ? (one.fact.software ?? []) : []))
  return wrote[0] === undefined ? ASKED : `as asked, or as ${wrote[0]} does it`
}

const ASKED = 'as asked'

/** It failed for something that the user alone had it do: whether the mail server does so, too, nothing here tells. */
export function failedAsAsked(diagnosis: Diagnosis): boolean {
  return (
    diagnosis.verdict?.locus === 'sender' &&
    theSession(diagnosis)?.death !== undefined &&
    whoWantsIt(diagnosis) === ASKED &&
    oddHabits(diagnosis).some(changedByTheFix(diagnosis))
  )
}
