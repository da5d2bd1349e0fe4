import { withoutSettings } from '../report/unreal.ts'
import { wordsOf } from '../words.ts'
import type { Words } from '../words.ts'
import { withoutTlsSettings } from './settings.ts'
import { saysStood } from './statements.ts'

/** `../ssl/record/methods/tlsany_meth.c:77:`: where in its source the stack noticed the failure. */
const SOURCE_PLACE = /(?<![\w./+-])[\w./+-]{1,200}\.(?:c|cc|cpp|h|erl|go|rs):\d{1,6}\b:?/gi
/** A constant that lost the brackets of its place, `WRONG_VERSION_NUMBER.cc:242`. */
const OF_CONSTANT = /^[A-Z][A-Z\d]{1,20}(?:_[A-Z\d]{1,20}){1,8}\./
/**
 * The function between an OpenSSL error's library and its reason, `tls_validate_record_header`; but those that take up keys, certificates and
 * settings, `SSL_CTX_use_certificate`, say whose they are.
 */
const OPENSSL_FUNCTION =
  /(error:[0-9a-f]{8}:[\w()/ -]{1,40}:)(?!\w{0,20}(?:use_|load_|check_private_key|build_cert|set_cipher_list|set_ciphersuites))\w{1,80}:(?=[^:\n]* )/gi
/** A certificate's dates as dumps print them: they are no complaint about it. */
const VALIDITY =
  /\bnot ?(?:valid )?(?:before|after) ?[=:] ?(?:(?! [a-z]\w{1,20}=)[^\n]){0,40}|\b(?:activation|expiration) time: [^\n]{0,40}|\b(?:activated|expires) [`'"]?\d{4}-\d\d-\d\d[^\n'"]{0,20}/gi

/** LibreSSL's names of TLS 1.3's cipher suites, `AEAD-AES256-GCM-SHA384`: no record failed its authentication. */
const AEAD_SUITE = /\bAEAD(?=-[A-Z\d]{3,12}-[A-Z\d]{2,10}-SHA\d{3}\b)/g

/** GnuTLS' sentences for every flag of a certificate's status: a caller that asked before one was checked prints them all. */
const EVERY_COMPLAINT =
  /^(?=[^\n]{0,2000}\bnot yet valid certificate\b)(?=[^\n]{0,2000}\buses expired certificate\b)[^\n]{0,4000}$/gim

/** A method of .NET's `SslState` that tells the peer, whatever it tells. */
const RESET_SIGNAL = /\bStartSendAuthResetSignal\b/g

/** What a sender does next, without TLS: nobody spoke in the clear for that. */
const GOES_ON_BARE =
  /\b(?:(?:re)?try(?:ing)?(?: again)?|fall(?:ing|s)? ?back|continu(?:e|es|ing)|proceed(?:s|ing)?|downgrad(?:e|es|ing)|deliver(?:s|ing)?|sending|going on) (?:in|to|with|over|using|as) (?:the )?(?:clear(?: ?text)?|plain(?: ?text)?)\b/gi

/** The words without what TLS stacks print beside them: names in their source, what stood in the certificate, the sheet of a session. */
export function withoutAsides(words: Words): Words {
  const { raw } = words
  const plain = withoutTlsSettings(withoutSheet(raw))
    .replace(OPENSSL_FUNCTION, '$1:')
    .replace(SOURCE_PLACE, (place) => (OF_CONSTANT.test(place) ? place.replace(/\.\w{1,4}:\d+:?$/, ' ') : ':'))
    .replace(VALIDITY, '')
    .replace(EVERY_COMPLAINT, '')
    .replace(AEAD_SUITE, 'TLS')
    .replace(RESET_SIGNAL, '')
    .replace(GOES_ON_BARE, '')
  return withoutSettings(plain === raw ? words : wordsOf(plain))
}

/** Programs that print a sheet of what was agreed and shown, line by line, and say in few of them what went wrong. */
const SHEETS: readonly { readonly sign: RegExp; readonly says: RegExp }[] = [
  // openssl s_client: `Secure Renegotiation IS NOT supported` is a property; errors hold the word, a code of errno or a result that is not 0.
  {
    sign: /^(?:CONNECT(?:ED\([\dA-F]{8}\)|ION ESTABLISHED$)|SSL handshake has read \d{1,6} bytes|No client certificate CA names sent$)/m,
    says: /error|errno|alert (?:read|write):fatal|verify return code: [1-9]|cipher is \(none\)|unable|no starttls|find starttls/i,
  },
  // msmtp -d: its settings, and what stood in the certificate.
  {
    sign: /^(?:TLS certificate information:|using account |loaded \w{4,6} configuration )/m,
    says: /^(?:msmtp|smtp|tls)\w{0,4}: /i,
  },
  // Scanners list what a server offers; `not supported` is a row of theirs.
  {
    sign: /^[^\S\n]*(?:Testing SSL server |Supported Server Cipher\(s\):)/m,
    says: /^\s*error\b|could not|cannot|unable/i,
  },
  {
    sign: /^Starting Nmap |^Nmap scan report |^\|[ _]ssl-(?:cert|enum-ciphers):/m,
    says: /^\|?[\s_]*error\b|failed to|could not|couldn't|unable/i,
  },
  { sign: /^ ?\* (?:Certificates Information|(?:SSL|TLS) \d\.\d Cipher Suites):/m, says: /failed|not trusted|error/i },
  {
    sign: /^ Testing (?:server defaults|protocols) /m,
    says: /fatal error|(?:chain of trust|trust \(hostname\)) +\S{0,2}not |certificate validity .{0,40}expired/i,
  },
  // gnutls-cli: complaints begin with stars.
  { sign: /^Processed \d{1,6} CA certificate/m, says: /^(?:\*|\|<)|^- status:.* not |could not|cannot|unable/i },
]
const MOST_LINES = 2_000

/** True of what a TLS program prints as one sheet. */
export function isSheet(raw: string): boolean {
  return SHEETS.some(({ sign }) => sign.test(raw))
}

/** True of a sheet that tells of no fault. */
export function isFaultlessSheet(raw: string): boolean {
  const lines = sheetOf(raw)
  return lines !== undefined && lines.every((line) => saysStood(line))
}

function withoutSheet(raw: string): string {
  return sheetOf(raw)?.join('\n') ?? raw
}

/** What a sheet says besides its properties: complaints, and that the handshake stood. */
function sheetOf(raw: string): readonly string[] | undefined {
  const sheet = SHEETS.find(({ sign }) => sign.test(raw))
  return sheet === undefined
    ? undefined
    : raw.split('\n', MOST_LINES).filter((line) => sheet.says.test(line) || saysStood(line))
}
