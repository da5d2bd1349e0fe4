import { expect, test } from 'vitest'
import { gnutlsBounds, libtlsBounds, opensslBounds, postfixBounds, type TlsBounds } from './tls-versions.ts'

const BETWEEN = (minVersion?: TlsBounds['minVersion'], maxVersion?: TlsBounds['maxVersion']): TlsBounds => ({
  ...(minVersion === undefined ? {} : { minVersion }),
  ...(maxVersion === undefined ? {} : { maxVersion }),
})

test.each<[(text: string) => TlsBounds, string, TlsBounds]>([
  [postfixBounds, '', BETWEEN()],
  [postfixBounds, '!SSLv2, !SSLv3', BETWEEN()],
  [postfixBounds, '>=TLSv1', BETWEEN()],
  [postfixBounds, '>=TLSv1.2', BETWEEN('TLSv1.2')],
  [postfixBounds, '>=0303', BETWEEN('TLSv1.2')],
  [postfixBounds, '!SSLv2,!SSLv3,!TLSv1,!TLSv1.1', BETWEEN('TLSv1.2')],
  [postfixBounds, '!TLSv1.3', BETWEEN(undefined, 'TLSv1.2')],
  [postfixBounds, 'SSLv3, TLSv1', BETWEEN(undefined, 'TLSv1')],
  [postfixBounds, 'TLSv1.2:TLSv1.3', BETWEEN('TLSv1.2')],
  [postfixBounds, '>=TLSv1.1 <=TLSv1.2', BETWEEN('TLSv1.1', 'TLSv1.2')],
  [postfixBounds, 'nonsense', BETWEEN()],
  [gnutlsBounds, 'NORMAL', BETWEEN()],
  [gnutlsBounds, 'NORMAL:-VERS-TLS1.0:-VERS-TLS1.1', BETWEEN('TLSv1.2')],
  [gnutlsBounds, 'NORMAL:-VERS-ALL:+VERS-TLS1.2', BETWEEN('TLSv1.2', 'TLSv1.2')],
  [gnutlsBounds, 'SECURE256:-VERS-TLS-ALL:+VERS-TLS1.3:+VERS-TLS1.2', BETWEEN('TLSv1.2')],
  [gnutlsBounds, 'NORMAL:!VERS-SSL3.0:-VERS-TLS1.3', BETWEEN(undefined, 'TLSv1.2')],
  [opensslBounds, '', BETWEEN()],
  [opensslBounds, '+no_sslv2 +no_sslv3 +no_tlsv1 +no_tlsv1_1', BETWEEN('TLSv1.2')],
  [opensslBounds, '+SSL_OP_NO_TLSv1 +SSL_OP_NO_TLSv1_1 -SSL_OP_NO_TLSv1_1', BETWEEN('TLSv1.1')],
  [opensslBounds, '+SSL_OP_NO_TLSv1_3', BETWEEN(undefined, 'TLSv1.2')],
  [libtlsBounds, '', BETWEEN()],
  [libtlsBounds, 'tlsv1.2,tlsv1.3', BETWEEN('TLSv1.2')],
  [libtlsBounds, 'secure', BETWEEN('TLSv1.2')],
  [libtlsBounds, 'all:!tlsv1.3', BETWEEN(undefined, 'TLSv1.2')],
])('%o %s', (read, text, bounds) => expect(read(text)).toEqual(bounds))
