import type { Sight } from '../../../domain/evidence.ts'
import type { SmtpStep } from '../../../domain/facts/smtp-facts.ts'
import type { Outcome } from '../../../domain/outcome.ts'
import { deaths } from '../../shared/sessions.ts'

interface Seen {
  readonly 'smtp.session': Sight<'smtp.session'>
  readonly 'smtp.step': Sight<'smtp.step'>
}

/** The RCPT commands of the first session that died, which ended as `how` says. */
export function recipientSteps(evidence: Seen, how: (outcome: Outcome) => boolean): readonly SmtpStep[] {
  const [dead] = deaths(evidence['smtp.session'])
  return evidence['smtp.step'].seen.flatMap(({ fact }) =>
    fact.session === dead?.fact.session && fact.stage === 'rcpt' && how(fact.outcome) ? [fact] : [],
  )
}
