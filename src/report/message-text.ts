import { printable } from '../base/printable.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'
import { drawnSession } from './drawn-session.ts'

/** Whose message it was that the session died on: what is true of a test need not be true of the reader's mail. */
export function messageText(diagnosis: Diagnosis): string | undefined {
  const session = drawnSession(diagnosis)
  const { stage, outcome } = session?.death ?? {}
  if (session?.plan.upTo !== 'dot' || (stage !== 'body' && stage !== 'dot')) return undefined
  const { message = {} } = session.plan
  // A silence is seldom about the content.
  if (outcome?.kind === 'silent' && message.contains === undefined) return undefined
  if (message.raw !== undefined || message.shape !== undefined) return 'What was sent is the message of --message.'
  const size = message.sizeBytes === undefined ? '' : ` of ${message.sizeBytes} octets`
  const held = message.contains === undefined ? '' : `, with “${printable(message.contains, 100)}” in it`
  return `What was sent is a test message of Hangup’s own, plain text${size}${held}.`
}
