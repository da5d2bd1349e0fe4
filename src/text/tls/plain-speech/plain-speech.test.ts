import { describe, expect, it } from 'vitest'
import type { Symptom } from '../../../domain/symptom.ts'
import { readText } from '../../read-text.ts'

const SAID: Partial<Record<Symptom, readonly string[]>> = {
  'tls.cert.expired': ["the relay's cert is overdue since Monday", 'certificate of smtp.example.com is up, mail waits'],
  'tls.cert.name': ['cert/name disagreement at mx.example.com', 'the certificate served belongs to web7.example.net'],
  'tls.cert.untrusted': [
    'nobody vouches for the cert of the relay',
    'the signer of that certificate is not known here',
  ],
  'tls.cert.selfsigned': ["the mail server's certificate was issued by itself"],
  'tls.cert.rejected': ['the partner turned our certificate down'],
  'tls.cert.weak': ['the key in the certificate has 768 bits, which is too short'],
  'tls.handshake.cipher': ['the cipher lists of the two have an empty intersection'],
  'tls.handshake.version': [
    'outdated TLS at the other end, nothing sent',
    'the scanner has TLS 1.0, the relay refuses that',
  ],
  'tls.handshake.notls': ['we opened with TLS and they greeted us in plain SMTP'],
  'tls.handshake.corrupt': ['checksum of a TLS record wrong'],
  'tls.handshake.timeout': ['no reaction to the ClientHello', 'the TLS handshake stalled'],
  'tls.handshake.eof': ['the far end quits at the ClientHello', 'connection lost before TLS was up'],
  'tls.handshake.alert': ['an encrypted session with the relay could not be brought about: handshake error'],
  'tls.required': ['the relay cannot do STARTTLS, and policy demands it'],
  'tls.refused': ['the relay turned STARTTLS down'],
  'tls.local.nocert': ['our server has no certificate to show'],
}

describe('what people and small programs say of TLS in words of their own', () => {
  for (const [symptom, sentences = []] of Object.entries(SAID))
    it.each(sentences)(`${symptom}: %s`, (sentence) => {
      expect(readText(sentence).symptom).toBe(symptom)
    })

  it.each([
    'wg0: handshake did not complete after 5 seconds, retrying',
    '550 5.7.1 ARC chain is broken and DMARC failed',
    'Untrusted TLS connection established to mx.example.com[192.0.2.1]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384',
    '554 5.5.3 Only one recipient for null sender',
    'the password of the customer is out of date',
  ])('is not what others say: %s', (sentence) => {
    expect(readText(sentence).rule).not.toMatch(/plainly/)
  })
})
