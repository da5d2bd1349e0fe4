import { expect, it } from 'vitest'
import { wordsOf } from '../words.ts'
import { mayReportMail } from './other-matter.ts'

it.each([
  'Tarpitting introduces an artificial delay in SMTP responses to commands issued by senders who fail recipient validation.',
  "By throttling, mail servers don't become overloaded and therefore don't misplace emails.",
  'Mail loops, dead relays and full disks are known to postmasters all over the world.',
])('is about mail in general: %s', (sentence) => {
  expect(mayReportMail(wordsOf(sentence))).toBe(false)
})

it.each([
  'Too many recipients',
  'The recipient is over quota and cannot accept mail from senders outside of the organization.',
  'Remote SMTP server does not implement an extension that is required by some of the mails.',
  'Mail from your host is rejected because of complaints by many of the recipients here.',
  'We do not accept mail from dynamic addresses of providers that are known to be open.',
])('may be a reply: %s', (sentence) => {
  expect(mayReportMail(wordsOf(sentence))).toBe(true)
})
