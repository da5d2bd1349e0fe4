import type { Diagnosis, WrittenRemedy } from '../../domain/diagnosis.ts'
import { libraryIn } from '../../domain/library-in.ts'
import { patienceOptions } from '../patience-text.ts'
import { onlyReported, theFinding } from '../shown.ts'
import { firstPlan } from './after-fix.ts'
import { furtherOf, isBeforeOurs, TELLING_SIZE_BYTES } from './command.ts'
import { correctedCheck } from './corrected.ts'
import { checkSessions } from './lines.ts'
import { isOfMany } from './log-lines.ts'

/** What is to be known before the check is run: which mailbox it needs, what it cannot tell, and what tells that. */
export function checkHint(diagnosis: Diagnosis): string | undefined {
  const notes = [hintOf(diagnosis), loginNote(diagnosis)].filter((note) => note !== undefined)
  return notes.length === 0 ? undefined : notes.join(' ')
}

function hintOf(diagnosis: Diagnosis): string | undefined {
  if (isBeforeOurs(diagnosis))
    return 'It goes around the own mail server and its filter, and passes before the fix as well: what tells is the next message through that server.'
  const further = furtherOf(diagnosis, firstPlan(diagnosis)?.envelope?.to ?? [])
  if (further.includes('--send'))
    return `This one sends a test message, and goes as far as ${diagnosis.verdict?.stage}${further.includes('--rcpt RECIPIENT') ? '. RECIPIENT is a mailbox there that may get it' : ''}.${diagnosis.verdict?.cause === 'protocol/bare-lf-end-of-data' ? OWN_CRLF : ''}`
  if (further.length > 0) return 'RECIPIENT is a mailbox there; nothing is sent to it.'
  if (onlyReported(diagnosis) !== undefined)
    return `It passes before the fix as well: what tells is the next delivery of the ${libraryIn(diagnosis.evidence) === undefined ? 'server' : 'program'} that failed.`
  const waited = patienceOptions(diagnosis) === undefined ? '' : WAITED
  if (diagnosis.verdict?.cause === 'firewall/nat-idle-expiry') return `${waited}${NO_PROBES}`
  if (waited !== '') return waited.trim()
  if (diagnosis.verdict?.cause === 'refusal/sender-authentication') return UNSIGNED
  if (isOfWhatIsSent(diagnosis)) return firstPlan(diagnosis)?.upTo === 'dot' ? undefined : ALL_WELL
  const byChance = PASSES_BY_CHANCE[diagnosis.verdict?.cause ?? '']
  if (byChance !== undefined) return byChance
  if (isOfLargePackets(diagnosis)) return `${ALL_WELL} ${NOTHING_LARGE}`
  const { length } = checkSessions(diagnosis)
  if (length > 1)
    return `${length > 2 ? 'The first' : 'It'} is a session of Hangup’s own, and may pass before the mail server is changed: what proves the change is its next delivery${isTried(diagnosis) ? ' (see below)' : ''}.`
  if (isOfMany(diagnosis))
    return 'It holds one connection, and may pass before the fix as well: what tells is that the log of the sender shows no more such replies.'
  if (isOtherAddress(diagnosis))
    return 'It passes only once the owner of the domain names a mail host for it; another address has a check of its own.'
  if (!isOurWayRound(diagnosis)) return firstPlan(diagnosis)?.upTo === 'dot' ? undefined : ALL_WELL
  return `It fails until the fault itself is mended. To see whether our way round works, ${isTried(diagnosis) ? 'try one message: see below' : 'watch the next delivery'}.`
}

/** What died there was a hello; a message, which is larger, our session did not send. */
function isOfLargePackets(diagnosis: Diagnosis): boolean {
  return diagnosis.verdict?.cause === 'path/pmtu-black-hole' && firstPlan(diagnosis)?.upTo !== 'dot'
}

/** What is corrected is in the mail and in no setting of the server. */
function isOfWhatIsSent(diagnosis: Diagnosis): boolean {
  return diagnosis.verdict?.cause !== 'refusal/credentials-rejected' && correctedCheck(diagnosis) !== undefined
}

/** Below stands how one message is tried, where the mail waits in a queue for which that is written. */
function isTried({ waiting }: Diagnosis): boolean {
  return (waiting?.written ?? []).length > 0
}

/** Who submits without a login is told so by 530 (RFC 4954 §6) once the session is well up to there. */
function loginNote(diagnosis: Diagnosis): string | undefined {
  const plan = firstPlan(diagnosis)
  const port = plan?.endpoint.port
  if (plan?.auth !== undefined || (port !== 587 && port !== 465)) return undefined
  return checkSessions(diagnosis).some((line) => line.includes(' --user '))
    ? undefined
    : `Without a login an answer of 530 to MAIL is normal on port ${port}; --user NAME --password-file FILE logs in.`
}

const WAITED =
  'If an answer comes after all, the other side is slow and no more, and the mail server is to wait as long; if it stays silent for all of that time, what is said above stands. '

const OWN_CRLF =
  ' Its lines end with CRLF: it passes before the fix as well, and proves nothing of it; what tells is the next message of the program that failed.'

/** Whoever checks DMARC takes one of the two for enough (RFC 7489 §4.2). */
const UNSIGNED =
  'It is a session of Hangup’s own, and signs nothing: it passes by SPF alone. Whether the signatures of the mail server are good, its next delivery tells.'

/** The experiment keeps the connection awake from its start; other sessions ask a silent one whether it is remembered, and thereby do not. */
const NO_PROBES =
  'The check sends no keep-alive probes that keep a connection remembered: whether those of the mail server help, its next delivery after a pause tells.'

/** A session that lives ends the program with 0. */
/** The fault comes and goes by itself: one check that passes shows nothing. */
const PASSES_BY_CHANCE: Readonly<Partial<Record<string, string>>> = {
  'policy/outdated-exchange-throttled':
    'It passes before the fix as well, in those minutes of each hour in which nothing is throttled: all is well once it says so (exit code 0) each time over more than an hour.',
  'path/severe-loss-or-duplex':
    'Some sessions come through before the fix as well: all is well once several in a row do.',
}

const ALL_WELL = 'All is well once it says that a message would be taken (exit code 0).'

const NOTHING_LARGE = `It sends no message. That large ones pass as well, the same with \`--rcpt RECIPIENT --send --size ${TELLING_SIZE_BYTES}\` tells, where RECIPIENT is a mailbox there that may get one.`

/** Where the domain takes no mail, the fix is mostly another address. */
function isOtherAddress({ verdict }: Diagnosis): boolean {
  return verdict?.cause === 'dns/null-mx'
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
