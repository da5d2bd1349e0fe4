import { counted } from '../base/counted.ts'
import type { Evidence } from '../domain/evidence.ts'
import type { CertificateFact } from '../domain/facts/smtp-facts.ts'
import type { TlsSurvey } from '../domain/facts/tls-survey.ts'
import { groupName } from '../domain/group-names.table.ts'
import { suiteName } from '../domain/suite-names.table.ts'
import { versionName } from '../domain/version-names.ts'

export function surveysOf(evidence: Evidence): readonly TlsSurvey[] {
  return evidence.observations.flatMap((o) => (o.kind === 'tls.survey' ? [o.fact] : []))
}

/** What `--deep` found, in the names of IANA, the server's preference first. */
export function surveyLines(survey: TlsSurvey): readonly { readonly what: string; readonly values: string }[] {
  const { versions, refused, suites, groups, complete, chain = [] } = survey
  return [
    { what: 'speaks', values: versions.map(versionName).join(', ') || 'no version that we asked for' },
    { what: 'refuses', values: refused.map(versionName).join(', ') },
    { what: 'suites', values: suites.map(suiteName).join(', ') },
    { what: 'groups', values: groups.map(groupName).join(', ') },
    { what: 'certificate', values: chain.length === 0 ? '' : chainText(chain) },
    {
      what: 'note',
      values: complete
        ? ''
        : 'not complete: what is missing here was not asked or not answered, and need not be refused',
    },
  ].filter(({ values }) => values !== '')
}

const MOST_NAMES = 6

/** The leaf in a sentence; what comes with it is counted. */
function chainText([leaf, ...above]: readonly CertificateFact[]): string {
  if (leaf === undefined) return ''
  const { subject, issuer, names, selfSigned, notBefore, notAfter, signatureAlgorithm } = leaf
  const others = names.length - MOST_NAMES
  return [
    subject === '' ? 'no subject' : subject,
    ...(names.length === 0
      ? []
      : [`for ${names.slice(0, MOST_NAMES).join(' ')}${others > 0 ? ` and ${others} more` : ''}`]),
    selfSigned ? 'self-signed' : `issued by ${issuer}`,
    `${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}`,
    keyText(leaf),
    ...(signatureAlgorithm === undefined ? [] : [signatureAlgorithm]),
    ...(above.length === 0 ? [] : [`with ${counted(above.length, 'more certificate')}`]),
  ].join(', ')
}

function keyText({ keyType, keyBits, curve }: CertificateFact): string {
  switch (keyType) {
    case 'rsa':
      return `RSA ${keyBits ?? '?'} bits`
    case 'ec':
      return curve ?? 'EC'
    case 'ed25519':
      return 'Ed25519'
    case 'other':
      return 'a key of another kind'
  }
}
