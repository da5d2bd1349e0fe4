import { expect, test } from 'vitest'
import { diagnosis } from '../../test/kit/diagnosis.ts'
import { evidence, plan, session } from '../../test/kit/evidence.ts'
import type { SessionPlan } from '../domain/plan/session-plan.ts'
import { sendNote } from './send-note.ts'

const noteFor = (changes: Partial<SessionPlan>): string | undefined =>
  sendNote(diagnosis({ evidence: evidence([session({ plan: plan(changes) })]) }))

test('who gets the message of a check is told, and nothing where none is sent', () => {
  const envelope = { from: '', to: ['you@example.net'] }
  expect(noteFor({ upTo: 'dot', envelope, message: { sizeBytes: 4000 } })).toBe(
    'It sends a test message of 4000 octets to you@example.net, and it arrives there once all is well.',
  )
  expect(noteFor({ upTo: 'rcpt', envelope })).toBeUndefined()
})
