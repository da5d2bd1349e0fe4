import { printable } from '../../base/printable.ts'
import type { CauseId } from '../../domain/cause-id.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import { baselines, onlyReported } from '../shown.ts'

/** A receiver may go on to refuse such a message, and is only asked to say so. */
const REFUSED_IN_WORDS: readonly (CauseId | null)[] = [
  'content/size-limit-drop',
  'content/size-reply-lost',
  'content/content-scanner-drop',
]

/** Whoever runs the check again sends mail to somebody: said, where our session sent a message. */
export function sendNote(diagnosis: Diagnosis): string | undefined {
  const plan = baselines(diagnosis)[0]?.plan
  if (plan?.upTo !== 'dot') return undefined
  const size = plan.message?.sizeBytes === undefined ? '' : ` of ${plan.message.sizeBytes} octets`
  const to = (plan.envelope?.to ?? []).map((address) => printable(address)).join(', ')
  const isGiven = plan.message?.raw !== undefined || plan.message?.shape !== undefined
  const what = isGiven ? 'the message in FILE' : `a test message${size}`
  const whom = to === '' ? '' : ` to ${to}`
  // A failure that our session did not meet is not gone for its passing.
  if (onlyReported(diagnosis) !== undefined) return `It sends ${what}${whom}.`
  const well = REFUSED_IN_WORDS.includes(diagnosis.verdict?.cause ?? null)
    ? 'All is well once it arrives there, or is refused in words (550, 552, 554).'
    : diagnosis.verdict?.stage === 'dot'
      ? 'All is well once its end is answered with 250; it may arrive there before that, too.'
      : 'Once all is well it arrives there.'
  return `It sends ${what}${whom}. ${well}`
}
