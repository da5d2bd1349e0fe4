import type { CauseId } from '../domain/cause-id.ts'
import type { Locus, Persistence, Standing } from '../domain/locus.ts'
import type { Symptom } from '../domain/symptom.ts'
import type { Trait } from './traits/trait.ts'

export type EndedBy = 'client' | 'server' | 'middlebox' | 'path' | 'nobody' | 'unknown'

/** Another reading of the same packets, and the observation that would decide. */
export interface SignatureAlternative {
  readonly cause: CauseId
  readonly decidedBy: string
  /** Left out when this trait holds: the capture itself rules it out. */
  readonly unless?: Trait
  /** Named only when this trait holds. */
  readonly when?: Trait
}

/** One row of the signature table (captures.md §2). The first row whose `needs` all hold, and none of `not`, is the verdict. */
export interface Signature {
  /** Row of the table, e.g. `19`, `15`. */
  readonly row: string
  readonly name: string
  /** States the fact. Absent in healthy rows. */
  readonly title: string
  readonly healthy?: boolean
  /** `by-reply`: what the server's last words mean. */
  readonly cause: CauseId | 'by-reply' | null
  readonly locus: Locus | null
  /** `closer`: whoever closed first. */
  readonly endedBy: EndedBy | 'closer'
  readonly symptom: Symptom | 'by-reply' | 'by-close'
  readonly persistence: Persistence
  /** Traits that must all hold. */
  readonly needs: readonly Trait[]
  readonly not?: readonly Trait[]
  /** Traits that make it stronger; shown when they hold. */
  readonly marks?: readonly Trait[]
  /** With one of these the packets leave no other reading. */
  readonly proves?: readonly Trait[]
  readonly standing?: Standing
  /**
   * It says that something never comes. Where the capture stops with the session open, one of these must show that nobody waited
   * for it any more; else it is no more than possible.
   */
  readonly lasts?: readonly Trait[]
  readonly alternatives?: readonly SignatureAlternative[]
  /** The stage is this one, wherever the dialogue stood. */
  readonly stage?: 'connect' | 'tls' | 'body' | 'banner' | 'idle' | 'starttls'
  /** It rests on something that was *not* said: no use when the capture has holes, or its dialogue cannot be read. */
  readonly absence?: boolean
  /** It rests on how long something took. */
  readonly clock?: boolean
  /** The check that decides. */
  readonly next: string
}
