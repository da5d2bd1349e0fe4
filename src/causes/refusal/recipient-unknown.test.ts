import { expect, test } from 'vitest'
import { death, evidence, AN_ENDPOINT, reply, session, symptom } from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import type { Stage } from '../../domain/stage.ts'
import { concludeVerdict } from '../../reason/conclude.ts'
import { CAUSES } from '../index.ts'
import cause from './recipient-unknown.ts'

refusalCases(cause, {
  told: ['recipient.unknown', 'rcpt', '550 5.1.1 <x@example.net>: Recipient address rejected: User unknown'],
  neighbour: ['mailbox.full', 'rcpt', '452 4.2.2 Mailbox full'],
})

const standing = (stage: Stage, text: string) =>
  concludeVerdict(
    evidence([
      session({ death: death(stage, reply(554, text)) }),
      symptom({
        symptom: 'recipient.unknown',
        speaker: 'peer',
        origin: 'live',
        stage,
        endpoint: AN_ENDPOINT,
        reply: { code: 554, lines: [text] },
        words: text,
      }),
    ]),
    CAUSES,
  )?.standing

test.each<readonly [Stage, string, string]>([
  ['data', '5.5.1 Error: no valid recipients', 'supported'],
  ['data', 'no valid recipients', 'supported'],
  ['data', '5.1.1 No such user here', 'proven'],
  ['rcpt', 'No such user here', 'proven'],
])('that no recipient is left at %s (%s) does not tell why: %s', (stage, text, expected) => {
  expect(standing(stage, text)).toBe(expected)
})
