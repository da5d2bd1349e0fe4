import { counted } from '../base/counted.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import { observationsOf, type Evidence } from '../domain/evidence.ts'
import { isPositive } from '../domain/reply.ts'

/** What the diagnosis took, and why it ended early; a verdict that is not proven says so itself. */
export function costText({ cost, stopped, verdict, evidence }: Diagnosis): string {
  const taken = observationsOf(evidence, 'smtp.step').filter(
    ({ fact: { stage, outcome } }) => stage === 'dot' && outcome.kind === 'reply' && isPositive(outcome.reply),
  ).length
  const unanswered = observationsOf(evidence, 'smtp.session').filter(
    ({ fact: { death, plan } }) => plan.upTo === 'dot' && death?.stage === 'dot' && death.outcome.kind !== 'reply',
  ).length
  const messages = [
    taken === 0 ? '' : ` The receiver took ${counted(taken, 'test message')}${sizesText(evidence)}.`,
    unanswered === 0 ? '' : ` ${counted(unanswered, 'test message')} without an answer at the end may have arrived.`,
  ].join('')
  const line = `${counted(cost.connections, 'connection')}, ${cost.seconds} s, ${counted(cost.bytesSent, 'octet')} sent.${messages}`
  return stopped === undefined || (verdict !== null && verdict.standing !== 'proven')
    ? line
    : `${line} Stopped early: ${stopped}.`
}

/** How large the messages were that arrived: below which size mail passes is half of what a cut at a size tells. */
function sizesText(evidence: Evidence): string {
  const sizes = observationsOf(evidence, 'smtp.session').flatMap(({ fact: { lived, plan } }) =>
    lived && plan.upTo === 'dot' && plan.message?.sizeBytes !== undefined ? [plan.message.sizeBytes] : [],
  )
  const distinct = [...new Set(sizes)].toSorted((one, other) => one - other)
  return distinct.length === 0 ? '' : ` (of ${distinct.join(', ')} octets)`
}
