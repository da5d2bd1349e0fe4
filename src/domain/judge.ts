import { MISSED, tallyText } from './arm-words.ts'
import { endWords, howText, placedEndWords } from './end-words.ts'
import type { Trial, Verdict } from './experiment.ts'
import type { HelloAnswer, SmtpSession } from './facts/smtp-facts.ts'
import type { Outcome } from './outcome.ts'
import { isBefore, type Stage } from './stage.ts'

const BODY_OR_DOT = 'body or dot'

/** How one trial ended: it lived, it died (where and how), or it cannot tell (it never came to the point). */
export type TrialEnd =
  /** `by`: what answered, where a session that lives was not to be had. */
  | { readonly kind: 'lived'; readonly by?: string }
  | {
      readonly kind: 'died'
      readonly stage: Stage
      /** Where the stage is not sure: the peer closed, and whether it had all octets by then only its kernel knows. */
      readonly place?: typeof BODY_OR_DOT
      readonly how: string
      readonly refusal: boolean
    }
  | { readonly kind: 'unclear'; readonly why: string }

/** Reads a session, hello or burst as lived or died. For hellos a ServerHello (or HelloRetryRequest) is life. */
export function endOf(trial: Trial): TrialEnd {
  const { result } = trial
  switch (result.kind) {
    case 'session': {
      const { session } = result
      if (session.lived) return { kind: 'lived' }
      if (session.death === undefined) return { kind: 'unclear', why: 'the session was cut short' }
      const { stage, outcome } = session.death
      return isBeforeQuestion(session, stage, trial.asksAt) ? missed(stage, outcome) : diedIn(session, stage, outcome)
    }
    case 'hello':
      return helloEnd(result.hello.answer)
    case 'dns':
      return result.answer.status === 'answer' || result.answer.status === 'nodata'
        ? { kind: 'lived' }
        : { kind: 'died', stage: 'dns', how: result.answer.status, refusal: false }
    case 'burst': {
      const dead = result.sessions.find((session) => session.death !== undefined)
      if (dead?.death !== undefined) return diedIn(dead, dead.death.stage, dead.death.outcome)
      return result.sessions.every(({ lived }) => lived)
        ? { kind: 'lived' }
        : { kind: 'unclear', why: 'a session was cut short' }
    }
  }
}

function helloEnd(answer: HelloAnswer): TrialEnd {
  switch (answer.kind) {
    case 'server-hello':
      return { kind: 'lived' }
    case 'not-reached':
      return missed(answer.stage, answer.outcome)
    case 'alert':
      return { kind: 'died', stage: 'tls', how: `alert ${answer.description}`, refusal: true }
    case 'closed':
      return { kind: 'died', stage: 'tls', how: `closed by ${answer.by}`, refusal: false }
    case 'silent':
      return { kind: 'died', stage: 'tls', how: 'silence', refusal: false }
    case 'plaintext':
      return { kind: 'died', stage: 'tls', how: 'an answer in clear text', refusal: true }
    case 'garbled':
      return { kind: 'died', stage: 'tls', how: 'octets that are not TLS', refusal: false }
  }
}

/** A session that has TLS may end at an EHLO that came after it. */
function isBeforeQuestion({ tls }: SmtpSession, stage: Stage, asksAt: Stage | undefined): boolean {
  if (asksAt === undefined || !isBefore(stage, asksAt)) return false
  return tls === undefined || isBefore('tls', asksAt)
}

function missed(stage: Stage, outcome: Outcome): TrialEnd {
  return { kind: 'unclear', why: `${MISSED}: ${stage}, ${endWords(outcome)}` }
}

/** A trial as an `experiment` observation keeps it: `lived`, `died at tls: silence`, `did not get there: connect, no answer`. */
export function trialText(end: TrialEnd): string {
  switch (end.kind) {
    case 'lived':
      return 'lived'
    case 'died':
      return `died at ${placeText(end)}: ${end.how}`
    case 'unclear':
      return end.why
  }
}

/** So much of a message leaves at once (RFC 6928 §2, ten segments); the rest waits in our kernel until the peer acknowledges. */
const FIRST_FLIGHT_BYTES = 14_600

/** That our kernel holds the octets says nothing of the peer's: of a message that needs more than one flight it may have had a part. */
function diedIn({ sentBytes }: SmtpSession, stage: Stage, outcome: Outcome): TrialEnd {
  const end = died(stage, outcome)
  const isVague = (stage === 'body' || stage === 'dot') && outcome.kind === 'closed' && sentBytes > FIRST_FLIGHT_BYTES
  return isVague && end.kind === 'died' ? { ...end, place: BODY_OR_DOT } : end
}

/** The stage at which a trial died, in words; both where nobody here knows which. */
export function placeText({ stage, place }: TrialEnd & { readonly kind: 'died' }): string {
  return place ?? stage
}

function died(stage: Stage, outcome: Outcome): TrialEnd {
  return { kind: 'died', stage, how: howText(outcome), refusal: outcome.kind === 'reply' }
}

/** Whether octets wait in our buffer or on the wire only the kernel knows: body and dot are one where it was not asked. */
export function isSameStage(a: Stage, b: Stage): boolean {
  return a === b || ((a === 'body' || a === 'dot') && (b === 'body' || b === 'dot'))
}

export interface TwoArms {
  /** Name of the arm that repeats the failure. */
  readonly dies: string
  /** Name of the arm with one thing changed, in which the session lives. */
  readonly lives: string
  /** The control must die at this stage for the trial to count; any stage when left out. */
  readonly stage?: Stage
  /** Trials per arm that must agree; default 2. */
  readonly agree?: number
}

/**
 * The session came past the stage and got an answer further on: what killed it there did not this time. STARTTLS and the handshake
 * are passed only by a session that has TLS; a 421 may be the receiver's patience with us, and tells nothing.
 */
function answeredBeyond({ result }: Trial, stage: Stage): boolean {
  if (result.kind !== 'session' || result.session.death === undefined) return false
  const { death, plan, tls } = result.session
  if (death.outcome.kind !== 'reply' || death.outcome.reply.code === 421 || !isBefore(stage, death.stage)) return false
  if (tls !== undefined) return true
  // Where TLS comes first nothing but the connection lies before it.
  return plan.tls === 'wrapped' ? stage === 'connect' : stage !== 'starttls' && stage !== 'tls'
}

/**
 * The ordinary judgement: the control dies every time, the varied arm lives (or is answered at a later stage) every time → confirmed.
 * The varied arm dies the same way → refuted (the change does not cure). The control lives → undecided: not reproducible.
 * A new kind of refusal in the varied arm (a 421, say) leaves it undecided.
 */
export function judgeTwoArms(trials: readonly Trial[], arms: TwoArms): Verdict {
  const agree = arms.agree ?? 2
  const control = trials.filter((trial) => trial.arm === arms.dies).map(endOf)
  const controlDied = control.filter(
    (end) => end.kind === 'died' && (arms.stage === undefined || isSameStage(end.stage, arms.stage)),
  )
  const first = controlDied.find((end) => end.kind === 'died')
  const varied = trials
    .filter((trial) => trial.arm === arms.lives)
    .map((trial): TrialEnd =>
      first?.kind === 'died' && answeredBeyond(trial, first.stage) ? { kind: 'lived' } : endOf(trial),
    )
  const controlLived = control.filter((end) => end.kind === 'lived')
  const variedLived = varied.filter((end) => end.kind === 'lived')
  const variedDied = varied.filter((end) => end.kind === 'died')
  const tally = [armText(trials, arms.dies, control), armText(trials, arms.lives, varied)].join(', ')
  if (controlLived.length > 0) return { judged: 'undecided', because: `the failure did not repeat: ${tally}` }
  if (first?.kind === 'died') {
    const same = variedDied.filter(
      (end) => end.kind === 'died' && isSameStage(end.stage, first.stage) && end.how === first.how,
    )
    if (same.length > 0 && variedLived.length === 0) {
      return {
        judged: 'refuted',
        because: `“${arms.lives}” ended the same way: ${placedEndWords(first.how, placeText(first))}`,
      }
    }
  }
  if (controlDied.length >= agree && variedLived.length >= agree && variedDied.length === 0) {
    return { judged: 'confirmed', because: tally }
  }
  return { judged: 'undecided', because: tally }
}

/** What became of the arms that were run, by the names that reports show them with: `“whole” died 2 of 2, “in slices” lived 2 of 2`. */
export function armsText(
  trials: readonly Trial[],
  arms: readonly { readonly name: string }[],
  read: (trial: Trial) => TrialEnd = endOf,
): string {
  return arms
    .map(({ name }) => ({ name, ends: trials.filter(({ arm }) => arm === name).map(read) }))
    .filter(({ ends }) => ends.length > 0)
    .map(({ name, ends }) => armText(trials, name, ends))
    .join(', ')
}

function armText(trials: readonly Trial[], name: string, ends: readonly TrialEnd[]): string {
  const areHellos = trials.some(({ arm, result }) => arm === name && result.kind === 'hello')
  const lived = ends.filter(({ kind }) => kind === 'lived').length
  const died = ends.filter(({ kind }) => kind === 'died').length
  return `“${name}” ${tallyText({ ...(areHellos ? { of: 'hello' } : {}), lived, died, trials: ends.map(trialText) })}`
}
