import { expect, test } from 'vitest'
import { death, evidence, fact, FIN, plan, session, symptom, type Seen } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import { peerAddress, peerName, peerPort, postmasterOf, recipientDomain, senderDomain } from './receiver-name.ts'

const naming = (...seen: readonly Seen[]) => view(evidence(seen), ['smtp.session', 'symptom', 'mail.route'])
const SECOND = { host: 'mx2.example.net', address: '192.0.2.2', port: 587 }
const second = session({ session: 's2', plan: plan({ endpoint: SECOND }), death: death('mail', FIN) })

test.each<[string, readonly Seen[], string]>([
  [
    'a report names it',
    [session(), symptom({ symptom: 'drop.lost', host: 'mx.reported.example' })],
    'mx.reported.example',
  ],
  ['the session that died', [session(), second], 'mx2.example.net'],
  ['any session', [session()], 'mx1.example.net'],
  ['nothing tells', [], 'RECEIVER'],
  [
    'what the live peer mentions is no name of its own',
    [session(), symptom({ symptom: 'drop.lost', origin: 'live', host: 'mx.other.example' })],
    'mx1.example.net',
  ],
])('the receiver is called: %s', (_name, seen, name) => {
  expect(peerName(naming(...seen))).toBe(name)
  expect(postmasterOf(naming(...seen))).toMatch(`postmaster of ${name === 'RECEIVER' ? 'the receiver' : name}`)
})

test('address and port are those of the session that died, and words to fill in where there is none', () => {
  expect([peerAddress(naming(session(), second)), peerPort(naming(session(), second))]).toEqual(['192.0.2.2', 587])
  expect([peerAddress(naming()), peerPort(naming())]).toEqual(['SERVER-ADDRESS', 25])
})

test('where no session of ours was made, address and port are those that a report tells', () => {
  const told = symptom({ symptom: 'drop.lost', address: '192.0.2.7', port: 587 })
  expect([peerAddress(naming(told)), peerPort(naming(told))]).toEqual(['192.0.2.7', 587])
  const hostile = symptom({ symptom: 'drop.lost', address: '$(id)' })
  expect(peerAddress(naming(hostile))).toBe('SERVER-ADDRESS')
})

test('the domains of recipient and sender', () => {
  const named = session({ plan: plan({ envelope: { from: 'a@example.org', to: ['b@example.net'] } }) })
  expect([recipientDomain(naming(named)), senderDomain(naming(named))]).toEqual(['example.net', 'example.org'])
  expect([recipientDomain(naming()), senderDomain(naming())]).toEqual(['RECIPIENT-DOMAIN', 'YOUR-DOMAIN'])
  const route = (kind: 'mx' | 'given') => fact('mail.route', { domain: 'example.com', kind, hosts: [] })
  expect([recipientDomain(naming(named, route('mx'))), recipientDomain(naming(route('mx')))]).toEqual([
    'example.net',
    'example.com',
  ])
  expect(recipientDomain(naming(route('given')))).toBe('RECIPIENT-DOMAIN')
})

test('who does not take our sessions as far as a recipient is written to by another way', () => {
  expect(postmasterOf(naming(session({ death: death('tls', FIN) })))).toMatch(/, by another way /)
  expect(postmasterOf(naming(session({ death: death('dot', FIN) })))).not.toMatch(/another way/)
  expect(postmasterOf(naming(symptom({ symptom: 'drop.lost', stage: 'ehlo' })))).toMatch(/, by another way /)
})
