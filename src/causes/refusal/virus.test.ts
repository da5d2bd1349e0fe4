import { expect, test } from 'vitest'
import { death, evidence, plan, reply, type Seen, session, symptom } from '../../../test/kit/evidence.ts'
import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import { view } from '../../domain/evidence.ts'
import type { Locus } from '../../domain/locus.ts'
import type { MessagePlan } from '../../domain/plan/session-plan.ts'
import cause from './virus.ts'

refusalCases(cause, {
  told: ['content.virus', 'dot', '554 5.7.1 virus Eicar-Test-Signature detected by ClamAV'],
  neighbour: ['content.spam', 'dot', '554 5.7.1 spam'],
})

const words = '552 5.7.0 malware detected'
const live = symptom({ symptom: 'content.virus', speaker: 'peer', stage: 'dot', origin: 'live', words })
const refused = (message: MessagePlan): Seen =>
  session({ plan: plan({ upTo: 'dot', message }), death: death('dot', reply(552, words)) })

test.each<readonly [string, readonly Seen[], Locus, RegExp, RegExp]>([
  [
    'plain words of ours',
    [refused({}), live],
    'receiver',
    /See whether mail of yours/,
    /a test message of ours \(plain/,
  ],
  [
    'what was asked for',
    [refused({ contains: 'EICAR' }), live],
    'sender',
    /^Scan/,
    /a test message of ours that holds “EICAR”/,
  ],
  ['a message that was given', [refused({ raw: 'x' }), live], 'sender', /^Scan/, /a clean message of ours/],
  [
    'plain words of ours, and mail that was reported',
    [refused({}), live, symptom({ symptom: 'content.virus', speaker: 'peer', stage: 'dot', words })],
    'sender',
    /^Scan/,
    /a clean message of ours/,
  ],
])('%s: whose fault it is and what to do', (_name, seen, locus, first, letter) => {
  const sight = view(evidence(seen), cause.needs)
  expect(cause.locusFor?.(sight)).toBe(locus)
  expect(cause.remedies(sight)[0]?.title).toMatch(first)
  expect(JSON.stringify(cause.remedies(sight)[1])).toMatch(letter)
})
