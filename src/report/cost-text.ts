import { counted } from '../base/counted.ts'
import type { Diagnosis } from '../domain/diagnosis.ts'

/** What the diagnosis took, and why it ended early; a verdict that is not proven says so itself. */
export function costText({ cost, stopped, verdict }: Diagnosis): string {
  const line = `${counted(cost.connections, 'connection')}, ${cost.seconds} s, ${counted(cost.bytesSent, 'octet')} sent.`
  return stopped === undefined || (verdict !== null && verdict.standing !== 'proven')
    ? line
    : `${line} Stopped early: ${stopped}.`
}
