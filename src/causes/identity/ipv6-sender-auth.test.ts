import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { identity } from '../../../test/kit/dns-facts.ts'
import { evidence, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './ipv6-sender-auth.ts'

causeCases(cause, {
  convicts: [
    [
      'refused over IPv6',
      [
        symptom({
          symptom: 'sender.ptr',
          speaker: 'peer',
          stage: 'rcpt',
          words: '550 5.7.25 IPv6 address without PTR',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['refused over IPv4', [symptom({ symptom: 'sender.ptr', speaker: 'peer', stage: 'rcpt', words: 'no PTR' })]],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['sender.ptr', '550 5.7.25 IPv6 address without PTR', true, false],
  ['sender.auth', '550 5.7.26 IPv6 mail without SPF or DKIM', false, true],
] as const)('%s over IPv6: what is proposed is what lacks', (what, words, ptr, spf) => {
  const told = symptom({ symptom: what, speaker: 'peer', stage: 'rcpt', words })
  const four = identity({ address: '192.0.2.99' })
  const six = identity({ address: '2001:db8::99', ptrStatus: 'answer', forwardConfirmed: true })
  const text = JSON.stringify(cause.remedies(view(evidence([told, four, six]), cause.needs)))
  expect(text.includes('PTR record of 2001:db8::99')).toBe(ptr)
  expect(text.includes('ip6:2001:db8::99')).toBe(spf)
  expect(text).not.toContain('192.0.2.99')
})
