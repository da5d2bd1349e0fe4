import { expect, it } from 'vitest'
import { sideOfHandshake } from './side-of-handshake.ts'

it.each([
  'postfix/submission/smtpd[8031]: warning: TLS library problem: error:1417D102:SSL routines:tls_process_client_hello:unsupported protocol',
  'TLS library problem: error:0A000102:SSL routines::unsupported protocol:../ssl/statem/statem_srvr.c:1657:',
  'sm-mta[123]: STARTTLS=server, error: accept failed=-1',
  '2020-09-13 22:34:10 TLS error on connection from mx.example.net [192.0.2.7] (gnutls_handshake): A TLS fatal alert has been received.',
  'submission-login: Disconnected: TLS handshaking: SSL_accept() failed: error:14209102:unsupported protocol',
  'TLS 1.0 connection request was received from a remote client application',
])('the server speaks: %s', (text) => {
  expect(sideOfHandshake(text)).toBe('server')
})

it.each([
  'postfix/smtp[31]: SSL_connect error to mx.example.net[192.0.2.7]:25: -1',
  'error:1425F102:SSL routines:ssl_choose_client_version:unsupported protocol:ssl/statem/statem_lib.c:1941:',
  'postfix/smtpd[1]: connect from x\npostfix/smtp[2]: SSL_connect error to mx.example.net[192.0.2.7]:25: -1',
  'STARTTLS=client, error: connect failed=-1',
])('a client speaks, or both: %s', (text) => {
  expect(sideOfHandshake(text)).not.toBe('server')
})

it('a client says so of itself', () => {
  expect(sideOfHandshake('postfix/smtp[31]: SSL_connect error to mx.example.net[192.0.2.7]:25: -1')).toBe('client')
  expect(sideOfHandshake('TLS handshake failed')).toBeUndefined()
})
