import type { Finding } from '../domain/diagnosis.ts'
import { endWords } from '../domain/end-words.ts'
import type { Failure } from './failure.ts'
import { sayingFor } from './sayings.table.ts'

/** Title of a verdict without a cause: what was seen, and nothing more. */
export function unknownTitle(failure: Failure): string {
  const how = failure.outcome === undefined ? failure.symptom : endWords(failure.outcome)
  return `The session ended${failure.stage === null ? '' : ` at ${failure.stage}`}: ${how}; the evidence does not name one cause`
}

/** The code of the reply that ended the session, if one did. */
export function replyCodeOf({ outcome }: Failure): number | undefined {
  return outcome?.kind === 'reply' ? outcome.reply.code : undefined
}

/** Where no cause is known but the peer gave an answer: what the answer means, as far as its words can be read. */
export function answeredTitle(failure: Failure): string {
  const code = replyCodeOf(failure)
  if (code === undefined || failure.symptom === 'unknown') return unknownTitle(failure)
  return `${sayingFor(failure.symptom).title} (reply ${code}${failure.stage === null ? '' : ` at ${failure.stage}`})`
}

/** One or two sentences: what was seen, then the strongest clue. */
export function note({ clues }: Pick<Finding, 'clues'>, failure: Failure): string {
  const strongest = clues.find((clue) => clue.weight > 0)
  return strongest === undefined ? seenText(failure) : `${seenText(failure)} ${sentence(strongest.says)}`
}

function seenText(failure: Failure): string {
  const { stage, symptom, outcome, seen, unfinished, goesOn, heldBack } = failure
  const how = outcome === undefined ? symptom : endWords(outcome)
  if (seen === 'reported')
    return stage === null ? `A report that names no stage (${symptom}).` : `Reported at ${stage} (${symptom}).`
  if (stage === 'dns') return `No connection was made: the DNS led to no mail host (${how}).`
  const endpoint = failure.endpoint ?? 'The target'
  if (unfinished === true) return `${endpoint}: the message was still on its way when our own time was up.`
  return goesOn === true
    ? `${endpoint}: our session met this at ${stage} (${how}) and went on: ${isOfTls(stage) ? 'it stops only mail that must go over TLS, or whose sender checks more' : 'stricter senders fail there'}.`
    : `${endpoint}: the session ended at ${stage}: ${how}.${
        heldBack === undefined
          ? ''
          : ` Sent together, ${heldBack} and ${stage} had no answer; one command at a time, ${heldBack} is answered.`
      }`
}

/** What goes wrong here is passed over where TLS is taken as it comes. */
function isOfTls(stage: Failure['stage']): boolean {
  return stage === 'ehlo' || stage === 'starttls' || stage === 'tls'
}

/** With a capital letter and a full stop. */
export function sentence(text: string): string {
  const head = text.slice(0, 1).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(head) ? head : `${head}.`
}
