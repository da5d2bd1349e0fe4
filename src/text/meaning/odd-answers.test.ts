import { expect, test } from 'vitest'
import type { Symptom } from '../../domain/symptom.ts'
import { readReply } from './read-reply.ts'

/** Answers in words that no provider's table holds. Each kind has a neighbour that means something else. */
test.each<readonly [string, Symptom]>([
  ['451 4.7.1 Te veel berichten verzonden vanaf dit adres, probeer het later opnieuw', 'limit.rate'],
  ['451 4.7.1 Hai inviato troppi messaggi, riprova più tardi', 'limit.rate'],
  ['450 4.7.1 Çok fazla mesaj gönderdiniz', 'limit.rate'],
  ['550 Sender rate 120.3 / 1h exceeds the permitted 100 / 1h', 'limit.rate'],
  ['450 Sender rate overlimit - 61.4 / 1h', 'limit.rate'],
  ['452 Too many recipients received this hour', 'limit.rate'],
  ['451 4.7.1 You have used up your 30 messages, the next window opens at 14:00', 'limit.rate'],
  ['421 4.3.2 All 40 slots are taken, call again soon', 'reply.421.toomanyconn'],
  ['451 4.7.1 Szürkelista, kérjük próbálja újra 5 perc múlva', 'greylist'],
  ['452 4.5.3 Too many recipients', 'limit.recipients'],
  ['421 4.7.0 Te veel gelijktijdige verbindingen vanaf uw IP-adres', 'reply.421.toomanyconn'],
  ['451 4.7.1 Включён серый список, повторите попытку позже', 'greylist'],
  ['450 4.7.1 Adres na szarej liście, spróbuj ponownie', 'greylist'],
  ['554 5.7.1 Connections from your country are not accepted here', 'reputation.ip'],
  ['550 5.7.1 Blocked by GeoIP filter', 'reputation.ip'],
  ['550 5.7.1 E-Mails aus Ihrem Land werden abgelehnt', 'reputation.ip'],
  ['550 5.7.1 Blocked by mail filter rule 7', 'content.spam'],
  ['554 5.7.1 Spam detected closing connection', 'content.spam'],
  ['451 4.3.0 spam checker is not running, try again', 'system.filter'],
  ['451 4.3.0 Our virus checker does not respond; message deferred', 'system.filter'],
  ['550 5.6.0 Duplicate message id', 'policy.other'],
  ['552 5.6.0 Message is a duplicate of one received 3 minutes ago', 'policy.other'],
  ['550 5.6.0 Duplicate header field: Subject', 'content.format'],
  ['554 5.6.1 8-bit data not permitted', 'content.format'],
  ['550 nobody here by that name', 'recipient.unknown'],
  ['550 5.7.1 RFC5322.From domain publishes p=reject, no aligned identifier passed', 'sender.auth'],
  ['550 5.7.1 Neither SPF-authenticated nor signing domain is in alignment with the From header', 'sender.auth'],
  ['550 5.7.1 The header From is not RFC5322 compliant', 'content.format'],
  ['554 5.7.0 Reject, id=04711-03 - BANNED: .scr,invoice.pdf.scr', 'content.format'],
  ['454 4.7.0 Error: too many new TLS sessions from unknown[192.0.2.1]', 'limit.connections'],
  ['454 4.7.0 TLS not available due to local problem', 'tls.refused'],
  ['454 4.7.0 TLS not available: handshake rate exceeded, try later', 'limit.rate'],
  ['451 4.1.8 Possibly forged hostname for 192.0.2.1', 'sender.ptr'],
  ['550 5.7.1 Relaying denied. IP name possibly forged [192.0.2.1]', 'policy.relay'],
  ['550 mail.other.example is not the name of 192.0.2.1', 'policy.helo'],
  ['550 5.1.1 jo is not the name of a mailbox here', 'recipient.unknown'],
  ['554 5.7.1 Host banned for abuse', 'reputation.ip'],
  ['553 5.6.7 This recipient address requires SMTPUTF8', 'protocol.smtputf8'],
  ['550 5.1.1 Recipient address rejected: no such internationalized mailbox', 'recipient.unknown'],
  ['450 4.2.0 The mailbox is locked by another session, retry', 'system.remote'],
  ['550 5.2.1 Mailbox locked', 'recipient.disabled'],
  ['450 4.2.1 The mailbox is locked for inactivity', 'recipient.disabled'],
  ['550 5.2.1 Mailbox locked by the administrator', 'recipient.disabled'],
  ['451 4.7.1 This triplet is new to us - temporarily deferred, please retry', 'greylist'],
  // The address is that of the other server, which the check of the sender did not reach.
  [
    '450 4.1.7 <a@b.example>: Sender address rejected: unverified address: connect to mx.b.example[192.0.2.9]:25: Connection refused',
    'sender.rejected',
  ],
  ['451 4.7.1 Sender callout failed: could not connect to 192.0.2.9: Connection refused', 'sender.rejected'],
])('%s', (text, symptom) => {
  expect(readReply(text, undefined)?.symptom).toBe(symptom)
})
