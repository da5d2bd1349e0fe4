import type { CauseId } from './cause-id.ts'
import type { View } from './evidence.ts'
import type { Experiment } from './experiment.ts'
import type { SmtpSession } from './facts/smtp-facts.ts'
import type { Locus, Persistence } from './locus.ts'
import type { Look } from './look.ts'
import type { FactKind, ObservationId } from './observation.ts'
import type { Remedy } from './remedy.ts'
import type { Stage } from './stage.ts'

/**
 * What an observation says for or against a cause. `weight` is a natural-log likelihood ratio,
 * ln(P(seen | cause) / P(seen | another cause of such a failure)): above 0 speaks for, below 0 against.
 */
export interface Clue {
  readonly says: string
  readonly weight: number
  /**
   * It tells which cause to think of first, and makes none surer than possible: somebody says so and nobody counted, or the alternatives
   * would bring it as well.
   */
  readonly ranksOnly?: true
  readonly shownBy: readonly [ObservationId, ...ObservationId[]]
  /**
   * The observation admits no other reading: the peer's own words, an alert that names it, an authoritative DNS answer.
   * `proves` makes the cause proven, `refutes` rules it out.
   */
  readonly decides?: 'proves' | 'refutes'
  /** The stage where the session died, as this observation shows it. */
  readonly stage?: Stage
  /** Endpoint (text) that this is about, when it is about one. */
  readonly endpoint?: string
}

/** How a session ended, as far as look-alikes are told apart by it: an answer, nothing, or the end of the connection. */
export type Ending = 'reply' | 'silent' | 'closed'

/** A reading of the evidence that one vantage point cannot tell from this cause, and what would decide. */
export interface Alternative {
  readonly cause: CauseId
  readonly decidedBy: string
  /** The same as a command, where there is one. */
  readonly look?: Look
  /** It looks alike only where the session ended so, or in one of these ways. */
  readonly ended?: Ending | readonly Ending[]
  /** It looks alike only where nobody spoke for a while before the end. */
  readonly afterQuiet?: true
  /** It looks alike only at these of the stages that both have. */
  readonly at?: readonly Stage[]
}

export interface Cause<K extends FactKind = FactKind> {
  readonly id: CauseId
  /** States the fact: subject, verb; no blame. */
  readonly title: string
  readonly locus: Locus
  readonly stages: readonly Stage[]
  readonly persistence: Persistence
  /** Markdown: what happens, why, how to tell it from its look-alikes. */
  readonly explanation: string
  readonly references: readonly string[]
  /** How common among failures of such a kind: ln of the odds; high −1, medium −2, low −3. */
  readonly prior: number
  /** What would show it, for who suspects it: a look, a comparison or a log, with the command where there is one. */
  readonly decidedBy: string
  /** The same as a command, where there is one. */
  readonly look?: Look
  /** The facts it may read; reading another does not compile. */
  readonly needs: readonly K[]
  weigh(evidence: View<K>): readonly Clue[]
  /** Asked only when the clues speak for the cause. Several experiments: cheapest first. */
  experiments?(evidence: View<K>, context: ExperimentContext): readonly Experiment[]
  /**
   * What a confirmed experiment shows has other explanations as well, and the alternatives stay. `supported`: they are the less likely ones.
   * `possible`: they would bring the same, and nothing that this vantage point can do tells them apart.
   */
  readonly confirmedIs?: 'supported' | 'possible'
  /** The same, where other evidence tells that an experiment has such an explanation. undefined: `confirmedIs` holds. */
  confirmedIsFor?(evidence: View<K>): 'supported' | 'possible' | undefined
  remedies(evidence: View<K>): readonly Remedy[]
  readonly alternatives?: readonly Alternative[]
  /** Locus differs from the ordinary one for this evidence. */
  locusFor?(evidence: View<K>): Locus
  /** Where it may lie as well: what stands there would bring the same, and nothing from here tells the two apart. */
  locusOr?(evidence: View<K>): Locus | undefined
  /** Persistence, where the evidence tells it. */
  persistenceFor?(evidence: View<K>): Persistence
}

/** What a cause may use to plan an experiment. */
export interface ExperimentContext {
  /** The user allowed a message to be sent, and many connections at a time (--send). */
  readonly maySend: boolean
  /** Other endpoints that may be contacted (--compare, other MX hosts of the target). */
  readonly companions: readonly SmtpSession[]
  /** Own source addresses of the same family besides the one in use. */
  readonly otherSources: readonly string[]
  /** The EHLO name in use. */
  readonly ehloName: string
  /** Milliseconds for which the sessions that are silent now have been so, the youngest of them; absent: none is. */
  readonly silentForMs?: number
}

/** Keeps the type of `needs` exact, so that `weigh` sees just those kinds. */
export function defineCause<const K extends FactKind>(cause: Cause<K>): Cause<K> {
  return cause
}

/** A cause whose needs are forgotten, as lists hold it. */
export type AnyCause = Omit<
  Cause,
  'needs' | 'weigh' | 'experiments' | 'confirmedIsFor' | 'remedies' | 'locusFor' | 'locusOr' | 'persistenceFor'
> & {
  readonly needs: readonly FactKind[]
  weigh(evidence: View): readonly Clue[]
  experiments?(evidence: View, context: ExperimentContext): readonly Experiment[]
  confirmedIsFor?(evidence: View): 'supported' | 'possible' | undefined
  remedies(evidence: View): readonly Remedy[]
  locusFor?(evidence: View): Locus
  locusOr?(evidence: View): Locus | undefined
  persistenceFor?(evidence: View): Persistence
}
