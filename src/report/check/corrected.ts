import { announcedLimit } from '../../domain/announced-limit.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { theSession } from '../shown.ts'
import { firstPlan } from './after-fix.ts'
import { commandOf } from './command.ts'
import { habitsOf } from './habits.ts'

/**
 * Where the fix is another address, another password or a smaller message, the session that failed fails for ever: the check is the same one
 * with what was corrected. undefined elsewhere.
 */
export function correctedCheck(diagnosis: Diagnosis): readonly string[] | undefined {
  const plan = firstPlan(diagnosis)
  const session = theSession(diagnosis)
  // A domain that there is none of was misspelt, or is gone.
  if (diagnosis.verdict?.cause === 'dns/nxdomain') return ['# must pass', `hangup diagnose ${CORRECTED}`]
  if (plan === undefined || session?.death === undefined) return undefined
  switch (diagnosis.verdict?.cause) {
    case 'refusal/recipient-unknown':
    case 'refusal/recipient-moved':
      return otherMailbox(diagnosis, plan)
    case 'refusal/credentials-rejected':
      return plan.auth === undefined
        ? undefined
        : ['# must pass, with the corrected password in FILE', sameWith(diagnosis, plan)]
    case 'refusal/message-too-large':
      return smaller(diagnosis, plan, session)
    default:
      return undefined
  }
}

/** Stands for the address to fill in. */
const CORRECTED = 'CORRECTED-ADDRESS'

function otherMailbox(diagnosis: Diagnosis, plan: SessionPlan): readonly string[] | undefined {
  const to = plan.envelope?.to ?? []
  // Which of several it was is in the report; the rest of them stay.
  if (to.length !== 1) return undefined
  const isTarget = to[0] === diagnosis.target
  const asked = isTarget ? { ...diagnosis, target: CORRECTED } : diagnosis
  return ['# must pass', commandOf(asked, plan, habitsOf(plan), isTarget ? [] : [CORRECTED])]
}

function smaller(diagnosis: Diagnosis, plan: SessionPlan, session: SmtpSession): readonly string[] | undefined {
  const { message } = plan
  const sizeBytes = message?.sizeBytes
  const limit = announcedLimit(session)
  if (sizeBytes === undefined || limit === undefined || limit >= sizeBytes) return undefined
  return [
    '# must pass: no more than the receiver announces to take',
    sameWith(diagnosis, { ...plan, message: { ...message, sizeBytes: limit } }),
    '# must pass once the receiver takes more',
    sameWith(diagnosis, plan),
  ]
}

function sameWith(diagnosis: Diagnosis, plan: SessionPlan): string {
  return commandOf(diagnosis, plan, habitsOf(plan))
}
