import { expect, test } from 'vitest'
import type { AnyCause } from '../../domain/cause.ts'
import { weighAll } from '../../reason/weigh.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { evidence, symptom } from '../../../test/kit/evidence.ts'
import cause from './sender-rejected.ts'

refusalCases(cause, {
  told: ['sender.rejected', 'mail', '550 5.1.0 <a@example.org>: Sender address rejected: Access denied'],
  neighbour: ['reputation.ip', 'mail', '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked'],
})

test.each([
  '450 4.1.7 <a@example.org>: Sender address rejected: unverified address: connect to mx.example.org[192.0.2.9]:25: Connection refused',
  '451 4.1.8 Sender address verification in progress',
])('an address that could not be checked is not refused: %s', (words) => {
  const told = symptom({ symptom: 'sender.rejected', speaker: 'peer', stage: 'rcpt', words })
  expect(weighAll(evidence([told]), [cause as unknown as AnyCause])[0]?.standing).toBe('possible')
})
