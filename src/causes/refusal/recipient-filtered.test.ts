import { expect, test } from 'vitest'
import { evidence, symptom } from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { view } from '../../domain/evidence.ts'
import cause from './recipient-filtered.ts'

refusalCases(cause, {
  told: [
    'recipient.filtered',
    'rcpt',
    '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required',
  ],
  neighbour: ['content.spam', 'rcpt', '554 5.7.1 Message rejected as spam'],
})

test.each([
  ['550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required', 'nobody outside can write'],
  ['550 5.7.1 RESOLVER.RST.AuthRequired; authentication required', 'nobody outside can write'],
  ['550 5.7.1 You are not allowed to send to this recipient', 'Please allow the sender'],
])('who is to open the mailbox, where the receiver said: %s', (words, asks) => {
  const told = symptom({ symptom: 'recipient.filtered', speaker: 'peer', stage: 'rcpt', words })
  expect(JSON.stringify(cause.remedies(view(evidence([told]), cause.needs)))).toContain(asks)
})
