import type { Ending } from '../domain/cause.ts'
import type { SymptomFact } from '../domain/facts/text-facts.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { Failure } from './failure.ts'

/** undefined: it is not known, or was none of these. */
export function endingOf(failure: Failure | undefined): Ending | undefined {
  return failure?.outcome === undefined ? failure?.ended : seenEnding(failure.outcome)
}

function seenEnding(outcome: Outcome): Ending | undefined {
  switch (outcome.kind) {
    case 'reply':
    case 'silent':
    case 'closed':
      return outcome.kind
    case 'errno':
      return outcome.errno === 'ETIMEDOUT' ? 'silent' : BROKEN.has(outcome.errno) ? 'closed' : undefined
    case 'done':
    case 'garbled':
      return undefined
  }
}

/** Our kernel's words for a connection that the other side ended, or did not begin. */
const BROKEN: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ECONNREFUSED'])

/** What a report tells of it: a reply of the peer was one, whatever it means. */
export function toldEnding({ speaker, reply, ended, symptom }: SymptomFact): Ending | undefined {
  if (reply !== undefined || speaker === 'peer') return 'reply'
  if (ended !== undefined) return ended === 'silence' ? 'silent' : 'closed'
  if (symptom.endsWith('.timeout')) return 'silent'
  return CUT.test(symptom) ? 'closed' : undefined
}

const CUT = /^drop\.lost$|\.(?:eof|reset)$/
