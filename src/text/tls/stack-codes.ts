import type { Symptom } from '../../domain/symptom.ts'

/** A library that returns negative numbers: how it is named, how it writes them, and what they mean. */
interface NumberedStack {
  readonly name: string
  readonly named: RegExp
  readonly code: RegExp
  readonly symptoms: Readonly<Record<number, Symptom>>
}

/** mbed TLS 2 and 3: ssl.h, x509.h, net_sockets.h. */
const MBEDTLS: NumberedStack = {
  name: 'mbedtls',
  named: /mbed ?tls|\bssl_handshake\b|esp-tls/,
  code: /-0x([\da-f]{2,4})\b|(?:returned|code|error)[:= ]{1,2}-(\d{2,5})\b/,
  symptoms: {
    0x00_44: 'connect.failed', // NET_CONNECT_FAILED
    0x00_4c: 'tls.handshake.reset', // NET_RECV_FAILED
    0x00_4e: 'tls.handshake.reset', // NET_SEND_FAILED
    0x00_50: 'tls.handshake.reset', // NET_CONN_RESET
    0x10_80: 'tls.local.config', // PEM_NO_HEADER_FOOTER_PRESENT
    0x27_00: 'tls.cert.untrusted', // X509_CERT_VERIFY_FAILED
    0x27_80: 'tls.local.config', // X509_CERT_UNKNOWN_FORMAT
    0x29_00: 'tls.local.config', // X509_FILE_IO_ERROR
    0x3e_00: 'tls.local.config', // PK_FILE_IO_ERROR
    0x68_00: 'tls.handshake.timeout', // SSL_TIMEOUT
    0x69_00: 'tls.handshake.timeout', // SSL_WANT_READ
    0x6d_00: 'tls.handshake.sigalg', // SSL_PK_TYPE_MISMATCH
    0x6e_80: 'tls.handshake.version', // SSL_BAD_PROTOCOL_VERSION
    0x71_80: 'tls.handshake.corrupt', // SSL_INVALID_MAC
    0x72_00: 'tls.handshake.notls', // SSL_INVALID_RECORD
    0x72_80: 'tls.handshake.eof', // SSL_CONN_EOF
    0x73_80: 'tls.handshake.cipher', // SSL_NO_CIPHER_CHOSEN
    0x74_80: 'tls.cert.clientrequired', // SSL_NO_CLIENT_CERTIFICATE
    0x75_80: 'tls.local.nocert', // SSL_CERTIFICATE_REQUIRED
    0x76_00: 'tls.local.nocert', // SSL_PRIVATE_KEY_REQUIRED
    0x76_80: 'tls.local.config', // SSL_CA_CHAIN_REQUIRED
    0x78_00: 'tls.cert.untrusted', // SSL_PEER_VERIFY_FAILED
    0x78_80: 'tls.handshake.eof', // SSL_PEER_CLOSE_NOTIFY
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

const STACKS = [MBEDTLS, WOLFSSL]

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
