import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { evidence, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './filter-aborts.ts'

causeCases(cause, {
  convicts: [
    [
      'lost connection with 127.0.0.1',
      [symptom({ symptom: 'drop.lost', stage: 'dot', host: '127.0.0.1', address: '127.0.0.1', port: 10_024 })],
    ],
    [
      'an MTA that names no port',
      [symptom({ symptom: 'drop.timeout', stage: 'dot', host: 'localhost', software: 'postfix' })],
    ],
    ['the MTA blames its filter', [symptom({ symptom: 'local.filter', stage: 'dot' })]],
    ['a socket', [symptom({ symptom: 'drop.timeout', stage: 'dot', host: 'private/scan' })]],
  ],
  acquits: [],
  abstains: [
    ['a remote host', [symptom({ symptom: 'drop.lost', stage: 'dot', host: 'mx1.example.net', address: '192.0.2.1' })]],
    ['the peer’s filter', [symptom({ symptom: 'system.filter', speaker: 'peer', stage: 'dot' })]],
    [
      'an application whose own mail server does not run',
      [
        symptom({
          symptom: 'connect.refused',
          stage: 'connect',
          address: '127.0.0.1',
          port: 25,
          software: 'nodemailer',
        }),
      ],
    ],
    [
      'a program that submits to localhost and names no port',
      [symptom({ symptom: 'connect.failed', stage: 'connect', words: 'connect to localhost failed' })],
    ],
    ['a healthy session', [session()]],
  ],
})

test('what the peer says of a message tells nothing of how the filter ended', () => {
  const slow = symptom({
    symptom: 'drop.timeout',
    stage: 'dot',
    host: '127.0.0.1',
    address: '127.0.0.1',
    port: 10_024,
    words: 'timed out',
  })
  const peer = symptom({ symptom: 'policy.other', speaker: 'peer', stage: 'dot', words: '550 5.7.1 message refused' })
  expect(cause.remedies(view(evidence([slow, peer]), cause.needs))).toHaveLength(2)
  const cut = symptom({ symptom: 'local.filter', stage: 'dot', words: 'lost connection with localhost[127.0.0.1]' })
  expect(cause.remedies(view(evidence([cut, peer]), cause.needs))).toHaveLength(1)
})
