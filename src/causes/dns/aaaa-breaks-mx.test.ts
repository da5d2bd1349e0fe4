import { causeCases } from '../../../test/kit/cause-cases.ts'
import { answer } from '../../../test/kit/dns-facts.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import cause from './aaaa-breaks-mx.ts'

causeCases(cause, {
  convicts: [
    [
      'A answered, AAAA fails, and the MTA reports it',
      [
        answer({ name: 'mx.example.net', type: 'A', status: 'answer' }),
        answer({ name: 'mx.example.net', type: 'AAAA', status: 'timeout' }),
        symptom({ symptom: 'dns.tempfail', stage: 'dns' }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'both fail',
      [
        answer({ name: 'mx.example.net', type: 'A', status: 'timeout' }),
        answer({ name: 'mx.example.net', type: 'AAAA', status: 'timeout' }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
