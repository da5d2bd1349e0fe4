import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, evidence, plan, reply, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './early-talker-rejected.ts'

causeCases(cause, {
  convicts: [
    [
      'Exim in place of the banner',
      [
        symptom({
          symptom: 'policy.pipelining',
          speaker: 'peer',
          stage: 'banner',
          words: '554 SMTP synchronization error',
        }),
      ],
    ],

    [
      'refused after speaking early',
      [session({ plan: plan({ speaksEarly: true }), death: death('banner', reply(554, 'sync')) })],
    ],
    ['the receiver says so', [symptom({ symptom: 'policy.earlytalker', speaker: 'peer', stage: 'banner' })]],
  ],
  acquits: [],
  abstains: [
    ['refused after waiting', [session({ death: death('banner', reply(554, 'no')) })]],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['had waited for the greeting', false, false],
  ['had spoken first', true, true],
])('the blame of a session that %s', (_case, speaksEarly, isProof) => {
  const seen = evidence([
    session({ plan: plan({ speaksEarly }), death: death('banner', reply(421, 'too soon')) }),
    symptom({
      symptom: 'policy.earlytalker',
      speaker: 'peer',
      origin: 'live',
      stage: 'banner',
      endpoint: AN_ENDPOINT,
      words: '421 You talk too soon',
    }),
  ])
  expect(cause.weigh(view(seen, cause.needs)).some(({ decides }) => decides === 'proves')).toBe(isProof)
})

test('what was said early is read off the wire, and TLS at once is taken back', () => {
  const early = session({ plan: plan({ speaksEarly: true }), death: death('banner', reply(554, 'no')) })
  const [looks, mode] = cause.remedies(view(evidence([early]), cause.needs))
  expect(JSON.stringify(looks)).toContain('tcpdump -nX -c 20 host 192.0.2.1 and port 25')
  expect(mode?.levers).toEqual([{ lever: 'tls.mode', host: 'mx1.example.net', port: 25, wrapped: false }])
})
