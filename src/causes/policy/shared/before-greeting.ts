import type { Sight } from '../../../domain/evidence.ts'
import { firstLooks } from '../../shared/sessions.ts'
import type { Told } from '../../shared/told.ts'

/** The complaint came in place of the banner, or to a session that had spoken before it. */
export function isBeforeGreeting({ fact }: Told, sessions: Sight<'smtp.session'>): boolean {
  if (fact.stage === 'banner') return true
  return fact.origin === 'live' && firstLooks(sessions).some((one) => one.fact.plan.speaksEarly === true)
}
