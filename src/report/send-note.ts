import { printable } from '../base/printable.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import { baselines } from './shown.ts'

/** Whoever runs the check again sends mail to somebody: said, where our session sent a message. */
export function sendNote(diagnosis: Diagnosis): string | undefined {
  const plan = baselines(diagnosis)[0]?.plan
  if (plan?.upTo !== 'dot') return undefined
  const size = plan.message?.sizeBytes === undefined ? '' : ` of ${plan.message.sizeBytes} octets`
  const to = (plan.envelope?.to ?? []).map((address) => printable(address)).join(', ')
  return `It sends a test message${size}${to === '' ? '' : ` to ${to}`}, and it arrives there once all is well.`
}
