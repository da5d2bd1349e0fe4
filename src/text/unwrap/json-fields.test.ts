import { describe, expect, it } from 'vitest'
import { readText } from '../read-text.ts'

describe('a field of its own for what TLS came to', () => {
  it.each([
    [
      // maddy, internal/target/remote/connect.go.
      'remote: cannot use MX\t{"domain":"example.com","msg_id":"a7f43ba3","reason":"TLS is required but unavailable or failed (MTA-STS)","remote_server":"mx.example.com.","smtp_code":451,"smtp_enchcode":"4.7.1","smtp_msg":"TLS is required but unavailable or failed (MTA-STS)","tls_err":"tls: first record does not look like a TLS handshake"}',
      'tls.handshake.notls',
    ],
    [
      'queue: delivery attempt failed\t{"reason":"TLS is required but unsupported or failed (enforced by DANE)","rcpt":"a@example.com","smtp_code":451,"tls_err":"EOF"}',
      'tls.handshake.eof',
    ],
    ['{"level":"warn","msg":"mail not sent","tlsError":"certificate has expired"}', 'tls.cert.expired'],
  ])('tells more than the reply made of it: %s', (text, symptom) => {
    expect(readText(text)).toMatchObject({ speaker: 'us', symptom, stage: 'tls' })
  })

  it('is no matter where it is empty', () => {
    expect(
      readText(
        'remote: cannot use MX\t{"reason":"dial tcp 192.0.2.26:25: connect: connection refused","smtp_msg":"Network I/O error","tls_err":null}',
      ),
    ).toMatchObject({ symptom: 'connect.refused' })
  })
})

describe('a report on TLS', () => {
  it.each([
    [
      '{"organization-name":"Example Mail","policies":[{"policy":{"policy-type":"sts","policy-domain":"example.org"},"summary":{"total-failure-session-count":4},"failure-details":[{"result-type":"certificate-host-mismatch","receiving-mx-hostname":"mx.example.org","failed-session-count":4}]}]}',
      'tls.cert.name',
    ],
    ['{"result-type":"validation-failure","failure-reason-code":"X509_V_ERR_CERT_HAS_EXPIRED"}', 'tls.cert.expired'],
    ['{"result-type":"sts-policy-invalid","policy":{"policy-type":"sts"}}', 'tls.policy.mtasts'],
  ])('is read by its result: %s', (text, symptom) => {
    expect(readText(text).symptom).toBe(symptom)
  })
})

it('a field that only names a kind leaves it to what stands further in', () => {
  const event =
    '{"severity":"temporary","reason":"tls","delivery-status":{"message":"TLS handshake failed: EOF","code":499}}'
  expect(readText(event)).toMatchObject({ symptom: 'tls.handshake.eof' })
})
