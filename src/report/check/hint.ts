import type { Diagnosis, WrittenRemedy } from '../../domain/diagnosis.ts'
import { onlyReported, theFinding } from '../shown.ts'
import { firstPlan } from './after-fix.ts'
import { furtherOf, isBeforeOurs } from './command.ts'
import { checkLines } from './lines.ts'

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
  if (diagnosis.verdict?.cause === 'firewall/nat-idle-expiry') return NO_PROBES
  if (checkLines(diagnosis).length > 1) return undefined
  if (isOfMany(diagnosis))
    return 'It holds one connection, and may pass before the fix as well: what tells is that the log of the sender shows no more such replies.'
  if (isOtherAddress(diagnosis))
    return 'It passes only once the owner of the domain names a mail host for it; another address has a check of its own.'
  if (!isOurWayRound(diagnosis)) return firstPlan(diagnosis)?.upTo === 'dot' ? undefined : ALL_WELL
  // Below stands how one message is tried, where the mail waits in a queue for which that is written.
  const isTried = (diagnosis.waiting?.written ?? []).length > 0
  return `It fails until the other side is mended. To see whether our way round works, ${isTried ? 'try one message: see below' : 'watch the next delivery'}.`
}

/** Our own sessions leave keep-alive to their experiment. */
const NO_PROBES =
  'Our own sessions send no keep-alive probes: whether those of the mail server help, its next delivery after a pause tells.'

/** A session that lives ends the program with 0. */
const ALL_WELL = 'All is well once it says that a message would be taken (exit code 0).'

/** Where the domain takes no mail, the fix is mostly another address. */
function isOtherAddress({ verdict }: Diagnosis): boolean {
  return verdict?.cause === 'dns/null-mx' || verdict?.cause === 'dns/nxdomain'
}

/** What is limited is how much comes at a time, or in a time. */
function isOfMany(diagnosis: Diagnosis): boolean {
  const { verdict } = diagnosis
  return verdict?.class === 'rate' || verdict?.cause === 'firewall/syn-rate-or-connlimit'
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
