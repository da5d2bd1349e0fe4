import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const LINE = '2024/03/11 10:12:13 [error] 31#31: *7 '
const BETWEEN = ', client: 192.0.2.7, server: 0.0.0.0:465'
const UPSTREAM = `${BETWEEN}, login: "bob@example.com", upstream: 198.51.100.25:587`

it.each([
  [
    'SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream',
    UPSTREAM,
    'tls.handshake.notls tls 198.51.100.25 587',
  ],
  [
    'peer closed connection in SSL handshake while SSL handshaking to upstream',
    UPSTREAM,
    'tls.handshake.eof tls 198.51.100.25 587',
  ],
  [
    'upstream SSL certificate verify error: (10:certificate has expired) while SSL handshaking to upstream',
    UPSTREAM,
    'tls.cert.expired tls 198.51.100.25 587',
  ],
  ['client closed connection while SSL handshaking', BETWEEN, 'tls.handshake.eof tls 192.0.2.7 -'],
  [
    'client timed out (110: Connection timed out) while SSL handshaking',
    BETWEEN,
    'tls.handshake.timeout tls 192.0.2.7 -',
  ],
  [
    'connect() failed (111: Connection refused) while connecting to upstream',
    UPSTREAM,
    'connect.refused connect 198.51.100.25 587',
  ],
  [
    'upstream sent invalid response: "454 4.7.0 TLS not available due to local problem" while reading response from upstream',
    UPSTREAM,
    'tls.refused starttls 198.51.100.25 587',
  ],
])('%s', (what, fields, expected) => {
  const { symptom, stage, address, port } = readText(LINE + what + fields)
  expect([symptom, stage ?? '-', address ?? '-', port ?? '-'].join(' ')).toBe(expected)
})

it('leaves to others what nginx serves to browsers', () => {
  const web = `${LINE}SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking to upstream, client: 192.0.2.7, server: www.example.com, request: "GET / HTTP/1.1", upstream: "https://198.51.100.25:8443/", host: "www.example.com"`
  expect(readText(web).symptom).toBe('unknown')
})
