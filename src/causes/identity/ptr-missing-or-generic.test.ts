import { causeCases } from '../../../test/kit/cause-cases.ts'
import { identity } from '../../../test/kit/dns-facts.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './ptr-missing-or-generic.ts'

causeCases(cause, {
  convicts: [
    [
      'no PTR, and the receiver says so',
      [identity({ ptrStatus: 'nxdomain' }), symptom({ symptom: 'sender.ptr', speaker: 'peer', stage: 'rcpt' })],
    ],
    ['the receiver says so', [symptom({ symptom: 'sender.ptr', speaker: 'peer', stage: 'rcpt' })]],
  ],
  acquits: [],
  abstains: [
    [
      'a PTR record that leads back, and no complaint',
      [identity({ ptrStatus: 'answer', ptrNames: ['a.example.org'], forwardConfirmed: true }), session()],
    ],
    ['a block list', [symptom({ symptom: 'reputation.ip', speaker: 'peer', stage: 'rcpt' })]],
  ],
})
