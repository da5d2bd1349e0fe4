import type { Endpoint } from '../domain/endpoint.ts'
import type { Role, SmtpSession, SmtpStep, TlsHello } from '../domain/facts/smtp-facts.ts'
import type { Clock, Random } from '../domain/ports.ts'
import type { Stage } from '../domain/stage.ts'

/** A session whose expected answer has not come for a while. It keeps waiting. */
export interface Silence {
  readonly session: string
  readonly endpoint: Endpoint
  readonly stage: Stage
  /** Our end of the connection, to find it in the kernel's tables; undefined while not connected. */
  readonly localAddress?: string
  readonly localPort?: number
  readonly afterMs: number
  /** The session as it stands, its death provisional. */
  readonly partial: SmtpSession
}

/** What a run needs from outside. */
export interface ProbeContext {
  readonly clock: Clock
  readonly random: Random
  readonly role: Role
  /** Label of the experiment's arm. */
  readonly arm?: string
  /** Names the sessions of one case: `s1`, `s2`, … */
  nextSession(): string
  /** Asked only when a plan authenticates; its answer never shows in steps, sessions or errors. */
  password?(): string
  /** Ends the run at once, with what is known. */
  readonly signal?: AbortSignal
  onStep?(step: SmtpStep): void
  /** Fires once for each step that stays without its answer for `silenceAfterMs`. */
  onSilence?(silence: Silence): void
  /** Default 3000. */
  readonly silenceAfterMs?: number
}

export interface SessionRun {
  readonly session: SmtpSession
  readonly steps: readonly SmtpStep[]
}

export interface HelloRun {
  readonly hello: TlsHello
  readonly steps: readonly SmtpStep[]
}
