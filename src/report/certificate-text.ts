import { printable } from '../base/printable.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import { theSession } from './shown.ts'

const MOST_NAMES = 4

/** What the server's certificate is, where the verdict is about TLS: whose, from whom, until when, and whether our roots lead to it. */
export function certificateText(diagnosis: Diagnosis): string | undefined {
  const tls = diagnosis.verdict?.class === 'tls' ? theSession(diagnosis)?.tls : undefined
  const leaf = tls?.chain[0]
  if (tls === undefined || leaf === undefined) return undefined
  const shown = leaf.names.slice(0, MOST_NAMES).join(', ')
  const more = leaf.names.length > MOST_NAMES ? ` and ${leaf.names.length - MOST_NAMES} more` : ''
  const names = leaf.names.length === 0 ? 'names no host' : `names ${shown}${more}`
  const issuer = leaf.issuer === leaf.subject ? 'signed by itself' : `issued by ${leaf.issuer}`
  const chain = tls.verifyError === undefined ? 'its chain verifies' : `its chain does not verify (${tls.verifyError})`
  return printable(`The certificate ${names}, is ${issuer}, valid until ${leaf.notAfter.slice(0, 10)}; ${chain}.`, 500)
}
