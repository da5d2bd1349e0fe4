import { expect, test } from 'vitest'
import { evidence, symptom } from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { view } from '../../domain/evidence.ts'
import cause from './message-format.ts'

refusalCases(cause, {
  told: ['content.format', 'dot', '550 5.7.1 Messages missing a valid address in From: header are not accepted'],
  neighbour: ['content.spam', 'dot', '554 5.7.1 spam'],
})

test.each([
  ['550 5.7.1 Messages missing a valid Message-ID header are not accepted', 'Message-ID', true],
  ['554 5.6.0 two From headers', 'From', false],
  ['550 5.7.1 Duplicate Message-ID', 'Message-ID', false],
  ['554 5.7.1 Duplicate header detected: Message-Id header', 'Message-ID', false],
  ['550 5.6.0 more than one Date header', 'Date', false],
  ['550 5.6.0 Message contains multiple Date headers, a valid one is required', 'Date', false],
  ['550 5.6.0 the Date header is not a date', 'Date', false],
  ['550 5.6.0 Message has no Date: header', 'Date', true],
  ['550 5.6.0 the Message-ID header is required', 'Message-ID', true],
  ['550 5.6.0 rejected due to a malformed header', undefined, false],
  ['550 5.6.0 according to header rules this is spam', undefined, false],
  ['550 5.6.0 message is not RFC 5322 compliant', undefined, false],
] as const)('%s: which header it is about', (words, header, isAddedByServers) => {
  const told = symptom({ symptom: 'content.format', speaker: 'peer', stage: 'dot', words })
  const remedies = cause.remedies(view(evidence([told]), cause.needs))
  const text = JSON.stringify(remedies[0]?.steps)
  if (header === undefined) expect(text).not.toContain('The reply is about')
  else expect(text).toContain(`The reply is about ${header}.`)
  expect(remedies[1]?.title).toBe(isAddedByServers ? `Or let our server add a ${header} that is missing` : undefined)
})

test.each([
  ['550 5.7.1 Duplicate Message-ID', true],
  ['550 5.6.0 more than one Date header', true],
  ['550 5.7.1 Messages with multiple addresses in From: header are not accepted', false],
  ['550 5.7.1 Messages missing a valid Message-ID header are not accepted', false],
] as const)('%s: whether it is one too many', (words, isDoubled) => {
  const told = symptom({ symptom: 'content.format', speaker: 'peer', stage: 'dot', words })
  const text = JSON.stringify(cause.remedies(view(evidence([told]), cause.needs)))
  expect(text.includes('one too many')).toBe(isDoubled)
})
