import { rule } from '../rule.ts'

/** What Windows' trust provider says of a chain: the names of winerror.h and their HRESULTs. */
export const WINDOWS_TRUST = [
  rule('windows-expired', 'tls.cert.expired', ['cert e expired|800b0101|validityperiodnesting|800b0102']),
  rule('windows-name', 'tls.cert.name', ['cert e cn no match|800b010f|cert e invalid name|800b0114']),
  rule('windows-purpose', 'tls.cert.purpose', [
    'cert e wrong usage|800b0110|cert e purpose|800b0106|cert e role|800b0103',
  ]),
  rule('windows-untrusted', 'tls.cert.untrusted', [
    'cert e untrustedroot|800b0109|cert e chaining|800b010a|cert e untrustedca|800b0112|cert e revoked|800b010c|crypt e revoked|80092010|crypt e no revocation|80092012|crypt e revocation offline|80092013|trust e cert signature|80096004',
  ]),
]
