import type { Diagnosis } from '../domain/diagnosis.ts'
import type { Software } from '../domain/software.ts'
import { checkCommand } from './check/command.ts'
import { sendNote } from './check/send-note.ts'
import { theFinding } from './shown.ts'
import { translationFor } from './software-at-hand.ts'

/** For which other servers the fixes of ours and the queue are written, and the command that shows one: once, below all of them. */
export function otherServers(
  diagnosis: Diagnosis,
  like?: Software,
): { readonly says: string; readonly command: string } | undefined {
  const ours = [
    ...(theFinding(diagnosis)?.remedies ?? []).filter(({ on }) => on !== 'their-server'),
    ...(diagnosis.waiting === null ? [] : [diagnosis.waiting]),
  ]
  const shown = new Set(ours.map((one) => translationFor(one, diagnosis, like)?.software))
  const others = new Set(ours.flatMap(({ written }) => written.map(({ software }) => software)))
  const named = [...others].filter((software) => !shown.has(software))
  if (named.length === 0) return undefined
  // No message is sent a second time for it.
  const isSent = sendNote(diagnosis) !== undefined
  return {
    says: `For another server (${named.join(', ')}; all of them: --json)${isSent ? ', FILE being what --save FILE kept' : ''}:`,
    command: `${isSent ? 'hangup diagnose --case FILE' : checkCommand(diagnosis)} --like ${named[0]}`,
  }
}
