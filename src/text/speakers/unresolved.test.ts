import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const TRACE = [
  'Traceback (most recent call last):',
  '  File "/usr/lib/python3.11/site-packages/app/ssl_backend.py", line 12, in _get_socket',
  '    return ssl.create_default_context().wrap_socket(socket.create_connection((host, port), timeout))',
  '  File "/usr/lib/python3.11/socket.py", line 962, in getaddrinfo',
  '    for res in _socket.getaddrinfo(host, port, family, type, proto, flags):',
]

it.each([
  ['socket.gaierror: [Errno -3] Try again', 'dns.tempfail dns'],
  ['socket.gaierror: [Errno -2] Name or service not known', 'dns.nxdomain dns'],
  ['gaierror: [Errno -5] No address associated with hostname', 'dns.nomx dns'],
])('whatever frames stand above it: %s', (raised, expected) => {
  const { symptom, stage } = readText([...TRACE, raised].join('\n'))
  expect(`${symptom} ${stage}`).toBe(expected)
})

it('tells of the session that a program had after a name that was not found', () => {
  const later = [
    ...TRACE,
    'socket.gaierror: [Errno -2] Name or service not known',
    'During handling of the above exception, another exception occurred:',
    'Traceback (most recent call last):',
    '  File "/usr/lib/python3.11/ssl.py", line 1382, in do_handshake',
    '    self._sslobj.do_handshake()',
    'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)',
  ]
  expect(readText(later.join('\n')).symptom).toBe('tls.cert.expired')
})

it('without an address there was no handshake to fail', () => {
  const { symptom } = readText(
    'TLS session with smtp.example.com could not be started: [Errno -3] Temporary failure in name resolution',
  )
  expect(symptom).toBe('dns.tempfail')
})

it.each([
  ['535 5.7.8 Error: authentication failed: (TLS) generic failure', 'auth.failed'],
  ['Connection to host smtp.example.com using tls failed with error 535', 'auth.failed'],
  ['454 4.7.0 TLS not available due to local problem', 'tls.refused'],
  ['Build of the mail module failed with error 553', 'unknown'],
])('535 is about who signs in: %s', (text, symptom) => {
  expect(readText(text).symptom).toBe(symptom)
})

it.each([
  ['S: 503-AUTH command used when not advertised', 'protocol.syntax auth'],
  ['S: 250-AUTH PLAIN', 'unknown auth'],
])('a session that ends within a reply: %s', (last, expected) => {
  const lines = [
    'S: 220 mx.example.com ESMTP',
    'C: EHLO web.example.org',
    'S: 250-mx.example.com',
    'S: 250 STARTTLS',
    'C: AUTH LOGIN',
    last,
  ]
  const { symptom, stage } = readText(lines.join('\n'))
  expect(`${symptom} ${stage ?? '-'}`).toBe(expected)
})
