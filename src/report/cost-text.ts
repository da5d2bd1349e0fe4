import { counted } from '../base/counted.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import { observationsOf } from '../domain/evidence.ts'
import { isPositive } from '../domain/reply.ts'

/** What the diagnosis took, and why it ended early; a verdict that is not proven says so itself. */
export function costText({ cost, stopped, verdict, evidence }: Diagnosis): string {
  const taken = observationsOf(evidence, 'smtp.step').filter(
    ({ fact: { stage, outcome } }) => stage === 'dot' && outcome.kind === 'reply' && isPositive(outcome.reply),
  ).length
  const messages = taken === 0 ? '' : ` The receiver took ${counted(taken, 'test message')}.`
  const line = `${counted(cost.connections, 'connection')}, ${cost.seconds} s, ${counted(cost.bytesSent, 'octet')} sent.${messages}`
  return stopped === undefined || (verdict !== null && verdict.standing !== 'proven')
    ? line
    : `${line} Stopped early: ${stopped}.`
}
