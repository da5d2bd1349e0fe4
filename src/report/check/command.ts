import { shellWord } from '../../base/shell-word.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import { examinedRelay } from '../../domain/hand-over.ts'
import type { MessagePlan, SessionPlan } from '../../domain/plan/session-plan.ts'
import { isBefore } from '../../domain/stage.ts'
import { isBeyondOurs } from '../shown.ts'
import { firstPlan } from './after-fix.ts'
import { habitsOf, type Habit } from './habits.ts'

/**
 * The command that makes the same session again, for after the fix: what was sent and demanded is part of it. Where the failure was reported
 * from a stage that our session did not reach, it goes that far.
 */
export function checkCommand(diagnosis: Diagnosis): string {
  const plan = firstPlan(diagnosis)
  return commandOf(diagnosis, plan, habitsOf(plan))
}

/** The command for a session with these habits, and with these recipients in place of those that it had. */
export function commandOf(
  diagnosis: Diagnosis,
  plan: SessionPlan | undefined,
  habits: readonly Habit[],
  recipients: readonly string[] = plan?.envelope?.to ?? [],
): string {
  const target = targetOf(diagnosis, plan)
  const from = plan?.envelope?.from ?? ''
  const words = [
    'hangup diagnose',
    shellWord(target),
    ...portOf(target, plan),
    ...(from === '' ? [] : [`--from ${shellWord(from)}`]),
    ...recipients.filter((to) => to !== target).map((to) => `--rcpt ${shellWord(to)}`),
    ...(plan?.upTo === 'dot' ? ['--send', ...messageOf(plan.message)] : []),
    ...furtherOf(diagnosis, recipients),
    ...loginOf(diagnosis, plan),
    ...habits.map(({ option }) => option),
  ]
  return words.join(' ')
}

/** More than one full-size segment on any path, so that one which swallows them is met. */
export const TELLING_SIZE_BYTES = 30_000

/** What takes our session as far as the failure that was reported: a mailbox, and a message where it must be sent. */
export function furtherOf(diagnosis: Diagnosis, recipients: readonly string[]): readonly string[] {
  const stage = diagnosis.verdict?.stage
  if (stage === undefined || !isBeyondOurs(diagnosis) || isBeforeOurs(diagnosis)) return []
  return [
    ...(recipients.length === 0 ? ['--rcpt RECIPIENT'] : []),
    ...(isBefore(stage, 'data') ? [] : ['--send']),
    ...(stage === 'body' || diagnosis.verdict?.cause === 'path/pmtu-black-hole'
      ? [`--size ${TELLING_SIZE_BYTES}`]
      : []),
  ]
}

/** The fault is on the way through the own server, and our session goes around that. */
export function isBeforeOurs({ verdict }: Diagnosis): boolean {
  return verdict?.cause === 'sender/filter-aborts'
}

/** What leads to the same server again: where the mail goes to a relay, the relay itself. */
function targetOf({ target, evidence }: Diagnosis, plan: SessionPlan | undefined): string {
  if (plan === undefined || examinedRelay(evidence) === undefined) return target
  const { host, address, port } = plan.endpoint
  return `${host === address && address.includes(':') ? `[${address}]` : host}:${port}`
}

/** As our session logged in, or as the sender does where ours stopped before it. */
function loginOf({ evidence }: Diagnosis, plan: SessionPlan | undefined): readonly string[] {
  if (plan?.auth !== undefined) return [`--user ${shellWord(plan.auth.user)} --password-file FILE`]
  return examinedRelay(evidence)?.withoutLogin === true ? ['--user NAME --password-file FILE'] : []
}

/** A port that the target does not name and that is not the port of mail. */
function portOf(target: string, plan: SessionPlan | undefined): readonly string[] {
  const port = plan?.endpoint.port ?? 25
  return port === 25 || target.endsWith(`:${port}`) ? [] : [`--port ${port}`]
}

/** A message as the user gave it is not kept: its file is to be named again, for an ordinary one may pass where it died. */
function messageOf(message: MessagePlan | undefined): readonly string[] {
  if (message?.raw !== undefined || message?.shape !== undefined) return ['--message FILE']
  return [
    ...(message?.sizeBytes === undefined ? [] : [`--size ${message.sizeBytes}`]),
    ...(message?.contains === undefined ? [] : [`--contains ${shellWord(message.contains)}`]),
  ]
}
