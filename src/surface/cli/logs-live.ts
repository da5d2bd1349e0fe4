import type { AttemptLine } from '../../app/logs/document.ts'
import { printable } from '../../base/printable.ts'

/** One failed attempt in one line, as it comes in. Stamps in logs have no zone; these are UTC. */
export function liveLine({ at, status, recipient, domain, mx, symptom, stage, queueId }: AttemptLine): string {
  const who = recipient ?? domain ?? '?'
  const where = mx === null ? '' : ` via ${mx}`
  const id = queueId === null ? '' : ` (${queueId})`
  const when = at === null ? '' : `${at.slice(0, 19).replace('T', ' ')} `
  return printable(`${when}${status} ${who}${where}: ${symptom}${stage === null ? '' : ` at ${stage}`}${id}`, 500)
}
