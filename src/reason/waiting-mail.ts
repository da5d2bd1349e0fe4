import { classOf, type CauseId } from '../domain/cause-id.ts'
import { directionOf } from '../domain/clock-direction.ts'
import type { DiagnosisVerdict, WaitingMail } from '../domain/diagnosis.ts'
import { observationsOf, type Evidence } from '../domain/evidence.ts'
import type { SymptomFact } from '../domain/facts/text-facts.ts'
import { examinedRelay } from '../domain/hand-over.ts'
import type { Lever } from '../domain/lever.ts'
import { libraryIn } from '../domain/library-in.ts'
import type { Reply } from '../domain/reply.ts'
import type { Stage } from '../domain/stage.ts'
import { destinationOf } from './destination.ts'
import type { Failure } from './failure.ts'
import { writeLevers, type WriteLever } from './write-remedy.ts'

/** A final refusal of the name in EHLO and HELO, or of the mail, returns the message; elsewhere mail servers go on to another host, or wait. */
const RETURNED_AT: readonly Stage[] = ['ehlo', 'mail', 'rcpt', 'data', 'body', 'dot']
/** Beside the limits that a server announces: whoever tries all of it at once meets the limit, or speaks against himself. */
const MINDS_HASTE: readonly CauseId[] = [
  'policy/reputation-announced',
  'policy/reputation-silent-close',
  'firewall/syn-rate-or-connlimit',
]
/** Beside all about the content: a message that waits dies again as it is, whatever is mended for new ones. */
const MINDS_MESSAGE: readonly CauseId[] = ['protocol/long-line-or-nul-intolerance', 'protocol/bare-lf-end-of-data']
const MINDS_SIZE: readonly CauseId[] = ['content/size-limit-drop', 'content/size-reply-lost']
/** RFC 5321 §5.1, RFC 7505: no host will ever take it as the DNS is now. */
const RETURNED_AT_ONCE: readonly CauseId[] = ['dns/nxdomain', 'dns/null-mx', 'dns/no-usable-mx']
/** Exchange 2, Exim and OpenSMTPD 4, Postfix and Sendmail 5. */
const LIFE = '2 to 5 days by default'
/** Nothing leaves the host by this way, whatever its destination. */
const STOPS_ALL: readonly CauseId[] = [
  'firewall/port25-intercepted',
  'firewall/port25-egress-blocked',
  'firewall/port25-egress-rejected',
  'firewall/container-or-host-firewall-egress',
  'sender/no-route',
  'dns/resolver-broken',
  'sender/clock-skew',
]
const LIST: Lever = { lever: 'queue.list' }
const RETRY: Lever = { lever: 'queue.retry' }
const HOLD: Lever = { lever: 'queue.hold' }
const RETURN: Lever = { lever: 'queue.return' }

/** What to do with the mail that the failure keeps. */
export function waitingMail(
  evidence: Evidence,
  failure: Failure,
  verdict: DiagnosisVerdict,
  writeLever: WriteLever,
): WaitingMail {
  const { says, levers } = doingsOf(evidence, failure, verdict)
  const to = destinationOf(evidence, failure.endpoint ?? undefined)
  const { domain: _one, ...everywhere } = to
  const isAll = verdict.cause !== null && STOPS_ALL.includes(verdict.cause) && verdict.standing !== 'possible'
  const isRelay = levers.length > 0 && isNextHop(evidence, failure)
  return {
    says: isRelay ? `${says} ${ALL_DOMAINS}` : says,
    written: writeLevers(levers, isAll || isRelay ? everywhere : to, writeLever),
  }
}

const ALL_DOMAINS = 'Mail for every domain that is handed to this server waits, too.'

/** Our server hands mail for other domains to it as well: it is the relay, or its port is one of submission (RFC 6409, RFC 8314). */
function isNextHop(evidence: Evidence, { endpoint }: Failure): boolean {
  return examinedRelay(evidence) !== undefined || /:(?:587|465)$/.test(endpoint ?? '')
}

function doingsOf(
  evidence: Evidence,
  failure: Failure,
  { cause, persistence, standing }: DiagnosisVerdict,
): { readonly says: string; readonly levers: readonly Lever[] } {
  const early = isRefusedEarly(failure)
    ? ' A refusal in the greeting is no final one for Postfix as it comes (smtp_skip_5xx_greeting); other servers may have given the mail back.'
    : ''
  // RFC 1047: who loses the answer to the end of a message does not know whether it was taken. What never arrived whole is in nobody's mailbox.
  const refusal = refusedByPeer(evidence, failure)
  const twice =
    !(cause === 'path/pmtu-black-hole' && standing === 'proven') && failure.stage === 'dot' && refusal === undefined
      ? ' A message that was cut off after its end may have arrived: each retry may deliver it once more.'
      : ''
  const library = libraryIn(evidence)
  if (library !== undefined)
    return {
      says: `No mail server has it in a queue: the error went to the program that sent, by its words one with ${library}. Unless that program keeps the mail itself it is lost; after the fix it has to send it again${failure.stage === 'rcpt' ? ', to those recipients alone who were refused: others may have got it' : ''}.${twice === '' ? '' : ' What was cut off after its end may have arrived all the same.'}`,
      levers: [],
    }
  if (isReturned(evidence, failure) && refusal !== undefined)
    return {
      says: `By its status the message that the report tells of went back to its sender and is in no queue. The reply ${refusal.code} is one for now, after which a server keeps the message as a rule: look whether it waits all the same. If not, its sender sends it again after the fix.`,
      levers: [LIST],
    }
  if (isReturned(evidence, failure))
    return {
      says: `The message that the report tells of is in no queue: it went back to its sender and is not tried again.${twice === '' ? '' : ' It was cut off after its end and may have arrived all the same: its sender asks the recipient first.'} After the fix its sender sends it again.`,
      levers: [],
    }
  if (isFinal(evidence, failure) && cause === 'identity/sender-domain-unresolvable')
    return {
      says: 'What was refused for good could not go back to its sender, whose domain does not resolve: the notice waits in the queue, or went to the postmaster.',
      levers: [],
    }
  if (cause === 'identity/sender-domain-unresolvable')
    return {
      says: 'It stays in the queue and fails at each retry, for it has that sender in its envelope: a rule that rewrites the sender at delivery (Postfix: smtp_generic_maps) lets it pass; otherwise give it back, and its senders send it again after the fix.',
      levers: [LIST, RETURN],
    }
  if (isFinal(evidence, failure) && cause === 'policy/rcpt-per-session-limit')
    return {
      says: 'Recipients that were refused so are in no queue: the message went back to its sender, who sends it again after the fix, to those alone whom the notice names. The others got it.',
      levers: [],
    }
  if (isFinal(evidence, failure))
    return {
      says: 'Mail that was refused so is in no queue: it went back to its senders, who send it again after the fix.',
      levers: [],
    }
  if (cause !== null && RETURNED_AT_ONCE.includes(cause))
    return {
      says: 'Mail servers return mail to such a domain to its sender at once, who sends it again once the address or the DNS is right.',
      levers: [],
    }
  if (cause !== null && (classOf(cause) === 'content' || MINDS_MESSAGE.includes(cause)))
    return {
      says: `It stays in the queue and fails at each retry, since it is the message itself that is minded: find it${MINDS_SIZE.includes(cause) ? ' by its size, for smaller ones pass' : ''}, and give it back to its senders; after the fix they send it again.${twice}`,
      levers: [LIST, RETURN],
    }
  if (cause === 'sender/clock-skew') return { says: afterTheJump(evidence), levers: [LIST, RETRY] }
  if (cause === 'refusal/credentials-rejected')
    return {
      says: 'It stays in the queue. Until the fix each try may bring a ban nearer; after it try one message, and then the rest.',
      levers: [LIST, RETRY],
    }
  if (persistence === 'passes-by-itself' && standing !== 'possible')
    return { says: `It stays in the queue, and is tried again by itself.${twice}`, levers: [LIST] }
  // Where a limit is but one guess, a message that is tried tells more.
  const isGuessed = cause === 'firewall/syn-rate-or-connlimit' && standing === 'possible'
  if (cause !== null && !isGuessed && (classOf(cause) === 'rate' || MINDS_HASTE.includes(cause)))
    return {
      says: `It stays in the queue, and is tried again by itself.${early} To try all of it at once would make this worse.`,
      levers: [LIST],
    }
  if (twice !== '')
    return {
      says: `It stays in the queue, and is tried again by itself until it is too old (${LIFE}).${twice} Ask one recipient before more is tried, and hold it until then.`,
      levers: [LIST, HOLD],
    }
  return {
    says: `It stays in the queue, and is tried again by itself until it is too old (${LIFE}).${early} To see sooner whether it passes, try one message, and then the rest.`,
    levers: [LIST, RETRY],
  }
}

/** qmgr(8): Postfix passes over queue files whose time stamps lie in the future, unless the queue is flushed. */
function afterTheJump(evidence: Evidence): string {
  switch (directionOf({ seen: observationsOf(evidence, 'clock.offset') })) {
    case 'ahead':
      return 'It stays in the queue. What was queued or put off while the clock was ahead bears times of that clock: once it is set back they lie in the future, and nothing is tried by itself before then. What waited already when it jumped ahead may have gone back as too old. So try one message, and then flush the rest.'
    case 'behind':
      return `It stays in the queue, and is tried again by itself. Once the clock is set ahead it is older by the jump, and what fails once more then goes back to its sender where it is too old (${LIFE}). So try one message at once, and then the rest.`
    case undefined:
      return 'It stays in the queue. After a jump of the clock back it bears times that lie in the future and is not tried before then; after one ahead it is older by the jump. So try one message once the clock is right, and then flush the rest.'
  }
}

/** 5yz in place of a greeting. */
function isRefusedEarly({ stage, outcome }: Failure): boolean {
  return stage === 'banner' && outcome?.kind === 'reply' && outcome.reply.code >= 500
}

/** RFC 5321 §4.2.1: a reply of 5yz to the mail itself, or to the name in EHLO and HELO: no other host is left, or the same is said there. */
function isFinal(evidence: Evidence, failure: Failure): boolean {
  const { stage, outcome } = failure
  if (stage === null || !RETURNED_AT.includes(stage)) return false
  const reply = outcome?.kind === 'reply' ? outcome.reply : toldOf(evidence, failure)?.reply
  return reply !== undefined && reply.code >= 500
}

/** The receiver's own answer that it has not taken it. A code that the sending side writes of a lost connection is none (Exchange: `421 4.4.2`). */
function refusedByPeer(evidence: Evidence, failure: Failure): Reply | undefined {
  const { outcome } = failure
  const told = toldOf(evidence, failure)
  const reply = outcome?.kind === 'reply' ? outcome.reply : told?.speaker === 'peer' ? told.reply : undefined
  return reply !== undefined && reply.code >= 400 ? reply : undefined
}

/** The report says what became of its message, and no reply to the mail itself does. */
function isReturned(evidence: Evidence, failure: Failure): boolean {
  return !isFinal(evidence, failure) && toldOf(evidence, failure)?.isReturned === true
}

function toldOf(evidence: Evidence, { shownBy }: Failure): SymptomFact | undefined {
  return observationsOf(evidence, 'symptom').find(({ id }) => id === shownBy)?.fact
}
