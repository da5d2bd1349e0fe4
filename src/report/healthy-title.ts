import type { Diagnosis } from '../domain/diagnosis.ts'

/** What to say of a target on which nothing failed. A session that we ended ourselves before its plan says nothing of the rest. */
export function healthyTitle({ target, evidence }: Diagnosis): string {
  const sessions = evidence.observations.flatMap((o) =>
    o.kind === 'smtp.session' && o.fact.role === 'baseline' ? [o.fact] : [],
  )
  const stopped = sessions.find((session) => session.stopped !== undefined)
  return stopped === undefined || sessions.some(({ lived }) => lived)
    ? `${target}: healthy. Nothing stands in the way of a message on this path.`
    : `${target}: nothing failed as far as we went, which is ${stopped.reached ?? 'connect'}: ${stopped.stopped}.`
}
