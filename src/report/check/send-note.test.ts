import { expect, test } from 'vitest'
import { diagnosis } from '../../../test/kit/diagnosis.ts'
import { evidence, plan, session } from '../../../test/kit/evidence.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { sendNote } from './send-note.ts'

const noteFor = (changes: Partial<SessionPlan>): string | undefined =>
  sendNote(diagnosis({ evidence: evidence([session({ plan: plan(changes) })]) }))

test('who gets the message of a check is told, and nothing where none is sent', () => {
  const envelope = { from: '', to: ['you@example.net'] }
  expect(noteFor({ upTo: 'dot', envelope, message: { sizeBytes: 4000 } })).toBe(
    'It sends a test message of 4000 octets to you@example.net. Once all is well it arrives there.',
  )
  expect(noteFor({ upTo: 'dot', envelope, message: { raw: 'x' } })).toMatch(/^It sends the message in FILE to you@/)
  expect(noteFor({ upTo: 'rcpt', envelope })).toBeUndefined()
})

test('a receiver that minds the message itself is asked for words, and they are well', () => {
  const sent = evidence([session({ plan: plan({ upTo: 'dot', message: { sizeBytes: 4000 } }) })])
  const verdict = { ...diagnosis().verdict, cause: 'content/size-limit-drop' } as Diagnosis['verdict']
  expect(sendNote(diagnosis({ evidence: sent, verdict }))).toBe(
    'It sends a test message of 4000 octets. All is well once it arrives there, or is refused in words (550, 552, 554).',
  )
})
