import { rule } from '../rule.ts'

/** What Windows' trust provider says of a chain: the names of winerror.h and their HRESULTs. */
export const WINDOWS_TRUST = [
  // WinINet and WinHTTP, which CDO, Outlook and .NET stand on, have names and numbers of their own.
  rule('wininet-expired', 'tls.cert.expired', ['sec cert date invalid|80072f05']),
  rule('wininet-name', 'tls.cert.name', ['sec cert cn invalid|80072f06']),
  rule('wininet-untrusted', 'tls.cert.untrusted', [
    'internet invalid ca|80072f0d|sec cert revoked|80072f8f|internet secure failure|winhttp secure failure|sec cert errors',
  ]),
  rule('wininet-channel', 'tls.handshake.alert', [
    '80072f7d|internet security channel error|winhttp secure channel error',
  ]),
  rule('windows-expired', 'tls.cert.expired', ['cert e expired|800b0101|validityperiodnesting|800b0102']),
  rule('windows-name', 'tls.cert.name', ['cert e cn no match|800b010f|cert e invalid name|800b0114']),
  rule('windows-purpose', 'tls.cert.purpose', [
    'cert e wrong usage|800b0110|cert e purpose|800b0106|cert e role|800b0103',
  ]),
  rule('windows-untrusted', 'tls.cert.untrusted', [
    'cert e untrustedroot|800b0109|cert e chaining|800b010a|cert e untrustedca|800b0112|cert e revoked|800b010c|crypt e revoked|80092010|crypt e no revocation|80092012|crypt e revocation offline|80092013|trust e cert signature|80096004',
  ]),
]
