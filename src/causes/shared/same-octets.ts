import type { Sight } from '../../domain/evidence.ts'
import { familyName } from './family-name.ts'
import { companions, type DeadSession, type SessionSeen } from './sessions.ts'

/** The line that came in place of a greeting. */
function firstLine({ fact: { death } }: SessionSeen): string | undefined {
  if (death?.stage !== 'banner' || death.outcome.kind !== 'garbled') return undefined
  const [line] = death.outcome.head.split(/[\r\n]/)
  return line === '' ? undefined : line
}

/** Mail servers of other owners that answer, too, with what is no SMTP, and with the same words: from here something else answers for them all. */
export function sameOctetsElsewhere(sessions: Sight<'smtp.session'>, one: DeadSession): readonly SessionSeen[] {
  const line = firstLine(one)
  const { host, address } = one.fact.endpoint
  return companions(sessions).filter(
    (other) =>
      line !== undefined &&
      firstLine(other) === line &&
      other.fact.endpoint.address !== address &&
      familyName(other.fact.endpoint.host) !== familyName(host),
  )
}
