import type { CauseId } from '../domain/cause-id.ts'
import type { Locus, Persistence, Standing } from '../domain/locus.ts'
import type { Symptom } from '../domain/symptom.ts'
import type { Trait } from './traits/trait.ts'

export type EndedBy = 'client' | 'server' | 'middlebox' | 'path' | 'nobody' | 'unknown'

/** Another reading of the same packets, and the observation that would decide. */
export interface Alternative {
  readonly cause: CauseId
  readonly decidedBy: string
  /** Left out when this trait holds: the capture itself rules it out. */
  readonly unless?: Trait
  /** Named only when this trait holds. */
  readonly when?: Trait
}

/** How a session may end, known by its traits: all of `needs` hold, and none of `not`. */
interface Ending {
  readonly name: string
  /** States the fact. */
  readonly title: string
  /** `closer`: whoever closed first. */
  readonly endedBy: EndedBy | 'closer'
  /** Traits that must all hold. */
  readonly needs: readonly Trait[]
  readonly not?: readonly Trait[]
  /** Traits that make it stronger; shown when they hold. */
  readonly marks?: readonly Trait[]
  /** The stage is this one, wherever the dialogue stood. */
  readonly stage?: 'connect' | 'tls' | 'body' | 'banner' | 'idle' | 'starttls'
  /** It rests on something that was *not* said: no use when the capture has holes, or its dialogue cannot be read. */
  readonly absence?: boolean
  /** It rests on how long something took. */
  readonly clock?: boolean
}

/** An end at which nothing went wrong. */
export interface HealthySignature extends Ending {
  readonly healthy: true
}

/** An end that nobody wanted, and what it says about its cause. */
export interface FaultSignature extends Ending {
  readonly healthy?: never
  /** `by-reply`: what the server's last words mean. */
  readonly cause: CauseId | 'by-reply' | null
  readonly locus: Locus | null
  readonly symptom: Symptom | 'by-reply'
  readonly persistence: Persistence
  /** With one of these the packets leave no other reading. */
  readonly proves?: readonly Trait[]
  readonly standing?: Standing
  /**
   * It says that something never comes. Where the capture stops with the session open, one of these must show that nobody waited
   * for it any more; else it is no more than possible.
   */
  readonly lasts?: readonly Trait[]
  readonly alternatives?: readonly Alternative[]
  /** The check that decides. */
  readonly next: string
}

export type Signature = HealthySignature | FaultSignature

/** The client leaves sooner than the standard asks it to wait (RFC 5321 §4.5.3.2). */
export const CLIENT_TOO_HASTY = {
  cause: 'timeout/client-timeout-too-short',
  locus: 'sender',
  endedBy: 'client',
  symptom: 'drop.timeout',
  persistence: 'until-fixed',
} as const

/** What the sender sent did not arrive, and nobody said a word about it. */
export const LOST_ON_THE_PATH = { locus: 'path', endedBy: 'path', symptom: 'drop.timeout' } as const
