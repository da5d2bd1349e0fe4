import { shellWord } from '../../base/shell-word.ts'
import type { Symptom } from '../../domain/symptom.ts'
import type { TextReading } from '../../text/text-reading.ts'
import { sideOfHandshake } from '../../text/tls/side-of-handshake.ts'

/** What a mail program is asked for its own TLS: as a client, as a server where the settings have other names, and for the suites it allows. */
interface Asked {
  readonly client: string
  readonly server?: string
  readonly ciphers?: string
}

/** By the program that speaks: the settings that name its keys, certificates, authorities and suites. */
const ASKED: Readonly<Record<string, Asked>> = {
  postfix: {
    client:
      'postconf smtp_tls_security_level smtp_tls_chain_files smtp_tls_cert_file smtp_tls_key_file smtp_tls_CAfile smtp_tls_CApath smtp_tls_policy_maps',
    server:
      'postconf smtpd_tls_security_level smtpd_tls_chain_files smtpd_tls_cert_file smtpd_tls_key_file smtpd_tls_CAfile',
    ciphers:
      'postconf smtp_tls_ciphers smtp_tls_mandatory_ciphers smtp_tls_exclude_ciphers smtp_tls_protocols tls_high_cipherlist',
  },
  exim: {
    client: 'exim -bP transports | grep tls_',
    server: 'exim -bP tls_certificate tls_privatekey tls_verify_certificates tls_require_ciphers',
  },
  sendmail: {
    client: "grep -E '(Cert|Key|CACertPath|CACertFile|CipherList)' /etc/mail/sendmail.cf",
  },
  opensmtpd: { client: "smtpd -n; grep -E '(pki|ca|ciphers|protocols) ' /etc/smtpd.conf" },
  exchange: {
    client:
      'Get-ExchangeCertificate | Format-List Services,Thumbprint,NotAfter,HasPrivateKey,CertificateDomains; Get-SendConnector | Format-List Name,Fqdn,TlsCertificateName',
    server:
      'Get-ExchangeCertificate | Format-List Services,Thumbprint,NotAfter,HasPrivateKey,CertificateDomains; Get-ReceiveConnector | Format-List Name,Fqdn,TlsCertificateName',
  },
  haraka: { client: 'cat config/tls.ini' },
  msmtp: { client: 'msmtp --pretend' },
  dovecot: { client: 'doveconf -n | grep ssl' },
  java: {
    client: 'grep -nE "^(jdk.tls|jdk.certpath)" "$JAVA_HOME"/conf/security/java.security',
  },
  python: {
    client: `python3 -c 'import ssl; print(ssl.OPENSSL_VERSION, ssl.create_default_context().minimum_version, ssl.get_default_verify_paths())'`,
    ciphers: `python3 -c 'import ssl; print(*[each["name"] for each in ssl.create_default_context().get_ciphers()])'`,
  },
  node: {
    client: `node -p 'process.versions.openssl + " " + require("tls").DEFAULT_MIN_VERSION + " " + process.env.NODE_OPTIONS'`,
    ciphers: `node -p 'require("crypto").constants.defaultCipherList'`,
  },
  php: { client: `php -i | grep -iE '^(openssl|ssl version|default config)'` },
  ruby: { client: `ruby -ropenssl -e 'puts OpenSSL::OPENSSL_LIBRARY_VERSION, OpenSSL::X509::DEFAULT_CERT_FILE'` },
}

/** Programs that no frame tells of, by how they begin what they say. */
const SPOKEN: readonly (readonly [RegExp, string])[] = [
  [/^\W{0,3}msmtp: |\/msmtp: /m, 'msmtp'],
  [/\bMSExchangeTransport\b|\bMicrosoft Exchange\b/, 'exchange'],
  [/\bjavax\.(?:net\.ssl|mail)\b|\bjakarta\.mail\b|\bSSLHandshakeException\b|\.java:\d/, 'java'],
  [/\bssl\.SSL\w{0,20}Error\b|\bsmtplib\b|\.py", line \d|\(_ssl\.c:\d/, 'python'],
  [/\bERR_(?:TLS|SSL|OSSL)_|\bnode:internal\//, 'node'],
  [/\bstream_socket_|\bPHP (?:Warning|Fatal)|\.php(?::|\()\d/, 'php'],
  [/\bOpenSSL::SSL::|\.rb:\d/, 'ruby'],
  [/\bdovecot: |\b(?:imap|pop3|submission)-login: /, 'dovecot'],
]

/** A key, a certificate or a store, by its name; where in the source of a library the fault was noticed is none. */
const FILE = /(?<![\w./~-])[\w./~][\w./~@+-]{1,200}\.(?:pem|key|crt|cer|p12|pfx|jks)(?![\w-])/gi
const KEY = /key[^/]*$/i
const STORE = /\.(?:p12|pfx|jks)$/i
const MOST_FILES = 2

/** Our own program has no usable TLS: no peer has been asked for anything yet. */
export function isOfOwnTls(symptom: Symptom): boolean {
  return symptom.startsWith('tls.local.')
}

/** Where to look on our own side: the settings as the program itself shows them, and the files that the text names. */
export function ownTlsSteps(reading: TextReading): readonly string[] {
  const program = reading.software ?? SPOKEN.find(([sign]) => sign.test(reading.text))?.[1]
  const asked = program === undefined ? undefined : ASKED[program]
  const steps = asked === undefined ? [] : [questionOf(asked, reading)]
  const files = [...new Set(reading.text.match(FILE))].slice(0, MOST_FILES)
  if (files.length > 0) steps.push(`ls -lL ${files.map(fileWord).join(' ')}`)
  steps.push(...files.map((file) => contentOf(file)))
  if (steps.length === 0)
    steps.push(reading.symptom === 'tls.local.ciphers' ? 'openssl ciphers -s -v' : 'openssl version -a')
  return steps
}

function questionOf({ client, server, ciphers }: Asked, reading: TextReading): string {
  if (reading.symptom === 'tls.local.ciphers' && ciphers !== undefined) return ciphers
  return sideOfHandshake(reading.text) === 'server' ? (server ?? client) : client
}

/** Whether the file holds what its name says, and can be read. */
function contentOf(file: string): string {
  const word = fileWord(file)
  if (STORE.test(file)) return `keytool -list -keystore ${word}`
  return KEY.test(file)
    ? `openssl pkey -noout -check -in ${word}`
    : `openssl x509 -noout -subject -issuer -dates -in ${word}`
}

/** The shell puts the home in place of a tilde that is not quoted. */
function fileWord(file: string): string {
  return file.startsWith('~/') ? `~/${shellWord(file.slice(2))}` : shellWord(file)
}
