import type { Symptom } from '../../domain/symptom.ts'

/** A library that returns negative numbers: how it is named, how it writes them, and what they mean. */
interface NumberedStack {
  readonly name: string
  readonly named: RegExp
  readonly code: RegExp
  readonly symptoms: Readonly<Record<number, Symptom>>
}

/**
 * mbed TLS 2: ssl.h, x509.h, pem.h, pk.h, net_sockets.h. Without those of which mbed TLS 3 made others: -0x7500, -0x7580, -0x7800, -0x7e80, and -0x7b00,
 * which only tells of a session ticket there.
 */
const MBEDTLS: NumberedStack = {
  name: 'mbedtls',
  named: /mbed ?tls|\bssl_handshake\b|esp-tls/,
  code: /-0x([\da-f]{2,4})\b|(?:returned|code|error)[:= ]{1,2}-(\d{2,5})\b/,
  symptoms: {
    0x00_42: 'connect.failed', // NET_SOCKET_FAILED
    0x00_44: 'connect.failed', // NET_CONNECT_FAILED
    0x00_4c: 'tls.handshake.reset', // NET_RECV_FAILED
    0x00_4e: 'tls.handshake.reset', // NET_SEND_FAILED
    0x00_50: 'tls.handshake.reset', // NET_CONN_RESET
    0x00_52: 'dns.nxdomain', // NET_UNKNOWN_HOST
    0x10_80: 'tls.local.config', // PEM_NO_HEADER_FOOTER_PRESENT
    0x11_00: 'tls.local.config', // PEM_INVALID_DATA
    0x11_80: 'tls.local.config', // PEM_ALLOC_FAILED
    0x12_00: 'tls.local.config', // PEM_INVALID_ENC_IV
    0x12_80: 'tls.local.config', // PEM_UNKNOWN_ENC_ALG
    0x13_00: 'tls.local.config', // PEM_PASSWORD_REQUIRED
    0x13_80: 'tls.local.config', // PEM_PASSWORD_MISMATCH
    0x14_00: 'tls.local.config', // PEM_FEATURE_UNAVAILABLE
    0x14_80: 'tls.local.config', // PEM_BAD_INPUT_DATA
    0x20_80: 'tls.cert.untrusted', // X509_FEATURE_UNAVAILABLE
    0x21_00: 'tls.cert.untrusted', // X509_UNKNOWN_OID
    0x21_80: 'tls.cert.untrusted', // X509_INVALID_FORMAT
    0x22_00: 'tls.cert.untrusted', // X509_INVALID_VERSION
    0x22_80: 'tls.cert.untrusted', // X509_INVALID_SERIAL
    0x23_00: 'tls.cert.untrusted', // X509_INVALID_ALG
    0x23_80: 'tls.cert.untrusted', // X509_INVALID_NAME
    0x24_00: 'tls.cert.untrusted', // X509_INVALID_DATE
    0x24_80: 'tls.cert.untrusted', // X509_INVALID_SIGNATURE
    0x25_00: 'tls.cert.untrusted', // X509_INVALID_EXTENSIONS
    0x25_80: 'tls.cert.untrusted', // X509_UNKNOWN_VERSION
    0x26_00: 'tls.cert.untrusted', // X509_UNKNOWN_SIG_ALG
    0x26_80: 'tls.cert.untrusted', // X509_SIG_MISMATCH
    0x27_00: 'tls.cert.untrusted', // X509_CERT_VERIFY_FAILED
    0x27_80: 'tls.local.config', // X509_CERT_UNKNOWN_FORMAT
    0x28_80: 'tls.local.config', // X509_ALLOC_FAILED
    0x29_00: 'tls.local.config', // X509_FILE_IO_ERROR
    0x29_80: 'tls.local.config', // X509_BUFFER_TOO_SMALL
    0x30_00: 'tls.cert.untrusted', // X509_FATAL_ERROR
    0x38_80: 'tls.local.config', // PK_HW_ACCEL_FAILED
    0x3b_80: 'tls.local.config', // PK_PASSWORD_MISMATCH
    0x3c_00: 'tls.local.config', // PK_PASSWORD_REQUIRED
    0x3d_00: 'tls.local.config', // PK_KEY_INVALID_FORMAT
    0x3d_80: 'tls.local.config', // PK_KEY_INVALID_VERSION
    0x3e_00: 'tls.local.config', // PK_FILE_IO_ERROR
    0x3f_80: 'tls.local.config', // PK_ALLOC_FAILED
    0x5e_80: 'tls.local.config', // SSL_BAD_CONFIG
    0x5f_00: 'tls.handshake.version', // SSL_VERSION_MISMATCH
    0x68_00: 'tls.handshake.timeout', // SSL_TIMEOUT
    0x68_80: 'tls.handshake.timeout', // SSL_WANT_WRITE
    0x69_00: 'tls.handshake.timeout', // SSL_WANT_READ
    0x69_80: 'tls.handshake.cipher', // SSL_NO_USABLE_CIPHERSUITE
    0x6d_00: 'tls.handshake.sigalg', // SSL_PK_TYPE_MISMATCH
    0x6e_80: 'tls.handshake.version', // SSL_BAD_HS_PROTOCOL_VERSION
    0x71_80: 'tls.handshake.corrupt', // SSL_INVALID_MAC
    0x72_00: 'tls.handshake.notls', // SSL_INVALID_RECORD
    0x72_80: 'tls.handshake.eof', // SSL_CONN_EOF
    0x73_80: 'tls.handshake.cipher', // SSL_NO_CIPHER_CHOSEN
    0x74_00: 'tls.local.config', // SSL_NO_RNG
    0x74_80: 'tls.cert.clientrequired', // SSL_NO_CLIENT_CERTIFICATE
    0x76_00: 'tls.local.nocert', // SSL_PRIVATE_KEY_REQUIRED
    0x76_80: 'tls.local.config', // SSL_CA_CHAIN_REQUIRED
    0x78_80: 'tls.handshake.eof', // SSL_PEER_CLOSE_NOTIFY
    0x7a_00: 'tls.cert.untrusted', // SSL_BAD_HS_CERTIFICATE
    0x7f_00: 'tls.local.config', // SSL_ALLOC_FAILED
  },
}

/** wolfSSL and its older name CyaSSL: error-ssl.h, error-crypt.h. */
const WOLFSSL: NumberedStack = {
  name: 'wolfssl',
  named: /wolfssl|cyassl/,
  code: /-(?:0x([\da-f]{2,3})|([1-5]\d\d))\b/,
  symptoms: {
    150: 'tls.cert.expired', // ASN_BEFORE_DATE_E
    151: 'tls.cert.expired', // ASN_AFTER_DATE_E
    155: 'tls.cert.untrusted', // ASN_SIG_CONFIRM_E
    188: 'tls.cert.untrusted', // ASN_NO_SIGNER_E
    275: 'tls.cert.selfsigned', // ASN_SELF_SIGNED_E
    304: 'tls.handshake.corrupt', // VERIFY_FINISHED_ERROR
    305: 'tls.handshake.corrupt', // VERIFY_MAC_ERROR
    308: 'tls.handshake.eof', // SOCKET_ERROR_E
    311: 'tls.handshake.notls', // UNKNOWN_RECORD_TYPE
    312: 'tls.handshake.corrupt', // DECRYPT_ERROR
    317: 'tls.local.nocert', // NO_PRIVATE_KEY
    322: 'tls.cert.name', // DOMAIN_NAME_MISMATCH
    325: 'tls.cert.name', // IPADDR_MISMATCH
    326: 'tls.handshake.version', // VERSION_ERROR
    329: 'tls.cert.untrusted', // VERIFY_CERT_ERROR
    330: 'tls.handshake.corrupt', // VERIFY_SIGN_ERROR
    341: 'tls.handshake.notls', // LENGTH_ERROR
    343: 'tls.handshake.eof', // ZERO_RETURN
    345: 'tls.cert.clientrequired', // NO_PEER_CERT
    357: 'tls.cert.untrusted', // NOT_CA_ERROR
    360: 'tls.cert.untrusted', // OCSP_CERT_REVOKED
    361: 'tls.cert.untrusted', // CRL_CERT_REVOKED
    362: 'tls.cert.untrusted', // CRL_MISSING
    381: 'tls.cert.sni', // UNKNOWN_SNI_HOST_NAME_E
    383: 'tls.cert.purpose', // KEYUSE_SIGNATURE_E
    385: 'tls.cert.purpose', // KEYUSE_ENCIPHER_E
    386: 'tls.cert.purpose', // EXTKEYUSE_AUTH_E
    397: 'tls.handshake.eof', // SOCKET_PEER_CLOSED_E
    401: 'tls.handshake.weakdh', // DH_KEY_SIZE_E
    402: 'tls.cert.sni', // SNI_ABSENT_ERROR
    409: 'tls.cert.weak', // RSA_KEY_SIZE_E
    410: 'tls.cert.weak', // ECC_KEY_SIZE_E
    440: 'tls.local.nocert', // NO_CERT_ERROR
    500: 'tls.handshake.cipher', // UNSUPPORTED_SUITE
    501: 'tls.handshake.cipher', // MATCH_SUITE_ERROR
  },
}

/** Qt's `QAbstractSocket::SocketError`, those that are of TLS. */
const QT: NumberedStack = {
  name: 'qt',
  named: /qabstractsocket/,
  code: /socketerror\((?:0x([\da-f]{1,2})|(\d{1,2}))\)/,
  symptoms: {
    13: 'tls.handshake.alert', // SslHandshakeFailedError
    20: 'tls.local.config', // SslInternalError
    21: 'tls.local.config', // SslInvalidUserDataError
  },
}

/** IBM's: `gsk_secure_socket_init()` on every platform of theirs, and the return codes that AT-TLS writes for it (System SSL, `EZD1287I`). */
const GSKIT: NumberedStack = {
  name: 'gskit',
  named: /\bgsk_|\bttls error\b|\bgskit\b/,
  code: /\b(?:ttls error )?rc ?[:=] ?(?:0x([\da-f]{1,3})|(\d{1,3}))\b/,
  symptoms: {
    8: 'tls.cert.untrusted', // certificate validation error
    402: 'tls.handshake.cipher', // no cipher in common
    403: 'tls.cert.clientrequired', // no certificate received from the partner
    405: 'tls.cert.untrusted', // type of certificate not supported
    406: 'tls.handshake.eof', // error while reading or writing
    407: 'tls.local.nocert', // the label names no key
    408: 'tls.local.config', // password of the key database
    410: 'tls.handshake.notls', // format of a message
    411: 'tls.handshake.corrupt', // message authentication code
    412: 'tls.handshake.version', // protocol not supported
    413: 'tls.cert.untrusted', // signature of a certificate
    414: 'tls.cert.untrusted', // certificate not valid
    417: 'tls.cert.selfsigned', // self-signed and not known
    420: 'tls.handshake.eof', // closed by the partner
    428: 'tls.local.nocert', // no private key with the label
    435: 'tls.cert.untrusted', // authority unknown
  },
}

const STACKS = [MBEDTLS, WOLFSSL, QT, GSKIT]

/** What a stack's own number means, where the stack is named. */
export function symptomOfStack(lower: string): { readonly symptom: Symptom; readonly rule: string } | undefined {
  for (const { name, named, code, symptoms } of STACKS) {
    const found = named.test(lower) ? code.exec(lower) : null
    if (found === null) continue
    const number = found[1] === undefined ? Number(found[2]) : Number.parseInt(found[1], 16)
    const symptom = symptoms[number]
    if (symptom !== undefined) return { symptom, rule: `${name}-${number}` }
  }
  return undefined
}
