import { causeCases } from '../../../test/kit/cause-cases.ts'
import { AN_ENDPOINT, death, fact, reply, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import type { Outcome } from '../../domain/outcome.ts'
import cause from './proxy-protocol-mismatch.ts'

const late = (afterMs: number, text: string): Outcome => ({
  kind: 'reply',
  reply: { code: 421, lines: [text] },
  afterMs,
})

const said = (command: string, code: number, ...lines: readonly string[]) =>
  fact('smtp.step', {
    session: 's1',
    endpoint: AN_ENDPOINT,
    role: 'baseline',
    stage: 'ehlo',
    said: command,
    outcome: { kind: 'reply', reply: { code, lines }, afterMs: 10 },
    encrypted: false,
    sentBytes: 20,
    sentSoFarBytes: 40,
    startedAfterMs: 50,
    outstanding: [],
  })
const REFUSED = said('EHLO a.example', 502, '5.5.2 command not recognized')

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
      'each answer comes one command late, after a line of the balancer',
      [
        REFUSED,
        said('HELO a.example', 250, 'mx.example.net', 'PIPELINING', 'SIZE 10240000'),
        session({ death: death('data', reply(250, '2.1.5 Ok')) }),
      ],
    ],
    [
      'the same, in a session that goes no further than RCPT and seems to live',
      [REFUSED, said('HELO a.example', 250, 'mx.example.net', 'PIPELINING', 'SIZE 10240000'), session()],
    ],
  ],
  acquits: [],
  abstains: [
    ['a 421 at once', [session({ death: death('banner', late(30, '4.3.2 All server ports are busy')) })]],
    [
      'a server that knows HELO alone',
      [
        REFUSED,
        said('HELO a.example', 250, 'mx.example.net pleased to meet you'),
        session({ death: death('data', reply(451, 'later')) }),
      ],
    ],
    ['silence', [session({ death: death('banner', SILENCE) })]],
    ['a banner after six seconds', [session({ bannerMs: 6000 })]],
  ],
})
