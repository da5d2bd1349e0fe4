import { createHash } from 'node:crypto'
import type { DnsRecord, TlsPolicyFact } from '../../domain/facts/dns-facts.ts'
import type { CertificateFact } from '../../domain/facts/smtp-facts.ts'
import { coversHost } from './name-match.ts'

export type TlsaRecord = Extract<DnsRecord, { readonly type: 'TLSA' }>

export interface DaneQuestion {
  readonly records: readonly TlsaRecord[]
  /** As presented, leaf first. */
  readonly chain: readonly CertificateFact[]
  /** Names that the leaf may bear under usage 2: the TLSA base domain, and the mail's own domain (RFC 7672 §3.2.2). */
  readonly names: readonly string[]
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * Whether a chain meets TLSA records (RFC 7672 §3.1): DANE-EE(3) looks at the leaf's key or octets and at nothing else, neither name
 * nor date; DANE-TA(2) needs the anchor in the chain, the name and the dates; usages 0 and 1 are unusable for SMTP. One record that
 * fits is enough.
 */
export function judgeDane(question: DaneQuestion): Pick<TlsPolicyFact, 'status' | 'why'> {
  const usable = question.records.filter(isUsable)
  if (usable.length === 0) {
    // RFC 7672 §2.2.3: unusable records still demand TLS, yet nothing of the certificate.
    return {
      status: 'satisfied',
      why: `none of ${question.records.length} TLSA records is usable for SMTP; TLS alone is demanded`,
    }
  }
  const judged = usable.map((record) => ({ record, ...judgeRecord(record, question) }))
  const good = judged.find(({ verdict }) => verdict === 'fits')
  if (good !== undefined) return { status: 'satisfied', why: `the certificate fits TLSA ${recordText(good.record)}` }
  const unknown = judged.find(({ verdict }) => verdict === 'unknown')
  if (unknown !== undefined) return { status: 'unverifiable', why: unknown.why }
  const [first] = judged
  const others = judged.length > 1 ? `, nor does it fit ${judged.length - 1} more` : ''
  return {
    status: 'violated',
    why: first === undefined ? '' : `TLSA ${recordText(first.record)}: ${first.why}${others}`,
  }
}

/** `3 1 1 8bd1da95…` */
export function recordText({ usage, selector, matching, data }: TlsaRecord): string {
  return `${usage} ${selector} ${matching} ${data.slice(0, 16)}${data.length > 16 ? '…' : ''}`
}

const DIGEST_OCTETS: Readonly<Record<number, number>> = { 1: 32, 2: 64 }

function isUsable({ usage, selector, matching, data }: TlsaRecord): boolean {
  if ((usage !== 2 && usage !== 3) || selector > 1 || matching > 2 || data === '') return false
  const octets = DIGEST_OCTETS[matching]
  return octets === undefined || data.length === octets * 2
}

interface Judged {
  readonly verdict: 'fits' | 'differs' | 'unknown'
  readonly why: string
}

function judgeRecord(record: TlsaRecord, { chain, names, now }: DaneQuestion): Judged {
  const [leaf] = chain
  if (leaf === undefined) return { verdict: 'differs', why: 'the server presented no certificate' }
  if (record.usage === 3) {
    const same = matches(record, leaf)
    if (same === undefined)
      return { verdict: 'unknown', why: 'the SHA-512 digest of the certificate is not known here' }
    return { verdict: same ? 'fits' : 'differs', why: 'the key or certificate that the server presents is another' }
  }
  const anchors = chain.map((certificate) => matches(record, certificate))
  const anchor = anchors.indexOf(true)
  if (anchor === -1) {
    if (anchors.includes(undefined))
      return { verdict: 'unknown', why: 'the SHA-512 digests of the chain are not known here' }
    return { verdict: 'differs', why: 'the trust anchor is not in the chain that the server presents' }
  }
  const used = chain.slice(0, anchor + 1)
  const broken = used.findIndex(
    (certificate, index) => index < anchor && certificate.issuer !== used[index + 1]?.subject,
  )
  if (broken !== -1) return { verdict: 'differs', why: 'the chain does not lead to the trust anchor' }
  const expired = used.find(({ notBefore, notAfter }) => Date.parse(notAfter) < now || Date.parse(notBefore) > now)
  if (expired !== undefined)
    return {
      verdict: 'differs',
      why: `a certificate of the chain is valid from ${expired.notBefore} to ${expired.notAfter}`,
    }
  const named = names.some((name) => leaf.names.some((each) => coversHost(each, name)))
  return { verdict: named ? 'fits' : 'differs', why: `the certificate does not name ${names.join(' or ')}` }
}

/** undefined: a digest is needed that the fact does not hold. Whole octets (matching 0) are compared by their digest. */
function matches(record: TlsaRecord, certificate: CertificateFact): boolean | undefined {
  const whole = record.selector === 0
  switch (record.matching) {
    case 0: {
      const digest = createHash('sha256').update(Buffer.from(record.data, 'hex')).digest('hex')
      return digest === (whole ? certificate.sha256 : certificate.spkiSha256)
    }
    case 1:
      return record.data === (whole ? certificate.sha256 : certificate.spkiSha256)
    default: {
      const digest = whole ? certificate.sha512 : certificate.spkiSha512
      return digest === undefined ? undefined : digest === record.data
    }
  }
}
