import type { Observation } from './observation.ts'
import { isUnknownCommand } from './outcome.ts'

type StepSeen = Observation<'smtp.step'>

/** What only an answer to EHLO lists (RFC 5321 §4.1.1.1). */
const KEYWORD = /^(?:SIZE|8BITMIME|PIPELINING|STARTTLS|ENHANCEDSTATUSCODES|DSN|CHUNKING|SMTPUTF8|AUTH|HELP)\b/i

/**
 * Answers to HELO that belong to the EHLO before it. HELO is answered with one line; a list of keywords after an EHLO that was called an
 * unknown command shows that the server answers a line which stood before ours, and every answer comes one command late.
 */
export function answersOneLate(steps: readonly StepSeen[]): readonly StepSeen[] {
  const refused = new Set(
    steps.flatMap(({ fact: { session, stage, said, outcome } }) =>
      stage === 'ehlo' && said.startsWith('EHLO') && isUnknownCommand(outcome) ? [session] : [],
    ),
  )
  return steps.filter(
    ({ fact: { session, said, outcome } }) =>
      refused.has(session) &&
      said.startsWith('HELO') &&
      outcome.kind === 'reply' &&
      outcome.reply.code === 250 &&
      outcome.reply.lines.slice(1).some((line) => KEYWORD.test(line)),
  )
}
