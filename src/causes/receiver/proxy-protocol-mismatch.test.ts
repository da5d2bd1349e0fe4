import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, greeted, plan, reply, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import type { Outcome } from '../../domain/outcome.ts'
import cause from './proxy-protocol-mismatch.ts'

const late = (afterMs: number, text: string): Outcome => ({
  kind: 'reply',
  reply: { code: 421, lines: [text] },
  afterMs,
})

const REFUSED = greeted('EHLO a.example', 502, '5.5.2 command not recognized')

const BLAMED = symptom({
  symptom: 'policy.earlytalker',
  speaker: 'peer',
  origin: 'live',
  stage: 'banner',
  endpoint: AN_ENDPOINT,
  words: '421 You talk too soon',
})

causeCases(cause, {
  convicts: [
    [
      'Postfix after five seconds',
      [session({ death: death('banner', late(5010, '4.3.0 mx.example.net Server local error')) })],
    ],
    [
      'Haraka says it',
      [symptom({ symptom: 'reply.421.other', speaker: 'peer', stage: 'banner', words: '421 PROXY timed out' })],
    ],
    [
      'Exim says it',
      [symptom({ symptom: 'system.proxy', speaker: 'peer', stage: 'ehlo', words: '503 Proxy negotiation failed' })],
    ],
    [
      'blamed for speaking first, and silent until then',
      [session({ death: death('banner', reply(421, 'too soon')) }), BLAMED],
    ],
    [
      'each answer comes one command late, after a line of the balancer',
      [
        REFUSED,
        greeted('HELO a.example', 250, 'mx.example.net', 'PIPELINING', 'SIZE 10240000'),
        session({ death: death('data', reply(250, '2.1.5 Ok')) }),
      ],
    ],
    [
      'the same, in a session that goes no further than RCPT and seems to live',
      [REFUSED, greeted('HELO a.example', 250, 'mx.example.net', 'PIPELINING', 'SIZE 10240000'), session()],
    ],
  ],
  acquits: [],
  abstains: [
    ['a 421 at once', [session({ death: death('banner', late(30, '4.3.2 All server ports are busy')) })]],
    [
      'a server that knows HELO alone',
      [
        REFUSED,
        greeted('HELO a.example', 250, 'mx.example.net pleased to meet you'),
        session({ death: death('data', reply(451, 'later')) }),
      ],
    ],
    [
      'blamed for speaking first, and it did',
      [session({ plan: plan({ speaksEarly: true }), death: death('banner', reply(421, 'too soon')) }), BLAMED],
    ],
    ['silence', [session({ death: death('banner', SILENCE) })]],
    ['a banner after six seconds', [session({ bannerMs: 6000 })]],
  ],
})
