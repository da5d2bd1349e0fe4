import type { Symptom } from '../../../domain/symptom.ts'
import type { Notion } from './notion.ts'
import { either, notion } from './notion.ts'
import * as C from './states-of-certificates.ts'
import * as H from './states-of-handshakes.ts'
import * as T from './things.ts'

/** What it means when notions stand near each other. */
export interface Saying {
  readonly name: string
  readonly symptom: Symptom
  /** Each stands within reach of one before it. */
  readonly all: readonly Notion[]
  /** None of these stands anywhere in the statement. */
  readonly none?: Notion
  /** Characters between two of them, 48 unless told. */
  readonly reach?: number
  /** No word is of two of them. */
  readonly apart?: true
}

const OUR_SIDE = notion('client', 'our', 'we', 'us', 'own', 'my')
const NOT_OF_TLS = notion('ssh', 'pgp', 'gpg', 's/mime', 'dkim', 'spf', 'dmarc', 'vpn', 'wallet', 'bitcoin')

const NOT_A_NAME = notion('private key', 'public key', 'key', 'bits?', 'client certificate', 'our certificate', 'none')
const OF_ISSUER = notion('issuers?', 'cas?', 'authority', 'root', 'trusted', 'trust')
const OF_PEER = notion(
  '(?<!our |this )(?:peer|server|remote|client) (?:has|sent|presented|showed|offers?|offered)',
  'received',
  'it has',
  'does not offer',
)
const ALERTED = notion('alert', 'bad certificate', 'closed (?:the connection|with)')
const CA_CERTIFICATE = notion('ca (?:certificate|cert)', 'root (?:certificate|cert)')
const USED_AS_SERVER = notion(
  '(?:used )?as (?:an? |the )?(?:server|leaf|end-entity|end entity|host)(?: certificate| cert)?',
)
const PEER_CERTIFICATE = notion(
  String.raw`(?:server|peer|remote|relay|host|mx|gateway)(?: s)? (?:certificate|cert)`,
  String.raw`(?:certificate|cert) (?:of|from|at) (?:the )?\S{1,80}`,
)
/** What is set, and what was only warned of. */
const UNASSERTED = notion(
  'no (?:certificate|cert)',
  'authenticity',
  'accept(?:ing|s)?',
  'allow(?:ing|s)?',
  'ignor(?:e|ing|es)',
)
const VERIFICATION = notion('verif\\S{1,8}', 'establish\\S{1,4}')
/** What nothing came of, and what the peer found. */
const NO_MISTRUST = notion('dnssec', 'ssh', 'pgp', 'gpg', 's/mime', 'dkim', 'established', 're-using', 'alert', 'file')
const GOES_ON = notion(
  'deliver(?:ing|y)?',
  'trying',
  'retry\\S{0,4}',
  'falling back',
  'refusing to',
  'policy',
  'forbidden',
)
const GROUP = notion('groups?', 'curves?')
const NO_WEAK_CIPHER = notion('our', 'we', 'certificate', 'appropriate', 'disable', 'key')
const NAME_CHECK = notion('(?:host)?name (?:check|verification|validation|comparison)')
const CIPHER_SUITE = notion('cipher(?:s| suites?)?', 'ciphersuites?', 'suites?', 'key exchange (?:group|method)s?')
const NO_CERTIFICATE_AT_FAULT = notion(
  'ssh',
  'pgp',
  'gpg',
  's/mime',
  'dkim',
  'established',
  're-using',
  'alert',
  'file',
  'client',
  'our',
  'tlsa',
  'dane',
  'authenticity is not',
  'verified',
  'succeeded',
  'success',
  'presented no',
)
const NO_TRUST_AT_FAULT = notion(
  'signature',
  'mac',
  'hostname',
  'host name',
  'relationship',
  'mta-sts',
  'dane',
  'file',
  'verify',
  'skip(?:ping|ped)?',
  'established',
  'e-?mail',
)
const NO_NAME_AT_FAULT = notion(
  'ssh',
  'pgp',
  'gpg',
  's/mime',
  'dkim',
  'verified',
  'succeeded',
  'success',
  'established',
  'depth',
  'issuers?',
  'ca',
  'cas',
  'authority',
  'root',
  'trusted',
  'trust',
  'file',
  'client',
  'our',
  'tlsa',
  'dane',
  'alert',
)
const REFUSING_TO = notion('refusing to', 'refuse to', 'refuses to')
const NO_NAME_BUT_A_KEY = notion('keys?', 'pinned', 'pins?', 'fingerprints?')
const NO_CHAIN_OF_TRUST = notion('dnssec', 'rrsig', 'ds', 'arc', 'sender', 'return', 'supply', 'block')

/** From the particular to the general. */
export const SAYINGS: readonly Saying[] = [
  // Ours.
  { name: 'could-not-load', symptom: 'tls.local.config', all: [C.COULD_NOT_LOAD], none: NOT_OF_TLS },
  { name: 'unfit-pair', symptom: 'tls.local.config', all: [C.CERTIFICATE_AND_KEY, C.UNFIT], none: NOT_OF_TLS },
  { name: 'our-files', symptom: 'tls.local.config', all: [T.OUR_KEY, C.UNLOADABLE], none: NOT_OF_TLS, reach: 30 },
  {
    name: 'client-certificate-demanded',
    symptom: 'tls.cert.clientrequired',
    all: [T.CERTIFICATE, C.DEMANDED, C.NONE_OF_IT, OUR_SIDE],
  },
  {
    name: 'no-client-certificate',
    symptom: 'tls.cert.clientrequired',
    all: [T.NO_CLIENT_CERTIFICATE, either(T.HELLO, C.REFUSED, ALERTED)],
    none: notion('ca names', 'requested'),
  },
  {
    name: 'no-certificate-of-ours',
    symptom: 'tls.local.nocert',
    all: [T.NO_CERTIFICATE, T.OUR_SERVER, C.TO_SHOW],
    none: OF_PEER,
    reach: 24,
  },
  { name: 'cipher-string', symptom: 'tls.local.ciphers', all: [T.CIPHER_STRING, H.NO_VALUE], reach: 24 },
  { name: 'version-setting', symptom: 'tls.local.config', all: [T.VERSION_SETTING, H.NO_VALUE], reach: 24 },
  {
    name: 'our-certificate-refused',
    symptom: 'tls.cert.rejected',
    all: [T.OUR_CERTIFICATE, either(C.REFUSED, ALERTED)],
  },

  // The peer's certificate.
  { name: 'selfsigned', symptom: 'tls.cert.selfsigned', all: [T.CERTIFICATE, C.OF_ITSELF], reach: 30 },
  { name: 'not-for-servers', symptom: 'tls.cert.purpose', all: [T.CERTIFICATE, C.NOT_MEANT_FOR_SERVERS], reach: 24 },
  { name: 'revoked', symptom: 'tls.cert.untrusted', all: [T.CERTIFICATE, C.REVOKED] },
  { name: 'authority-as-server', symptom: 'tls.cert.purpose', all: [CA_CERTIFICATE, USED_AS_SERVER], reach: 24 },
  { name: 'other-use', symptom: 'tls.cert.purpose', all: [T.CERTIFICATE, C.OTHER_USE, C.NOT_FOR_SERVERS], reach: 24 },
  { name: 'purpose', symptom: 'tls.cert.purpose', all: [T.PURPOSE, C.UNKNOWN], reach: 24 },
  { name: 'weak', symptom: 'tls.cert.weak', all: [T.CERTIFICATE, C.WEAK, C.REFUSED], none: T.DIFFIE_HELLMAN },
  {
    name: 'weak-bits',
    symptom: 'tls.cert.weak',
    all: [either(C.KEY, T.CERTIFICATE), C.BITS, C.WOULD_NEED],
    none: T.DIFFIE_HELLMAN,
    reach: 24,
  },
  {
    name: 'valid-until',
    symptom: 'tls.cert.expired',
    all: [T.CERTIFICATE, C.VALID_UNTIL, C.TODAY],
    none: notion('renew(?:s|ed|al)?'),
  },
  { name: 'expired', symptom: 'tls.cert.expired', all: [T.CERTIFICATE, C.IS_OVER], reach: 36 },
  { name: 'to-come', symptom: 'tls.cert.expired', all: [T.CERTIFICATE, C.IS_TO_COME], reach: 36 },
  { name: 'name', symptom: 'tls.cert.name', all: [T.CERTIFICATE, T.HOST_NAME, C.DIFFERS], none: OF_ISSUER, reach: 40 },
  { name: 'name-in-certificate', symptom: 'tls.cert.name', all: [T.NAME_IN_CERTIFICATE, C.DIFFERS], reach: 24 },
  { name: 'name-sought', symptom: 'tls.cert.name', all: [T.CERTIFICATE, C.WAS_SOUGHT], none: NOT_A_NAME, reach: 60 },
  {
    name: 'name-of-another',
    symptom: 'tls.cert.name',
    all: [T.CERTIFICATE, C.IS_MADE_FOR, T.A_HOST],
    none: NO_NAME_BUT_A_KEY,
    reach: 24,
  },
  { name: 'only-names', symptom: 'tls.cert.name', all: [T.CERTIFICATE, C.ONLY_HOLDS, C.NAMES_OR_ADDRESSES], reach: 12 },
  { name: 'of-another', symptom: 'tls.cert.name', all: [T.CERTIFICATE, C.IS_OF_ANOTHER], reach: 12 },
  { name: 'fingerprint', symptom: 'tls.cert.untrusted', all: [T.FINGERPRINT, C.NOT_AS_NOTED], none: NOT_OF_TLS },
  { name: 'authority', symptom: 'tls.cert.untrusted', all: [T.AUTHORITY, C.NO_TRUST], none: NO_MISTRUST, reach: 28 },
  {
    name: 'no-trust',
    symptom: 'tls.cert.untrusted',
    all: [either(T.TLS, T.CERTIFICATE), C.MISTRUST],
    none: NO_MISTRUST,
    reach: 16,
  },
  { name: 'untrusted', symptom: 'tls.cert.untrusted', all: [T.CERTIFICATE, T.ISSUER, C.UNKNOWN], reach: 40 },
  { name: 'chain', symptom: 'tls.cert.untrusted', all: [T.CHAIN, C.UNKNOWN], none: NO_CHAIN_OF_TRUST, reach: 20 },
  {
    name: 'any-time',
    symptom: 'tls.cert.expired',
    all: [T.CERTIFICATE, T.OF_TIME, H.WRONG],
    none: NO_CERTIFICATE_AT_FAULT,
    apart: true,
    reach: 32,
  },
  {
    name: 'any-name',
    symptom: 'tls.cert.name',
    all: [T.CERTIFICATE, T.OF_NAME, H.WRONG],
    none: NO_NAME_AT_FAULT,
    apart: true,
    reach: 36,
  },
  {
    name: 'unverified',
    symptom: 'tls.cert.untrusted',
    all: [T.CERTIFICATE, C.UNVERIFIED],
    none: UNASSERTED,
    reach: 24,
  },
  {
    name: 'identity',
    symptom: 'tls.cert.untrusted',
    all: [T.PEER_IDENTITY, either(C.UNVERIFIED, H.FAILED)],
    reach: 24,
  },
  {
    name: 'peer-certificate-refused',
    symptom: 'tls.cert.untrusted',
    all: [PEER_CERTIFICATE, C.REFUSED],
    none: UNASSERTED,
    reach: 24,
  },
  { name: 'certificate-unreadable', symptom: 'tls.cert.untrusted', all: [T.CERTIFICATE, C.UNREADABLE], reach: 24 },

  {
    name: 'any-trust',
    symptom: 'tls.cert.untrusted',
    all: [T.CERTIFICATE, T.OF_TRUST, H.WRONG],
    none: NO_CERTIFICATE_AT_FAULT,
    apart: true,
    reach: 32,
  },
  {
    name: 'any-trust-in-tls',
    symptom: 'tls.cert.untrusted',
    all: [T.TLS, T.OF_TRUST_IN_TLS, H.WRONG],
    none: NO_TRUST_AT_FAULT,
    apart: true,
    reach: 24,
  },
  {
    name: 'sni',
    symptom: 'tls.cert.sni',
    all: [T.SERVER_NAME_ASKED, either(H.WRONG, C.UNKNOWN)],
    none: notion('check'),
  },

  {
    name: 'for-others',
    symptom: 'tls.cert.purpose',
    all: [T.CERTIFICATE, C.FOR_OTHERS_ONLY],
    none: NO_CERTIFICATE_AT_FAULT,
    reach: 12,
  },
  {
    name: 'demanded-of-us',
    symptom: 'tls.cert.clientrequired',
    all: [C.DEMANDED_OF_US, T.CERTIFICATE],
    none: notion('trust', 'accept', 'install', 'renew', 'change'),
    reach: 32,
  },
  {
    name: 'name-check',
    symptom: 'tls.cert.name',
    all: [NAME_CHECK, T.OF_TLS, H.WRONG],
    none: NO_NAME_AT_FAULT,
    reach: 24,
  },
  { name: 'depth', symptom: 'tls.cert.untrusted', all: [C.DEPTH], none: NOT_OF_TLS },
  {
    name: 'weak-key',
    symptom: 'tls.cert.weak',
    all: [C.KEY, C.TOO_SHORT],
    none: either(T.DIFFIE_HELLMAN, NOT_OF_TLS),
    reach: 4,
  },
  { name: 'root-trust', symptom: 'tls.cert.untrusted', all: [C.A_ROOT, C.MISTRUST], none: NO_MISTRUST, reach: 12 },
  {
    name: 'certificate-for',
    symptom: 'tls.cert.name',
    all: [C.CERTIFICATE_FOR, T.A_HOST],
    none: NO_CERTIFICATE_AT_FAULT,
    reach: 4,
  },

  { name: 'calls-itself', symptom: 'tls.cert.name', all: [H.CALLS_ITSELF, T.A_HOST, T.OF_TLS] },
  {
    name: 'any-fault',
    symptom: 'tls.cert.untrusted',
    all: [T.CERTIFICATE, C.AT_FAULT],
    none: either(NO_CERTIFICATE_AT_FAULT, UNASSERTED),
    reach: 16,
  },

  // What the two agree on.
  { name: 'renegotiation', symptom: 'tls.handshake.legacyreneg', all: [T.RENEGOTIATION, C.REFUSED] },
  { name: 'weak-dh', symptom: 'tls.handshake.weakdh', all: [T.DIFFIE_HELLMAN, C.WEAK] },
  { name: 'signature-schemes', symptom: 'tls.handshake.sigalg', all: [T.SIGNATURE_SCHEME, H.NOT_IN_COMMON] },
  { name: 'ciphers', symptom: 'tls.handshake.cipher', all: [T.CIPHER, H.NOT_IN_COMMON], reach: 60 },
  { name: 'ciphers-off', symptom: 'tls.handshake.cipher', all: [CIPHER_SUITE, H.IS_OFF], none: OUR_SIDE, reach: 24 },
  {
    name: 'weak-ciphers',
    symptom: 'tls.handshake.cipher',
    all: [CIPHER_SUITE, H.IS_WEAK],
    none: NO_WEAK_CIPHER,
    reach: 12,
  },
  { name: 'old-ciphers', symptom: 'tls.handshake.cipher', all: [T.OLD_CIPHER, H.ONLY], reach: 30 },
  { name: 'groups', symptom: 'tls.handshake.cipher', all: [T.TLS, GROUP, H.NOT_IN_COMMON], reach: 24 },
  {
    name: 'any-cipher',
    symptom: 'tls.handshake.cipher',
    all: [CIPHER_SUITE, H.AGREED, H.WRONG],
    apart: true,
    reach: 30,
  },
  { name: 'tls-is-old', symptom: 'tls.handshake.version', all: [H.TLS_IS_OLD] },
  { name: 'versions', symptom: 'tls.handshake.version', all: [T.VERSION, H.TOO_OLD], none: VERIFICATION, reach: 36 },
  { name: 'version-refused', symptom: 'tls.handshake.version', all: [T.VERSION, C.REFUSED], reach: 36 },

  // What came over the line.
  {
    name: 'in-the-clear',
    symptom: 'tls.handshake.notls',
    all: [H.IN_THE_CLEAR, H.WHERE_TLS_IS_DUE, T.OF_TLS],
    none: GOES_ON,
  },
  { name: 'spoke-in-the-clear', symptom: 'tls.handshake.notls', all: [H.SPOKE_IN_THE_CLEAR, T.OF_TLS], none: GOES_ON },
  { name: 'not-understood', symptom: 'tls.handshake.notls', all: [T.HELLO, H.NOT_UNDERSTOOD], none: notion('parse') },
  { name: 'no-tls-port', symptom: 'tls.handshake.notls', all: [H.NO_TLS_PORT, T.OF_TLS] },
  { name: 'spoilt', symptom: 'tls.handshake.corrupt', all: [H.SPOILT, T.RECORD] },

  // STARTTLS.
  { name: 'not-offered', symptom: 'tls.required', all: [T.STARTTLS, H.NOT_OFFERED, C.DEMANDED], reach: 60 },
  { name: 'cannot-encrypt', symptom: 'tls.required', all: [H.CANNOT_ENCRYPT, C.DEMANDED], reach: 60 },
  {
    name: 'starttls-refused',
    symptom: 'tls.refused',
    all: [T.STARTTLS, either(C.REFUSED, H.WITH_AN_ERROR)],
    none: REFUSING_TO,
    reach: 24,
  },

  // How it ended.
  { name: 'reset', symptom: 'tls.handshake.reset', all: [T.HELLO, H.WAS_RESET] },
  { name: 'no-tls-answer', symptom: 'tls.handshake.timeout', all: [H.NO_TLS_ANSWER] },
  { name: 'cut', symptom: 'tls.handshake.eof', all: [T.HELLO, H.WAS_CUT], reach: 24 },
  { name: 'silent', symptom: 'tls.handshake.timeout', all: [T.HELLO, H.IS_SILENT], reach: 30 },
  { name: 'closed', symptom: 'tls.handshake.eof', all: [T.HELLO, H.WAS_CLOSED] },
  {
    name: 'closed-before',
    symptom: 'tls.handshake.eof',
    all: [either(T.TLS, T.HELLO, T.SECURE_LINE), H.NOT_UP_YET, H.WAS_CLOSED],
  },
  { name: 'failed', symptom: 'tls.handshake.alert', all: [T.HELLO, H.FAILED, T.OF_TLS_ALONE], reach: 30 },
  { name: 'failed-line', symptom: 'tls.handshake.alert', all: [T.SECURE_LINE, H.FAILED], reach: 30 },
  { name: 'unreadable', symptom: 'tls.handshake.alert', all: [T.HELLO, C.UNREADABLE], reach: 12 },
  { name: 'not-coming-up', symptom: 'tls.handshake.alert', all: [T.TLS, H.NOT_COMING_UP], reach: 8 },
  { name: 'not-established', symptom: 'tls.handshake.alert', all: [T.TLS, H.NOT_ESTABLISHED], reach: 12 },
]
