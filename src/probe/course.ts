import type { X509Certificate } from 'node:crypto'
import type { SmtpSession, TlsFact } from '../domain/facts/smtp-facts.ts'
import type { Outcome } from '../domain/outcome.ts'
import { isSuccess } from '../domain/outcome.ts'
import type { SessionPlan } from '../domain/plan/session-plan.ts'
import type { Reply } from '../domain/reply.ts'
import type { Stage } from '../domain/stage.ts'
import type { Dialogue } from './dialogue.ts'

type Death = NonNullable<SmtpSession['death']>

/** How far a session has come; its stages write here, and at the end it becomes the session's record. */
export interface Course {
  readonly plan: SessionPlan
  readonly dialogue: Dialogue
  death?: Death
  /** Some recipients were taken and one was refused for good: the session goes on, and that recipient's mail is lost. */
  refusedRecipient?: Outcome
  reached?: Stage
  stopped?: string
  banner?: Reply
  bannerMs?: number
  /** Of the last EHLO answer. */
  keywords?: readonly string[]
  clearKeywords?: readonly string[]
  tls?: TlsFact
  /** The peer's certificate, until the system's roots were asked about it. */
  leaf?: X509Certificate | undefined
  /** QUIT went out in a pipeline. */
  saidQuit?: boolean
  /** Milliseconds from the start to the farewell's end. */
  endedAfterMs?: number
  /** Where the line now stands, for a clean farewell. */
  position: 'command' | 'transaction' | 'message' | 'handshake'
}

/** Notes how a stage ended. True when the session may go on. */
export function settle(course: Course, stage: Stage, outcome: Outcome): boolean {
  if (isSuccess(stage, outcome)) {
    course.reached = stage
    return true
  }
  return die(course, stage, outcome)
}

/** Why a session ends that the run's own end cuts short. */
export const INTERRUPTED = 'the run was interrupted'

/** The session ends here. Always false. A wait that we broke off before it was long enough to be a silence is nobody's failure. */
export function die(course: Course, stage: Stage, outcome: Outcome): false {
  if (course.dialogue.aborted()) {
    course.stopped ??= INTERRUPTED
    if (outcome.kind === 'silent' && course.dialogue.quietMs() < course.dialogue.silenceAfterMs) return false
  }
  course.death ??= { stage, outcome, outstanding: outstandingAt(course, outcome) }
  return false
}

/** We end the session ourselves, and it is nobody's failure. Always false. */
export function stop(course: Course, why: string): false {
  course.stopped ??= why
  return false
}

function outstandingAt(course: Course, outcome: Outcome): readonly string[] {
  return outcome.kind === 'reply' ? course.dialogue.outstanding() : (course.dialogue.steps.at(-1)?.outstanding ?? [])
}

function refusalOf({ refusedRecipient }: Course): Death | undefined {
  return refusedRecipient === undefined ? undefined : { stage: 'rcpt', outcome: refusedRecipient, outstanding: [] }
}

/** The record of a session, final or as it stands. */
export function sessionOf(course: Course, provisional?: Death): SmtpSession {
  const { plan, dialogue } = course
  const { context, tcp, inbox, secrets } = dialogue
  const death = course.death ?? provisional ?? refusalOf(course)
  const connectMs = tcp.connectMs()
  const local = tcp.local()
  const unsolicited = inbox.unsolicited().map((text) => secrets.scrub(text))
  return {
    session: dialogue.session,
    endpoint: plan.endpoint,
    role: context.role,
    ...(context.arm === undefined ? {} : { arm: context.arm }),
    plan,
    lived: death === undefined && course.stopped === undefined,
    ...(course.reached === undefined ? {} : { reached: course.reached }),
    ...(death === undefined ? {} : { death }),
    ...(course.stopped === undefined ? {} : { stopped: secrets.scrub(course.stopped) }),
    ...(course.banner === undefined ? {} : { banner: course.banner }),
    ...(course.keywords === undefined ? {} : { keywords: course.keywords }),
    ...(course.clearKeywords === undefined ? {} : { clearKeywords: course.clearKeywords }),
    ...(course.tls === undefined ? {} : { tls: course.tls }),
    ...(connectMs === undefined ? {} : { connectMs }),
    ...(course.bannerMs === undefined ? {} : { bannerMs: course.bannerMs }),
    ...(local === undefined ? {} : { localAddress: local.address, localPort: local.port }),
    sentBytes: tcp.sentBytes(),
    receivedBytes: tcp.receivedBytes(),
    seconds: (course.endedAfterMs ?? dialogue.elapsedMs()) / 1000,
    startedAt: dialogue.startedAt,
    ...(unsolicited.length === 0 ? {} : { unsolicited }),
  }
}
