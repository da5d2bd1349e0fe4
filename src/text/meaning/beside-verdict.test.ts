import { expect, it } from 'vitest'
import { verdictAlone } from './beside-verdict.ts'
import { readReply } from './read-reply.ts'

it.each([
  ['No reverse DNS. This is no blacklist. See our page', 'No reverse DNS. See our page'],
  ['Rejected as spam. If you are a customer, authenticate first.', 'Rejected as spam.'],
  ['Our disks are full. This has nothing to do with quota.', 'Our disks are full.'],
])('leaves out of %j what holds nothing against anybody', (text, left) => {
  expect(verdictAlone(text)).toBe(left)
})

it.each([
  'Rejected. Your IP is not allowed to connect.',
  'Error. This user does not exist here.',
  'You are not on a list',
])('leaves %j whole', (text) => {
  expect(verdictAlone(text)).toBeUndefined()
})

it.each([
  ['451 4.3.0 Our virus scanner is out of order. Your message was not found to be infected.', 'system.filter'],
  ['554 5.7.1 Message rejected as spam. If you are a customer, please authenticate.', 'content.spam'],
  ['552 5.2.2 The mailbox has reached its quota. The account has not been blocked.', 'mailbox.full'],
])('reads %j by its verdict', (text, symptom) => {
  expect(readReply(text, undefined)?.symptom).toBe(symptom)
})
