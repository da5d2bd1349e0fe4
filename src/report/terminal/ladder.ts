import { printable } from '../../base/printable.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { SmtpSession, SmtpStep } from '../../domain/facts/smtp-facts.ts'
import { isSameStage } from '../../domain/judge.ts'
import { isSuccess } from '../../domain/outcome.ts'
import { outcomeText, seconds } from '../outcome-text.ts'
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
  const steps = evidence.observations.flatMap((o) =>
    o.kind === 'smtp.step' && o.fact.session === session.session ? [o.fact] : [],
  )
  const death = end === 'death' ? session.death : undefined
  const fatalAt = steps.findIndex((step) => isFatal(step, death))
  const rows = steps
    .filter((step) => step.stage !== 'quit')
    .map((step) =>
      rung(step, { isFatal: isFatal(step, death), isLate: fatalAt >= 0 && steps.indexOf(step) > fatalAt }, paint),
    )
  const last = steps.findLast((step) => step.stage === death?.stage)
  const missing =
    death !== undefined && last === undefined
      ? [mark(`  ✗ ${death.stage.padEnd(9)} ${outcomeText(death.outcome)}`, paint.red)]
      : []
  return [hang(`Session with ${printable(endpointText(session.endpoint))}`, '', '  '), ...rows, ...missing].join('\n')
}

function isFatal({ stage, outcome }: SmtpStep, death: SmtpSession['death']): boolean {
  return death !== undefined && isSameStage(death.stage, stage) && !isSuccess(stage, outcome)
}

/** `isLate`: sent along with what failed, and answered all the same; that counts for nothing. */
function rung(
  step: SmtpStep,
  { isFatal: fatal, isLate }: { readonly isFatal: boolean; readonly isLate: boolean },
  paint: Paint,
): string {
  const sign = fatal ? '✗' : isLate ? '·' : isSuccess(step.stage, step.outcome) ? '✓' : '!'
  const after =
    'afterMs' in step.outcome && step.outcome.afterMs !== undefined && step.outcome.kind !== 'silent'
      ? ` (${seconds(step.outcome.afterMs).replace(' ', UNBROKEN)})`
      : ''
  const text = hang(
    `${outcomeText(step.outcome, 160)}${after}`,
    `  ${sign} ${step.stage.padEnd(9)}`,
    ' '.repeat(13),
  ).replaceAll(UNBROKEN, ' ')
  return fatal ? mark(text, paint.red) : text
}

function mark(text: string, colour: (text: string) => string): string {
  return text.split('\n').map(colour).join('\n')
}
