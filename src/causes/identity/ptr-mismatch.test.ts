import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { identity } from '../../../test/kit/dns-facts.ts'
import { evidence, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './ptr-mismatch.ts'

causeCases(cause, {
  convicts: [
    [
      'a name that does not lead back, and the receiver minds',
      [
        identity({ ptrStatus: 'answer', ptrNames: ['a.example.org'], forwardConfirmed: false }),
        symptom({ symptom: 'sender.ptr', speaker: 'peer', stage: 'rcpt' }),
      ],
    ],
    ['the receiver minds, and nobody could look', [symptom({ symptom: 'sender.ptr', speaker: 'peer', stage: 'rcpt' })]],
  ],
  acquits: [
    [
      'the receiver minds, and there is no name at all',
      [identity({ ptrStatus: 'nxdomain' }), symptom({ symptom: 'sender.ptr', speaker: 'peer', stage: 'rcpt' })],
    ],
  ],
  abstains: [
    [
      'a PTR record that leads back',
      [identity({ ptrStatus: 'answer', ptrNames: ['a.example.org'], forwardConfirmed: true }), session()],
    ],
    ['no complaint', [session()]],
  ],
})

test('what the DNS showed is cited beside the words of the receiver', () => {
  const seen = evidence([
    identity({ ptrStatus: 'answer', ptrNames: ['a.example.org'], forwardConfirmed: false }),
    symptom({ symptom: 'sender.ptr', speaker: 'peer', stage: 'rcpt' }),
  ])
  const [proof] = cause.weigh(view(seen, cause.needs)).filter(({ decides }) => decides === 'proves')
  expect(proof?.shownBy).toEqual(seen.observations.map(({ id }) => id))
})
