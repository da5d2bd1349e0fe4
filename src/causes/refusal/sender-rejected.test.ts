import { expect, test } from 'vitest'
import { AN_ENDPOINT, death, evidence, plan, reply, session, type Seen, symptom } from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import type { AnyCause } from '../../domain/cause.ts'
import { view } from '../../domain/evidence.ts'
import { weighAll } from '../../reason/weigh.ts'
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

const refused = session({
  plan: plan({ envelope: { from: 'news@example.org', to: ['jo@example.net'] } }),
  death: death('mail', reply(550, '5.1.0 Sender rejected')),
})
const remedies = (...seen: readonly Seen[]) => cause.remedies(view(evidence(seen), cause.needs))

test('before anybody is asked: what is ours, with the names of the case, and the sessions that decide whose address it is', () => {
  const [ours, ...others] = remedies(refused)
  const text = JSON.stringify(ours)
  expect(ours?.applies).toBe('safely')
  expect(text).toContain('dig +short $type example.org')
  expect(text).toContain('grep -scF news@example.org ')
  expect(text).toContain('hangup diagnose jo@example.net --from OTHER-ADDRESS@example.org --ehlo ')
  expect(text).toMatch(/hangup diagnose jo@example\.net --from \\"\\" --ehlo /)
  expect(others.map(({ applies }) => applies)).toEqual(['by-someone-else'])
})

test('where our session had no sender, the refusal is no proof against one that is somebody', () => {
  const words = '550 5.1.7 null sender not accepted here'
  const empty = session({
    plan: plan({ envelope: { from: '', to: ['jo@example.net'] } }),
    death: death('mail', reply(550, '5.1.7 null sender not accepted here')),
  })
  const told = { symptom: 'sender.rejected', speaker: 'peer', stage: 'mail', words } as const
  const live = symptom({ ...told, origin: 'live', endpoint: AN_ENDPOINT })
  const standing = (...seen: readonly Seen[]) => weighAll(evidence([...seen]), [cause])[0]?.standing
  expect(standing(empty, live)).toBe('supported')
  expect(JSON.stringify(remedies(empty, live)[0])).toContain('--from YOU@YOUR-DOMAIN')
  expect(standing(refused, live)).toBe('proven')
  // Mail that was reported had a sender, whatever ours had.
  expect(standing(empty, symptom(told))).toBe('proven')
  expect(JSON.stringify(remedies(empty, symptom(told))[0])).toContain('OTHER-ADDRESS@')
})

test.each([
  ['550 5.1.8 Access denied, bad outbound sender AS(42004)', true],
  ['550 5.1.8 <news@example.org>: Sender address rejected: Domain not found', false],
])('an account that Exchange Online restricted is released there: %s', (words, isRestricted) => {
  const told = symptom({ symptom: 'sender.rejected', speaker: 'peer', stage: 'mail', words })
  expect(JSON.stringify(remedies(refused, told)).includes('Restricted entities: Unblock')).toBe(isRestricted)
})
