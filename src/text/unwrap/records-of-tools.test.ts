import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'
import { withoutTestSource } from './test-runs.ts'
import { withoutTags } from './xml-record.ts'

describe('a test that failed', () => {
  const RUN = [
    '    def test_mail(self):',
    '>       send_mail("bob@example.com")',
    '',
    'tests/test_mail.py:12:',
    'E   smtplib.SMTPException: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1007)',
    '',
    '=== short test summary info ===',
  ].join('\n')
  it('is read by what was raised', () => {
    expect(readText(RUN)).toMatchObject({ symptom: 'tls.cert.expired', stage: 'tls' })
  })
  it.each([['E. Smith wrote: the mail bounced'], ['> quoted\nE is for EHLO: it failed']])(
    'other texts stay: %s',
    (text) => {
      expect(withoutTestSource(text)).toBe(text)
    },
  )
})

describe('a record in XML', () => {
  it('is read by the texts of its elements', () => {
    const record =
      '<log level="ERROR"><component>smtp</component><message>invalid peer certificate: UnknownIssuer</message></log>'
    expect(readText(record)).toMatchObject({ symptom: 'tls.cert.untrusted' })
  })
  it.each([
    ['<p>550 5.1.1 no such user</p>'],
    ['<bob@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 no such user'],
  ])('other texts stay: %s', (text) => {
    expect(withoutTags(text)).toBe(text)
  })
})

it('the line that a watcher of logs found is read, and not what it says of it', () => {
  const record = JSON.stringify({
    AnalysisComponent: { Message: 'New path(es) detected', TrainingMode: false },
    LogData: {
      RawLogData: [
        '2022-01-17 11:21:44 TLS error on connection from vpn.example.com [192.0.2.119] (gnutls_handshake): An unexpected TLS packet was received.',
      ],
    },
  })
  expect(readText(record)).toMatchObject({ symptom: 'tls.handshake.notls', stage: 'tls' })
  expect(
    readText(JSON.stringify({ Message: 'New path(es) detected', LogData: ['Accepted password for bob'] })).symptom,
  ).toBe('unknown')
})
