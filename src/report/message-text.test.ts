import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { death, evidence, plan, reply, RST, session, SILENCE } from '../../test/kit/evidence.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { MessagePlan } from '../domain/plan/session-plan.ts'
import type { Stage } from '../domain/stage.ts'
import { messageText } from './message-text.ts'

const textFor = (message: MessagePlan, stage: Stage, outcome: Outcome): string | undefined =>
  messageText(
    diagnosis({
      healthy: false,
      verdict: verdict({ stage }),
      evidence: evidence([session({ plan: plan({ upTo: 'dot', message }), death: death(stage, outcome) })]),
    }),
  )

test.each<readonly [MessagePlan, Stage, Outcome, string | undefined]>([
  [
    { sizeBytes: 4000 },
    'dot',
    reply(554),
    'What was sent is a test message of Hangup’s own, plain text of 4000 octets.',
  ],
  [
    { contains: 'EICAR' },
    'body',
    SILENCE,
    'What was sent is a test message of Hangup’s own, plain text, with “EICAR” in it.',
  ],
  [{ raw: 'Subject: x\r\n\r\nx' }, 'dot', RST, 'What was sent is the message of --message.'],
  [{ sizeBytes: 4000 }, 'rcpt', reply(554), undefined],
  [{ sizeBytes: 4000 }, 'dot', SILENCE, undefined],
])('%j that died at %s: whose message it was', (message, stage, outcome, text) => {
  expect(textFor(message, stage, outcome)).toBe(text)
})
