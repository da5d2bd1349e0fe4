import type { Symptom } from '../../domain/symptom.ts'

/** Errors of mbed TLS 2 and 3 (ssl.h, x509.h, net_sockets.h), as the negative numbers that its functions return. */
const MBEDTLS_ERRORS: Readonly<Record<number, Symptom>> = {
  0x00_4c: 'tls.handshake.reset', // NET_RECV_FAILED
  0x00_4e: 'tls.handshake.reset', // NET_SEND_FAILED
  0x00_50: 'tls.handshake.reset', // NET_CONN_RESET
  0x27_00: 'tls.cert.untrusted', // X509_CERT_VERIFY_FAILED
  0x68_00: 'tls.handshake.timeout', // SSL_TIMEOUT
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
  0x78_80: 'tls.handshake.eof', // SSL_PEER_CLOSE_NOTIFY
}

const LIBRARY = /mbed ?tls|\bssl_handshake\b|esp-tls/
const CODE = /-0x([0-9a-f]{2,4})\b|(?:returned|code|error)[:= ]{1,2}-(\d{2,5})\b/

/** What mbed TLS' own number means, where its library is named. */
export function symptomOfMbedtls(lower: string): { readonly symptom: Symptom; readonly code: number } | undefined {
  if (!LIBRARY.test(lower)) return undefined
  const found = CODE.exec(lower)
  if (found === null) return undefined
  const code = found[1] === undefined ? Number(found[2]) : Number.parseInt(found[1], 16)
  const symptom = MBEDTLS_ERRORS[code]
  return symptom === undefined ? undefined : { symptom, code }
}
