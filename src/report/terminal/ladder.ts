import { printable } from '../../base/printable.ts'
import { endpointText } from '../../domain/endpoint.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { ladderRows, UNBROKEN, type LadderRow } from '../ladder-rows.ts'
import { hang } from '../wrap.ts'
import type { Paint } from './paint.ts'

/** The session as a ladder of stages, with the point of death; of a healthy target an answer that a retry turns into success is none. */
export function ladder(
  session: SmtpSession,
  evidence: Evidence,
  paint: Paint,
  end: 'death' | 'none' = 'death',
): string {
  const rows = ladderRows(session, evidence, end === 'death' ? session.death : undefined)
  return [
    hang(`Session with ${printable(endpointText(session.endpoint))}`, '', '  '),
    ...rows.map((row) => rowText(row, paint)),
  ].join('\n')
}

function rowText({ stage, kind, sign, text }: LadderRow, paint: Paint): string {
  const lines = hang(text, `  ${sign} ${stage.padEnd(9)}`, ' '.repeat(13)).replaceAll(UNBROKEN, ' ')
  return kind === 'fatal' ? lines.split('\n').map(paint.red).join('\n') : lines
}
