import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

/** What people set beside what they met. */
const SETTINGS = [
  'tls: { rejectUnauthorized: false }',
  'NODE_TLS_REJECT_UNAUTHORIZED=0',
  'requireTLS: true',
  'mail.smtp.starttls.required=true',
  'smtp_tls_mandatory_protocols = !SSLv2, !SSLv3, TLSv1.2',
  'ssl_minimum_protocol: TLSv1.2',
  'allow_self_signed => true',
  'context.check_hostname = False; context.verify_mode = ssl.CERT_NONE',
  'CipherString = DEFAULT@SECLEVEL=2',
  'jdk.tls.disabledAlgorithms=SSLv3, TLSv1, RC4, DES, MD5withRSA, DH keySize < 1024',
  'tls_trust_file /etc/ssl/certs/ca-certificates.crt',
]
const MET = [
  ['x509: certificate is valid for *.example.net, not smtp.example.com', 'tls.cert.name'],
  ['certificate verify failed: unable to get local issuer certificate', 'tls.cert.untrusted'],
  ['TLS handshake failed: connection reset by peer', 'tls.handshake.reset'],
  ['no shared cipher', 'tls.handshake.cipher'],
] as const

it.each(SETTINGS.flatMap((setting) => MET.map(([met, symptom]) => [setting, met, symptom] as const)))(
  '%s: %s',
  (setting, met, symptom) => {
    expect(readText(`I set ${setting} but when I send a mail I still get:\n\n${met}`).symptom).toBe(symptom)
    expect(readText(`smtp send error: ${met} (${setting})`).symptom).toBe(symptom)
  },
)

it.each([
  // A result is no setting, and a sentence no value.
  ['javax.net.ssl.SSLHandshakeException: No name matching smtp.example.org found', 'tls.cert.name'],
  ['smtp: cert_valid=false, reason: self signed certificate', 'tls.cert.selfsigned'],
])('%s', (text, symptom) => {
  expect(readText(text).symptom).toBe(symptom)
})

it.each([
  'How do I fix "[SSL: DH_KEY_TOO_SMALL] dh key too small (_ssl.c:1129)" with Django? I use EMAIL_USE_TLS = True.',
  '**Describe the bug**\nTest mail fails with `dh key too small`\n\n**To Reproduce**\n1. Go to Settings > Mail\n2. Enter smtp.example.com, port 465, security SSL/TLS\n3. Click "Send test mail"\n\n**Expected behavior**\nThe mail is sent\n\n**Environment**\n- OS: Debian 12\n- Version: 4.1.0',
  'Test mail failed with `dh key too small`',
])('%s', (text) => {
  expect(readText(text).symptom).toBe('tls.handshake.weakdh')
})
