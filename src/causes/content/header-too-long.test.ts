import { causeCases } from '../../../test/kit/cause-cases.ts'
import { cutInBody, death, reply, session, symptom } from '../../../test/kit/evidence.ts'
import cause from './header-too-long.ts'

const LONG = `References: ${'<a@example.org> '.repeat(200)}\r\nSubject: x\r\n\r\nbody`

causeCases(cause, {
  convicts: [
    ['cut at a message with a long header', [cutInBody({ raw: LONG })]],
    ...['Message header is ridiculously long', 'Headers too large (32768 max)'].map(
      (words): [string, ReturnType<typeof symptom>[]] => [
        `the receiver says: ${words}`,
        [
          symptom({
            symptom: 'content.format',
            speaker: 'peer',
            stage: 'dot',
            words: `552 ${words}`,
            reply: { code: 552, lines: [words] },
          }),
        ],
      ],
    ),
    [
      'the receiver says so',
      [
        symptom({
          symptom: 'content.format',
          speaker: 'peer',
          stage: 'dot',
          words: '554 x-dg-ref header is too long',
          reply: { code: 554, lines: ['x-dg-ref header is too long'] },
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ['a long body line', [cutInBody({ raw: `Subject: x\r\n\r\n${'y'.repeat(3000)}` })]],
    [
      'another format error',
      [
        session({ death: death('dot', reply(554, 'bare LF')) }),
        symptom({ symptom: 'content.format', speaker: 'peer', stage: 'dot', words: 'bare LF' }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
