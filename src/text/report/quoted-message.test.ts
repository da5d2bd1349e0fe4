import { describe, expect, it, test } from 'vitest'
import { readText } from '../read-text.ts'
import { quotedMessages } from './quoted-message.ts'

test.each([
  [
    'Our provider’s page says the error “450 4.7.1 Client host rejected: cannot find your hostname” is about DNS',
    'sender.ptr',
  ],
  ['My mails are not sent. Error message says "has exceeded the max emails per hour"', 'limit.submission'],
  [
    'The sender check fails, and Postfix logs "lost connection with mx.example.org[192.0.2.1] while sending RCPT TO".',
    'drop.lost',
  ],
  ['What does the error SMTP data timeout (message abandoned) on connection from... mean?', 'drop.timeout'],
  ['The delivery always fails, giving the error Remote end closed connection after data.', 'drop.lost'],
  [
    'The bounce says:\n\n5.7.8 Username and Password not accepted.\n\nI am sure that my password is right.',
    'auth.failed',
  ],
  ['Nodemailer answers with `[Error: SELF_SIGNED_CERT_IN_CHAIN]`, whatever I set', 'tls.cert.selfsigned'],
])('what a person quotes is what is to be explained: %s', (text, symptom) => {
  expect(readText(text).symptom).toBe(symptom)
})

describe('no message is', () => {
  it.each([
    ["expect(result.error).toBe('SMTP connection timeout')"],
    ['case ETIMEDOUT: return "Connection timed out";'],
    ['msgid "The server closed the connection."'],
    ['A server MUST answer with "503 bad sequence of commands".'],
    ['The server answered "421 Too Busy" last night. This is resolved.'],
  ])('what source text, a rule and the past hold: %s', (text) => {
    expect(quotedMessages(text)).toEqual([])
  })
})

test('several messages that differ are a list', () => {
  const listed = 'If you see the messages "lost connection after EHLO" or "timeout after DATA", look at the client.'
  expect(readText(listed).symptom).toBe('unknown')
})

test.each([
  [
    "My provider rejects messages since a few days:\n\nsmtpmsg='552 5.2.0 Message contains bare CR and is violating 822.bis section 2.3'\n\nI send mail from cron jobs, and no virus is in them.",
    'protocol.barelf',
  ],
  [
    'Their page on block lists and spam says:\n\n550 5.1.1 The account does not exist\n\nIs my address on a list of spammers?',
    'recipient.unknown',
  ],
])('nothing around a reply whose ends are marked is a part of it: %s', (text, symptom) => {
  expect(readText(text).symptom).toBe(symptom)
})
