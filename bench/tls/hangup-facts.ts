import type { Observation } from '../../src/domain/observation.ts'
import { versionName } from '../../src/domain/version-names.ts'
import { hangup } from '../hangup.ts'
import { usageOf } from '../usage.ts'
import { certificateFacts, hex, type TlsFacts } from './facts.ts'

/** Bits of the curves that certificates have. */
const CURVE_BITS: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 }

/** What `diagnose --deep` says. undefined: it brought no survey, or one that is not complete. */
export async function hangupFacts(port: number): Promise<TlsFacts | undefined> {
  const usage = await usageOf(hangup(port, '--deep', '--budget', '120'), { keepStdout: true })
  if (usage === undefined || usage.exitCode === 2) return undefined
  const document = JSON.parse(usage.stdout) as { readonly evidence: { readonly observations: readonly Observation[] } }
  const { observations } = document.evidence
  const survey = observations.flatMap((o) => (o.kind === 'tls.survey' ? [o.fact] : []))[0]
  const tls = observations
    .flatMap((o) => (o.kind === 'smtp.session' ? [o.fact.tls] : []))
    .find((one) => one !== undefined)
  const leaf = tls?.chain[0]
  if (survey?.complete !== true) return undefined
  return {
    version: survey.versions.map((version) => versionName(version).replace('TLS ', '')),
    suite: survey.suites.map(hex),
    group: survey.groups.map(hex),
    ...(tls === undefined || leaf === undefined
      ? {}
      : {
          certificate: certificateFacts({
            keyType: leaf.keyType.toUpperCase(),
            keyBits: leaf.keyBits ?? CURVE_BITS[leaf.curve ?? ''] ?? 0,
            notAfter: new Date(leaf.notAfter),
            names: leaf.names,
          }),
          chain: [tls.verifyError === undefined ? 'trusted' : 'not trusted'],
        }),
  }
}
