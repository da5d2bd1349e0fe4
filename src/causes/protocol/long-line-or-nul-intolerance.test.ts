import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, reply, session } from '../../../test/kit/evidence.ts'
import { experimentsOf } from '../../../test/kit/experiments.ts'
import cause from './long-line-or-nul-intolerance.ts'

const raw = (text: string) => plan({ upTo: 'dot', message: { raw: `Subject: x\r\n\r\n${text}\r\n` } })

causeCases(cause, {
  convicts: [
    ['a line of 3000 octets', [session({ plan: raw('x'.repeat(3000)), death: death('body', FIN) })]],
    ['a NUL', [session({ plan: raw('a\u0000b'), death: death('dot', FIN) })]],
  ],
  acquits: [],
  abstains: [
    ['short lines', [session({ plan: raw('hello\r\n'.repeat(500)), death: death('body', FIN) })]],
    [
      'a long line in the header alone',
      [
        session({
          plan: plan({ upTo: 'dot', message: { raw: `References: ${'x'.repeat(3000)}\r\n\r\nhello\r\n` } }),
          death: death('body', FIN),
        }),
      ],
    ],
    ['a refusal in words', [session({ plan: raw('x'.repeat(3000)), death: death('dot', reply(500)) })]],
    ['a healthy session', [session({ plan: raw('x'.repeat(3000)) })]],
  ],
})

test.each([
  ['x'.repeat(3000), 'with short lines'],
  ['a\u0000b', 'without NULs'],
  [`\u0000${'x'.repeat(3000)}`, 'with short lines and without NULs'],
])('the experiment says what it changes, and no more (%#)', (body, change) => {
  const seen = [session({ plan: raw(body), death: death('body', FIN) })]
  const [experiment] = experimentsOf(cause, seen, { maySend: true })
  expect(experiment?.question).toBe(`Does the same message pass ${change}?`)
})
