import { shellWord } from '../../base/shell-word.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import { RELAY_TO_NAME } from '../../domain/lever.ts'
import { patienceOptions } from '../patience-text.ts'
import { theFinding } from '../shown.ts'
import { firstPlan, habitsAfterFix, hasFixThatKeeps, leversOf, wayRound } from './after-fix.ts'
import { checkCommand, commandOf } from './command.ts'
import { correctedCheck } from './corrected.ts'
import { logLines } from './log-lines.ts'
import { ownHandshake } from './own-handshake.ts'
import { recipientsAfterFix } from './recipients-after-fix.ts'

/** What to run after the fix, a line each: sessions of ours, and looks at what the sender's own server is set to and logs. */
export function checkLines(diagnosis: Diagnosis): readonly string[] {
  return [...checkSessions(diagnosis), ...ownHandshake(diagnosis), ...logLines(diagnosis)]
}

/**
 * The sessions of ours. Where the fix changes what the sender does, the session that failed fails still, and the check is the same session as
 * the fix leaves it: without the habits that its levers end, or as the living arm of the proof was.
 */
export function checkSessions(diagnosis: Diagnosis): readonly string[] {
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
  const corrected = correctedCheck(diagnosis)
  if (corrected !== undefined) return corrected
  const fewer = recipientsAfterFix(diagnosis)
  if (fewer !== undefined)
    return [fewer.why, commandOf(diagnosis, plan, habitsAfterFix(diagnosis, plan), fewer.recipients)]
  const relayCheck = submissionCheck(diagnosis)
  const after =
    relayCheck ?? otherSenderCheck(diagnosis, command) ?? commandOf(diagnosis, plan, habitsAfterFix(diagnosis, plan))
  if (after === command) return [command]
  if (isOfAnother(diagnosis)) {
    const way = relayCheck === undefined ? wayRound(diagnosis) : undefined
    const what = way === undefined ? 'our way round' : `fix ${way.fix}`
    return [`# until then, must pass: the session as ${what} has the sender make it`, after, ONCE_MENDED, command]
  }
  return hasFixThatKeeps(diagnosis, plan) || (after === relayCheck && hasFixBesideRelay(diagnosis))
    ? [BY_THE_SENDER, after, BY_ANOTHER_FIX, command]
    : [AS_FIXED, after]
}

const ONCE_MENDED = '# once it is mended'
const AS_FIXED = '# must pass: the session as the fix has the sender make it'
const BY_THE_SENDER = '# must pass after a fix that changes how the sender sends'
const BY_ANOTHER_FIX = '# must pass after another fix: the session as it was met'

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

/** Beside the way through a relay somebody else can mend the direct way: what we do there ourselves tells at most which way is open. */
function hasFixBesideRelay(diagnosis: Diagnosis): boolean {
  const remedies = theFinding(diagnosis)?.remedies ?? []
  return remedies.some(
    ({ applies, levers = [] }) => applies === 'by-someone-else' && !levers.some(({ lever }) => lever === 'smarthost'),
  )
}

function isOfAnother({ verdict }: Diagnosis): boolean {
  const locus = verdict?.locus ?? null
  return locus !== null && locus !== 'sender'
}
