import { shellWord } from '../base/shell-word.ts'
import type { Diagnosis, WrittenRemedy } from '../domain/diagnosis.ts'
import { examinedRelay } from '../domain/hand-over.ts'
import type { MessagePlan, SessionPlan } from '../domain/plan/session-plan.ts'
import { RELAY_TO_NAME } from '../domain/lever.ts'
import { isBefore } from '../domain/stage.ts'
import { firstPlan, habitsAfterFix, hasFixThatKeeps, leversOf } from './after-fix.ts'
import { habitsOf, type Habit } from './habits.ts'
import { patienceOptions } from './patience-text.ts'
import { isBeyondOurs, onlyReported, theFinding } from './shown.ts'

/**
 * The command that makes the same session again, for after the fix: what was sent and demanded is part of it. Where the failure was reported
 * from a stage that our session did not reach, it goes that far.
 */
export function checkCommand(diagnosis: Diagnosis): string {
  const plan = firstPlan(diagnosis)
  return commandOf(diagnosis, plan, habitsOf(plan))
}

/**
 * What to run after the fix, a line each. Where the fix changes what the sender does, the session that failed fails still, and the check is the
 * same session as the fix leaves it: without the habits that its levers end, or as the living arm of the proof was.
 */
export function checkLines(diagnosis: Diagnosis): readonly string[] {
  const plan = firstPlan(diagnosis)
  const command = checkCommand(diagnosis)
  const patient = patienceOptions(diagnosis)
  if (patient !== undefined)
    return [
      '# before anybody is written to: as patient as a mail server',
      `${command} ${patient}`,
      ONCE_MENDED,
      command,
    ]
  const after =
    submissionCheck(diagnosis) ??
    otherSenderCheck(diagnosis, command) ??
    commandOf(diagnosis, plan, habitsAfterFix(diagnosis, plan))
  if (after === command) return [command]
  if (isOfAnother(diagnosis)) return [WAY_ROUND, after, ONCE_MENDED, command]
  return hasFixThatKeeps(diagnosis, plan)
    ? [BY_THE_SENDER, after, BY_ANOTHER_FIX, command]
    : [MUST_PASS, after, STILL_FAILS, command]
}

const ONCE_MENDED = '# once it is mended'
const WAY_ROUND = '# until then, must pass: the sender with our way round'
const MUST_PASS = '# must pass: the sender as the fix leaves it'
const BY_THE_SENDER = '# must pass after a fix that changes how the sender sends'
const BY_ANOTHER_FIX = '# must pass after another fix: the session as it was met'
const STILL_FAILS = '# fails still: the session as it was met'

/** Whose domain is not found sends as somebody else. */
function otherSenderCheck(diagnosis: Diagnosis, command: string): string | undefined {
  const from = firstPlan(diagnosis)?.envelope?.from
  return from === undefined || diagnosis.verdict?.cause !== 'identity/sender-domain-unresolvable'
    ? undefined
    : command.replace(`--from ${shellWord(from)}`, '--from NEW-SENDER')
}

/** Where the fix is to log in at the same host on its submission port, that is what has to work first. */
function submissionCheck(diagnosis: Diagnosis): string | undefined {
  const plan = firstPlan(diagnosis)
  const relays = leversOf(diagnosis).filter((one) => one.lever === 'smarthost')
  // What goes through a relay no longer takes the way that our session took.
  const named = relays.find((one) => one.host === RELAY_TO_NAME)
  if (named !== undefined && diagnosis.verdict?.stage === 'connect')
    return `hangup diagnose ${named.host}:${named.port} --user NAME --password-file FILE`
  const relay = relays.find((one) => one.host === plan?.endpoint.host)
  if (plan === undefined || relay === undefined || relay.port === plan.endpoint.port) return undefined
  const user = plan.auth === undefined ? 'NAME' : shellWord(plan.auth.user)
  return `hangup diagnose ${relay.host}:${relay.port} --user ${user} --password-file FILE`
}

function commandOf(diagnosis: Diagnosis, plan: SessionPlan | undefined, habits: readonly Habit[]): string {
  const target = targetOf(diagnosis, plan)
  const recipients = plan?.envelope?.to ?? []
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
const TELLING_SIZE_BYTES = 30_000

/** What takes our session as far as the failure that was reported: a mailbox, and a message where it must be sent. */
function furtherOf(diagnosis: Diagnosis, recipients: readonly string[]): readonly string[] {
  const stage = diagnosis.verdict?.stage
  if (stage === undefined || !isBeyondOurs(diagnosis) || isBeforeOurs(diagnosis)) return []
  return [
    ...(recipients.length === 0 ? ['--rcpt RECIPIENT'] : []),
    ...(isBefore(stage, 'data') ? [] : ['--send']),
    ...(stage === 'body' ? [`--size ${TELLING_SIZE_BYTES}`] : []),
  ]
}

/** The fault is on the way through the own server, and our session goes around that. */
function isBeforeOurs({ verdict }: Diagnosis): boolean {
  return verdict?.cause === 'sender/filter-aborts'
}

/** What is to be known before the check is run: which mailbox it needs, or what it cannot tell. */
export function checkHint(diagnosis: Diagnosis): string | undefined {
  if (isBeforeOurs(diagnosis))
    return 'It goes around the own mail server and its filter, and passes before the fix as well: what tells is the next message through that server.'
  const further = furtherOf(diagnosis, firstPlan(diagnosis)?.envelope?.to ?? [])
  if (further.includes('--send'))
    return `This one sends a test message, and goes as far as ${diagnosis.verdict?.stage}${further.includes('--rcpt RECIPIENT') ? '. RECIPIENT is a mailbox there that may get it' : ''}.`
  if (further.length > 0) return 'RECIPIENT is a mailbox there; nothing is sent to it.'
  if (onlyReported(diagnosis) !== undefined)
    return 'It passes before the fix as well: what tells is the next delivery of the server that failed.'
  if (checkLines(diagnosis).length > 1) return undefined
  if (!isOurWayRound(diagnosis)) return undefined
  // Below stands how one message is tried, where the mail waits in a queue for which that is written.
  const isTried = (diagnosis.waiting?.written ?? []).length > 0
  return `It fails until the other side is mended. To see whether our way round works, ${isTried ? 'try one message: see below' : 'watch the next delivery'}.`
}

function isOfAnother({ verdict }: Diagnosis): boolean {
  const locus = verdict?.locus ?? null
  return locus !== null && locus !== 'sender'
}

/** The fault is not the sender's, and yet there is something that it can change. */
function isOurWayRound(diagnosis: Diagnosis): boolean {
  const remedies = theFinding(diagnosis)?.remedies ?? []
  return (
    diagnosis.verdict !== null &&
    diagnosis.verdict.locus !== 'sender' &&
    remedies.some(({ on, written }) => on === 'our-server' && written.length > 0) &&
    !remedies.some(isOfThisHost)
  )
}

/** What changes this host, its kernel or its routes, changes our own session with it. */
function isOfThisHost({ on, applies, steps = [], undo = [] }: WrittenRemedy): boolean {
  return (
    on === undefined && applies !== 'by-someone-else' && undo.length > 0 && steps.some(({ kind }) => kind === 'command')
  )
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
