import { counted } from '../base/counted.ts'
import type { Diagnosis, DiagnosisVerdict } from '../domain/diagnosis.ts'
import { endpointText } from '../domain/endpoint.ts'
import { observationsOf, type Evidence } from '../domain/evidence.ts'
import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import { isPositive } from '../domain/reply.ts'

/** What the diagnosis took, and why it ended early; a verdict that is not proven says so itself. */
export function costText({ cost, stopped, verdict, evidence }: Diagnosis): string {
  const taken = observationsOf(evidence, 'smtp.step').filter(
    ({ fact: { stage, outcome } }) => stage === 'dot' && outcome.kind === 'reply' && isPositive(outcome.reply),
  ).length
  const cut = observationsOf(evidence, 'smtp.session').filter(
    ({ fact: { death, plan } }) => plan.upTo === 'dot' && death?.stage === 'dot' && death.outcome.kind !== 'reply',
  )
  const halved = verdict === null ? [] : cut.filter(({ fact }) => neverCameWhole(verdict, fact))
  const unanswered = cut.filter((one) => !halved.includes(one)).map(({ fact }) => fact)
  const messages = [
    taken === 0 ? '' : ` The receiver took ${counted(taken, 'test message')}${sizesText(livedIn(evidence))}.`,
    halved.length === 0
      ? ''
      : ` ${counted(halved.length, 'test message')} did not arrive: full-size packets of ${halved.length === 1 ? 'it' : 'them'} never got through.`,
    unanswered.length === 0
      ? ''
      : ` ${counted(unanswered.length, 'test message')}${sizesText(unanswered)} without an answer at the end may have arrived.`,
  ].join('')
  const line = `${counted(cost.connections, 'connection')}, ${cost.seconds} s, ${counted(cost.bytesSent, 'octet')} sent.${messages}`
  return stopped === undefined || (verdict !== null && verdict.standing !== 'proven')
    ? line
    : `${line} Stopped early: ${stopped}.`
}

/** Where it is proven that full-size packets do not get through, no message that was sent in them has arrived to its end. */
function neverCameWhole({ cause, standing, endpoint }: DiagnosisVerdict, { plan, ...session }: SmtpSession): boolean {
  return (
    cause === 'path/pmtu-black-hole' &&
    standing === 'proven' &&
    plan.sliceBytes === undefined &&
    (plan.message?.sizeBytes ?? 0) > SEVERAL_SEGMENTS_BYTES &&
    endpoint === endpointText(session.endpoint)
  )
}

/** No packet of an ordinary path holds so much. */
const SEVERAL_SEGMENTS_BYTES = 3_000

/** How large messages were: below which size mail passes is half of what a cut at a size tells, and small ones are no large one that came halfway. */
function sizesText(sessions: readonly SmtpSession[]): string {
  const sizes = sessions.flatMap(({ plan }) => plan.message?.sizeBytes ?? [])
  const distinct = [...new Set(sizes)].toSorted((one, other) => one - other)
  return distinct.length === 0 ? '' : ` (of ${distinct.join(', ')} octets)`
}

function livedIn(evidence: Evidence): readonly SmtpSession[] {
  return observationsOf(evidence, 'smtp.session').flatMap(({ fact }) =>
    fact.lived && fact.plan.upTo === 'dot' ? [fact] : [],
  )
}
