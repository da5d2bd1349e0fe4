import { tallyText } from '../domain/arm-words.ts'
import { classOf } from '../domain/cause-id.ts'
import { endpointText } from '../domain/endpoint.ts'
import type { Evidence } from '../domain/evidence.ts'
import type { ExperimentArm, ExperimentFact } from '../domain/facts/experiment-fact.ts'
import type { Observation } from '../domain/observation.ts'
import { suiteName } from '../domain/suite-names.table.ts'

/** What became of an arm, and in a question about TLS what was agreed on where it lived: `lived 2 of 2, by TLS 1.3, TLS_AES_128_GCM_SHA256`. */
export function armText(arm: ExperimentArm, fact: ExperimentFact, { observations }: Evidence): string {
  const text = tallyText(arm)
  if (arm.lived === 0 || classOf(fact.cause) !== 'tls') return text
  const [agreed, ...others] = new Set(observations.flatMap((one) => agreedIn(one, arm, fact.endpoint)))
  if (agreed === undefined || others.length > 0) return text
  return text.replace(arm.answeredBy === undefined ? /^\w+ \d+( of \d+)?/ : arm.answeredBy, (lived) =>
    arm.answeredBy === undefined ? `${lived}, by ${agreed}` : `${lived}, ${agreed}`,
  )
}

/** Of a hello the suite alone: the version is in the tally. */
function agreedIn(one: Observation, { name }: ExperimentArm, endpoint: string): readonly string[] {
  if (one.kind === 'tls.hello' && one.fact.arm === name && endpointText(one.fact.endpoint) === endpoint)
    return one.fact.answer.kind === 'server-hello' ? [suiteName(one.fact.answer.suite)] : []
  if (one.kind !== 'smtp.session' || one.fact.role !== 'experiment' || one.fact.arm !== name) return []
  const { tls, lived } = one.fact
  return lived && tls !== undefined && endpointText(one.fact.endpoint) === endpoint
    ? [`${tls.version.replace(/^TLSv1$/, 'TLSv1.0').replace('TLSv', 'TLS ')}, ${tls.cipher}`]
    : []
}
