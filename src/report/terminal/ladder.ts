import { printable } from '../../base/printable.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import type { Stage } from '../../domain/stage.ts'
import { outcomeText, seconds, stepOutcomeText } from '../outcome-text.ts'
import { rungsOf, type Rung } from '../rungs.ts'
import { hang } from '../wrap.ts'
import type { Paint } from './paint.ts'

/** A blank at which no line is broken: a number stands with its unit. */
const UNBROKEN = '\u00a0'

/** The session as a ladder of stages, with the point of death; of a healthy target an answer that a retry turns into success is none. */
export function ladder(
  session: SmtpSession,
  evidence: Evidence,
  paint: Paint,
  end: 'death' | 'none' = 'death',
): string {
  const death = end === 'death' ? session.death : undefined
  const rungs = rungsOf(session, evidence, death)
  const missing =
    death !== undefined && !rungs.some(({ step }) => step.stage === death.stage)
      ? [mark(`  ✗ ${death.stage.padEnd(9)} ${outcomeText(death.outcome)}`, paint.red)]
      : []
  const rows = rungs.map((rung) => rowOf(rung, paint, death?.stage))
  return [hang(`Session with ${printable(endpointText(session.endpoint))}`, '', '  '), ...rows, ...missing].join('\n')
}

/** What the peer said as it ended the session is what everything else is about: more than of other answers is shown of it. */
const MOST_OF_THE_LAST_WORDS = 600
const MOST_OF_AN_ANSWER = 240

const SIGNS = { success: '✓', failed: '!', fatal: '✗', late: '·' } as const

function rowOf({ step, kind }: Rung, paint: Paint, died: Stage | undefined): string {
  const after =
    'afterMs' in step.outcome && step.outcome.afterMs !== undefined && step.outcome.kind !== 'silent'
      ? ` (${seconds(step.outcome.afterMs).replace(' ', UNBROKEN)})`
      : ''
  // What we waited for is not where it died: octets of the message were still on their way.
  const where = kind === 'fatal' && died !== undefined && died !== step.stage ? `; it died in the ${died}` : ''
  const text = hang(
    `${stepOutcomeText(step, kind === 'fatal' ? MOST_OF_THE_LAST_WORDS : MOST_OF_AN_ANSWER)}${after}${where}`,
    `  ${SIGNS[kind]} ${step.stage.padEnd(9)}`,
    ' '.repeat(13),
  ).replaceAll(UNBROKEN, ' ')
  return kind === 'fatal' ? mark(text, paint.red) : text
}

function mark(text: string, colour: (text: string) => string): string {
  return text.split('\n').map(colour).join('\n')
}
