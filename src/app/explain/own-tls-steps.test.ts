import { expect, test } from 'vitest'
import { readText } from '../../text/read-text.ts'
import { nextSteps } from './next-steps.ts'

test.each([
  [
    'Nov 29 10:00:00 mx postfix/smtpd[9]: warning: cannot get RSA private key from file "/etc/ssl/private/mx.key": disabling TLS support',
    [
      /^postconf smtpd_tls_security_level .*smtpd_tls_key_file/,
      'ls -lL /etc/ssl/private/mx.key',
      /^openssl pkey .*mx\.key$/,
    ],
  ],
  [
    'Nov 29 10:00:00 mx postfix/smtp[9]: warning: cannot load Certification Authority data, CAfile="/etc/ssl/ca.pem": disabling TLS support',
    [/^postconf smtp_tls_security_level .*smtp_tls_CAfile/, 'ls -lL /etc/ssl/ca.pem', /^openssl x509 .*ca\.pem$/],
  ],
  [
    'msmtp: cannot set X509 trust file /etc/ssl/none.pem for TLS session: Error while reading file.\nmsmtp: could not send mail',
    ['msmtp --pretend', 'ls -lL /etc/ssl/none.pem', /^openssl x509 .*none\.pem$/],
  ],
  [
    'msmtp: cannot set X509 key file ~/.certs/mail.key for TLS session: Error while reading file.',
    ['msmtp --pretend', 'ls -lL ~/.certs/mail.key', 'openssl pkey -noout -check -in ~/.certs/mail.key'],
  ],
  ['ssl.SSLError: [SSL: NO_CIPHERS_AVAILABLE] no ciphers available (_ssl.c:997)', [/^python3 -c .*get_ciphers/]],
  [
    'javax.mail.MessagingException: Could not convert socket to TLS;\n  nested exception is:\n\tjavax.net.ssl.SSLHandshakeException: No appropriate protocol (protocol is disabled or cipher suites are inappropriate)',
    [/^grep .*java\.security$/],
  ],
  ['smtp: error:0A0000BF:SSL routines::no protocols available', ['openssl version -a']],
])('our own TLS is looked at where it is set: %s', (text, expected) => {
  const reading = readText(text)
  expect(reading.symptom).toMatch(/^tls\.local\./)
  const steps = nextSteps(reading, {})
  expect(steps).toHaveLength(expected.length)
  for (const [at, step] of expected.entries())
    expect(steps[at]).toEqual(typeof step === 'string' ? step : expect.stringMatching(step))
})

test('what would leave its place in a command is no name of a file', () => {
  const steps = nextSteps(readText('TLS: cannot load private key /etc/$(reboot)/mx;id.key: Permission denied'), {})
  expect(steps.join('\n')).not.toMatch(/[$;]/)
})
