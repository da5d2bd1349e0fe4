import type { Diagnosis } from '../../domain/diagnosis.ts'
import { mailboxSaid } from '../../domain/envelope-address.ts'
import { baselines } from '../shown.ts'
import { leversOf } from './after-fix.ts'

/** Which recipients a session has once the fix is made, and why those; undefined where it keeps all of them. */
export interface RecipientsAfterFix {
  readonly recipients: readonly string[]
  readonly why: string
}

/** After a fix that takes recipients off the list, or sends fewer at a time, the session that failed is no check of it. */
export function recipientsAfterFix(diagnosis: Diagnosis): RecipientsAfterFix | undefined {
  const all = baselines(diagnosis)[0]?.plan.envelope?.to ?? []
  const limit = leversOf(diagnosis).find((one) => one.lever === 'recipients.limit')?.recipients
  if (limit !== undefined && limit < all.length)
    return { recipients: all.slice(0, limit), why: '# must pass: as many recipients as the fix leaves together' }
  if (diagnosis.verdict?.cause !== 'policy/error-limit-close') return undefined
  const gone = refusedForGood(diagnosis)
  const left = all.filter((to) => !gone.has(to))
  return gone.size === 0 || left.length === 0
    ? undefined
    : {
        recipients: left,
        why: '# without those refused; repeat it without those that it refuses, until none is',
      }
}

function refusedForGood({ evidence }: Diagnosis): ReadonlySet<string> {
  return new Set(
    evidence.observations.flatMap((one) =>
      one.kind === 'smtp.step' &&
      one.fact.role === 'baseline' &&
      one.fact.stage === 'rcpt' &&
      one.fact.outcome.kind === 'reply' &&
      one.fact.outcome.reply.code >= 500
        ? (mailboxSaid(one.fact.said) ?? [])
        : [],
    ),
  )
}
