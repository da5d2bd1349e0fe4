import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, evidence, fact, reply, session, symptom } from '../../../test/kit/evidence.ts'
import { weighAll } from '../../reason/weigh.ts'
import concurrencyLimit from '../rate/concurrency-limit.ts'
import cause from './overload-refusal.ts'

const said = (words: string) =>
  symptom({ symptom: 'reply.421.other', speaker: 'peer', origin: 'live', stage: 'banner', words })

causeCases(cause, {
  convicts: [
    ['Exim', [said('421 mx.example.net: Too much load; please try again later')]],
    ['postscreen', [said('421 4.3.2 All server ports are busy')]],
    ['no process is left', [said('421 4.3.0 fork: Resource temporarily unavailable')]],
    ['no descriptor is left', [said('421 4.3.2 cannot open lock file: Too many open files')]],
    [
      'at RCPT no other',
      [
        symptom({
          symptom: 'system.remote',
          speaker: 'peer',
          origin: 'live',
          stage: 'rcpt',
          words: '451 4.3.0 Cannot allocate memory',
        }),
      ],
    ],
    ['Sendmail', [said('421 4.3.2 rejecting connections: load average: 22')]],
  ],
  acquits: [],
  abstains: [
    ['a limit for our address', [said('421 4.7.0 mx Error: too many connections from 192.0.2.50')]],
    ['a throttled tenant', [said('451 4.7.500 Server busy. Please try again later from [192.0.2.50]. (AS77719)')]],
    ['a full disk', [said('452 4.3.1 Insufficient system storage')]],
    ['a refused connection', [session({ death: death('connect', { kind: 'errno', errno: 'ECONNREFUSED' }) })]],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['421 Too many concurrent SMTP connections; please try again later.', 0, cause.id],
  ['421 Too many concurrent SMTP connections; please try again later.', 2, concurrencyLimit.id],
  ['421 Too many concurrent SMTP connections from this IP address; please try again later.', 0, concurrencyLimit.id],
] as const)('%s, while we hold %i more: %s', (words, open, id) => {
  const told = symptom({
    symptom: 'reply.421.toomanyconn',
    speaker: 'peer',
    origin: 'live',
    endpoint: AN_ENDPOINT,
    stage: 'banner',
    words,
  })
  const held = fact('host.connections', { to: AN_ENDPOINT.address, port: AN_ENDPOINT.port, open })
  const dead = session({ death: death('banner', reply(421, words)) })
  expect(weighAll(evidence([dead, told, held]), [cause, concurrencyLimit])[0]?.cause.id).toBe(id)
})
