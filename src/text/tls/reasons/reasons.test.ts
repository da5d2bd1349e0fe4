import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readText } from '../../read-text.ts'
import { BEARSSL_REASONS } from './bearssl.table.ts'
import { BOTAN_REASONS } from './botan.table.ts'
import { CERTIFICATE_CHECKS } from './certificate-checks.table.ts'
import { DOTNET_REASONS } from './dotnet.table.ts'
import { ERLANG_REASONS } from './erlang.table.ts'
import { GNUTLS_REASONS } from './gnutls.table.ts'
import { GO_REASONS } from './go.table.ts'
import { JSSE_REASONS } from './jsse.table.ts'
import { MBEDTLS_REASONS } from './mbedtls.table.ts'
import { NSS_REASONS } from './nss.table.ts'
import { OPENSSL_REASONS } from './openssl.table.ts'
import { GENERAL } from './reasons.ts'
import type { Reasons } from './reasons.ts'
import { RUSTLS_REASONS } from './rustls.table.ts'
import { S2N_REASONS } from './s2n.table.ts'
import { SCHANNEL_REASONS } from './schannel.table.ts'
import { SECURE_TRANSPORT_NUMBERS } from './secure-transport-numbers.table.ts'
import { SECURE_TRANSPORT_REASONS } from './secure-transport.table.ts'
import { WOLFSSL_REASONS } from './wolfssl.table.ts'

const FOLDER = join(import.meta.dirname, '../../../../test/fixtures/tls-reasons')

/** The reasons that a library's source names, one a line; the lists were taken from the headers and tables of the releases named in `README.md` there. */
const reasonsOf = (library: string): readonly string[] =>
  readFileSync(join(FOLDER, `${library}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')

const constant = (reason: string): string => reason.toUpperCase().replaceAll(' ', '_')

interface Library {
  readonly table: Reasons
  /** How programs print a reason of the library. */
  readonly printed: readonly ((reason: string) => string)[]
}

const LIBRARIES: Readonly<Record<string, Library>> = {
  openssl: {
    table: OPENSSL_REASONS,
    printed: [
      (reason) => `error:0A0003E7:SSL routines::${reason}`,
      (reason) =>
        `postfix/smtp[9]: warning: TLS library problem: error:0A0003E7:SSL routines::${reason}:../ssl/statem/statem_lib.c:1234:`,
      (reason) =>
        `1tXyZ0-000000001Kp-0 H=mx.example.org [192.0.2.5] TLS error on connection (SSL_connect): error:0A0003E7:SSL routines::${reason}`,
      (reason) =>
        `Error: connect failed { code: 'ERR_SSL_${constant(reason)}', library: 'SSL routines', reason: '${reason}' }`,
      (reason) => `SSL_connect returned=1 errno=0 peeraddr=192.0.2.5:465 state=error: ${reason}`,
      (reason) => `TLS error: 268435703:SSL routines:OPENSSL_internal:${constant(reason)}`,
      (reason) =>
        `stream_socket_enable_crypto(): SSL operation failed with code 1. OpenSSL Error messages: error:0A0003E7:SSL routines::${reason} in /srv/www/SMTP.php on line 476`,
    ],
  },
  gnutls: {
    table: GNUTLS_REASONS,
    printed: [
      (reason) => `msmtp: TLS handshake failed: ${reason}`,
      (reason) => `1tXyZ0-000000001Kp-0 TLS session: (gnutls_handshake): ${reason}`,
    ],
  },
  nss: {
    table: NSS_REASONS,
    printed: [(reason) => `mailer: SSL error: ${reason}`, (reason) => `curl: (35) NSS error -12263 (${reason})`],
  },
  wolfssl: { table: WOLFSSL_REASONS, printed: [(reason) => `mailer: wolfSSL_connect failed: ${reason}`] },
  bearssl: { table: BEARSSL_REASONS, printed: [(reason) => `BearSSL handshake failed: ${reason}`] },
  go: { table: GO_REASONS, printed: [(reason) => `gomail: could not send email 1: tls: ${reason}`] },
  rustls: {
    table: RUSTLS_REASONS,
    printed: [(reason) => `TLS error from 'mx.example.org': Handshake failed: ${reason}`],
  },
  jsse: {
    table: JSSE_REASONS,
    printed: [(reason) => `nested exception is: javax.net.ssl.SSLHandshakeException: ${reason}`],
  },
  mbedtls: {
    table: MBEDTLS_REASONS,
    printed: [
      (reason) => `  ! mbedtls_ssl_handshake() failed: ${reason}`,
      (reason) => `[E][ssl_client.cpp:37] _handle_error(): [start_ssl_client():276]: smtp ${reason}`,
    ],
  },
  schannel: {
    table: SCHANNEL_REASONS,
    printed: [
      (reason) => `TLS negotiation failed with error ${reason}`,
      (reason) => `curl: (35) schannel: next InitializeSecurityContext failed: ${reason}`,
      (reason) =>
        reason.includes(' ')
          ? `smtp: A call to SSPI failed, see inner exception. ---> System.ComponentModel.Win32Exception: ${reason}`
          : `SSPI ${reason}, smtp`,
    ],
  },
  'secure-transport': {
    table: SECURE_TRANSPORT_REASONS,
    printed: [(reason) => `CFNetwork SSLHandshake failed (${reason})`, (reason) => `curl: (35) smtps: ${reason}`],
  },
  erlang: {
    table: ERLANG_REASONS,
    printed: [
      (reason) =>
        `{error,{tls_alert,{handshake_failure,"TLS client: In state certify at ssl_handshake.erl:1895 generated CLIENT ALERT: Fatal - Handshake Failure\n - {bad_cert,${reason}}"}}}`,
    ],
  },
  dotnet: {
    table: DOTNET_REASONS,
    printed: [
      (reason) => `Send failed ---> System.Security.Authentication.AuthenticationException: ${reason}`,
      (reason) => `MailKit.Security.SslHandshakeException: ${reason}`,
    ],
  },
  s2n: {
    table: S2N_REASONS,
    printed: [(reason) => `smtps: Failed to negotiate: '${reason}'. Error encountered in s2n_recv.c:50`],
  },
  botan: { table: BOTAN_REASONS, printed: [(reason) => `mailer: Botan: Certificate validation failure: ${reason}`] },
  'certificate-checks': {
    table: CERTIFICATE_CHECKS,
    printed: [
      (reason) => `verify error:num=99:${reason}`,
      (reason) => `curl: (60) SSL certificate problem: ${reason}`,
      (reason) =>
        `ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ${reason} (_ssl.c:1006)`,
    ],
  },
}

/** Constants are printed in capitals, numbers of Windows' in decimals with their sign, and a name with its stop. */
const asPrinted = (reason: string): string =>
  reason.includes(' ') ? reason.replaceAll('x 509', 'X.509') : reason.toUpperCase().replace(/^(?=\d{10}$)/, '-')

describe.each(Object.entries(LIBRARIES))('%s', (library, { table, printed }) => {
  it('has a meaning for each reason that its source names', () => {
    expect(reasonsOf(library).filter((reason) => !table().has(reason))).toEqual([])
  })

  it('is read as its reasons mean, in whatever program prints them', () => {
    const misread: string[] = []
    for (const [reason, symptom] of table())
      for (const print of symptom === GENERAL ? printed.slice(0, 2) : printed) {
        const text = print(asPrinted(reason))
        const read = readText(text).symptom
        if (read !== symptom) misread.push(`${read} for ${symptom}: ${text}`)
      }
    expect(misread).toEqual([])
  })
})

it('Apple’s numbers mean what their names do', () => {
  const misread = Object.entries(SECURE_TRANSPORT_NUMBERS).flatMap(([number, reason]) => {
    const symptom = SECURE_TRANSPORT_REASONS().get(reason)
    const read = readText(
      Number(number) < 9800
        ? `smtp: Error Domain=NSURLErrorDomain Code=-${number} "secure connection"`
        : `CFNetwork SSLHandshake failed (-${number})`,
    ).symptom
    return read === symptom ? [] : [`${read} for ${symptom}: -${number}`]
  })
  expect(misread).toEqual([])
})
