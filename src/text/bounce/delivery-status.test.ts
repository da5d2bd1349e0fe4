import { expect, test } from 'vitest'
import { readDeliveryStatus } from './delivery-status.ts'

test.each([
  ['Diagnostic-Code: smtp; 550 no such user', 'smtp; 550 no such user'],
  ['X-Supplementary-Info: < #5.5.0 smtp;550 mailbox\n unavailable>', '< #5.5.0 smtp;550 mailbox unavailable>'],
  ['Diagnostic-Code:\nX-Display-Diagnostic: 550 no such user', '550 no such user'],
  ['X-Other: 550 no such user', undefined],
])('what is told of a recipient: %s', (field, diagnostic) => {
  const report = `Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; b@example.com\nAction: failed\nStatus: 5.5.0\n${field}\n`
  expect(readDeliveryStatus(report).recipients[0]?.diagnostic).toBe(diagnostic)
})

test.each([
  ['bob+2Bsales@example.net', 'bob+sales@example.net'],
  ['bob+sales@example.net', 'bob+sales@example.net'],
  ['bob+20@example.net', 'bob+20@example.net'],
])('an original recipient that a server left in xtext: %s', (written, meant) => {
  const report = `Original-Recipient: rfc822;${written}\nFinal-Recipient: rfc822; robert@example.org\nAction: failed\nStatus: 5.1.1\n`
  expect(readDeliveryStatus(report).recipients[0]?.originalRecipient).toBe(meant)
})
