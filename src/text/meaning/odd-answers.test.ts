import { expect, test } from 'vitest'
import type { Symptom } from '../../domain/symptom.ts'
import { readReply } from './read-reply.ts'

/** Answers in words that no provider's table holds. Each kind has a neighbour that means something else. */
test.each<readonly [string, Symptom]>([
  ['550 No MX for your FROM address', 'sender.domain'],
  ['550 bob is inactive on this domain', 'recipient.disabled'],
  ['421 Closed for inactivity', 'reply.421.idletimeout'],
  ['500 Error: (TimeoutError) timed out', 'system.remote'],
  [
    '450 4.1.7 <a@b.example>: Sender address rejected: unverified address: connect to mx.b.example[192.0.2.9]:25: Connection refused',
    'sender.rejected',
  ],
  ['550 5.7.29 ARC validation failure', 'sender.auth'],
  ['550-5.7.29 This mail has been blocked because it was not transmitted over a TLS connection', 'tls.required'],
  ['550 5.6.2 STOREDRV.Deliver; invalid content', 'content.format'],
  [
    '554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; WASCL UserAction verdict is not None. Actual verdict is RefuseQuota',
    'reputation.sender',
  ],
  ['421 PROXY not allowed from 127.0.0.1', 'system.proxy'],
  ['421 4.7.0 PROXY protocol header missing', 'system.proxy'],
  ['421 PROXY timed out', 'system.proxy'],
  ['550 Mailbox unavailable [MXproxy: too many login failures]', 'auth.failed'],
  ['501 5.5.2 Cannot decode base64 data', 'protocol.syntax'],
  ['554 5.6.0 Invalid base64 data in attachment', 'content.format'],
  ['503 Command refused, required Proxy negotiation failed', 'system.proxy'],
  ['451 4.7.1 Sender callout failed: could not connect to 192.0.2.9: Connection refused', 'sender.rejected'],
  ['550 The address is no longer valid, please use bob@example.org', 'recipient.moved'],
  ['550 User has left. Please write to <bob@example.org>', 'recipient.moved'],
  ['550 Mailbox unknown. Please use support@example.org for help', 'recipient.unknown'],
  ['550 5.7.1 Ihre Adresse steht auf einer Sperrliste', 'reputation.ip'],
  ['550 Unauthenticated senders not allowed', 'auth.required'],
  ['550 5.7.26 Unauthenticated sender: the domain has no SPF and no DKIM', 'sender.auth'],
  [
    '550 5.7.1 RESOLVER.RST.AuthRequired; unauthenticated senders are not allowed to write to this group',
    'recipient.filtered',
  ],
  ['550 Sorry, you are sending to/from an address that has been blacklisted', 'reputation.sender'],
  ['554 5.7.1 Your IP address has been blacklisted', 'reputation.ip'],
  ['550 host is unreachable', 'connect.unreachable'],
  ['552 Mail file size exceeds the maximum size allowed for mail delivery', 'mailbox.full'],
  ['552 Mail size exceeds the maximum size allowed', 'content.size'],
  ['501 Connection refused: Reverse DNS lookup failed', 'sender.ptr'],
  ['550 Command HELO not recognized.', 'protocol.syntax'],
  ['550 HELO name not recognized', 'policy.helo'],
  ['553 This route requires high-strength ciphers', 'tls.required'],
  ['553 sorry, relaying denied from your location [192.0.2.83] (#5.7.1)', 'policy.relay'],
  ['554 Mail from your country is not accepted', 'reputation.ip'],
  ['556 SMTP protocol returned a permanent error', 'dns.nullmx'],
  ['422 License Expired', 'system.remote'],
  ['451 4.4.0 DNS resolving error', 'dns.tempfail'],
  ['450 Sender not pre-approved. Follow instructions in above notice', 'sender.rejected'],
  ['451 4.1.8 DNS error while resolving the domain of the sender', 'sender.domain'],
  ['550 recipient verify from ldap failed', 'recipient.unknown'],
  ['550 sender verify from ldap failed', 'sender.rejected'],
  ['451 4.7.1 recipient verify from ldap failed', 'system.remote'],
  ['451 4.7.1 SOFT REJECT - try again later', 'greylist'],
  ['554 5.7.1 <mx.example.com[192.0.2.4]>: Sender address rejected: no spammers here', 'reputation.sender'],
  ['554 5.7.1 <mx.example.com[192.0.2.4]>: Client host rejected: no spam, please', 'reputation.ip'],
  [
    '421 4.1.1 <bob@example.org>: Recipient address rejected: unverified address: lost connection with mx.example.org[192.0.2.1] while sending RCPT TO',
    'system.remote',
  ],
])('%s', (text, symptom) => {
  expect(readReply(text, undefined)?.symptom).toBe(symptom)
})
