import type { AnyCause, Clue } from '../domain/cause.ts'
import { observationsOf, view, type Evidence } from '../domain/evidence.ts'
import type { Standing } from '../domain/locus.ts'
import { isLossy } from '../domain/loss-signs.ts'
import { comesAndGoes } from './comes-and-goes.ts'

/** One cause with its clues, before it is compared with the others. */
export interface Weighed {
  readonly cause: AnyCause
  readonly clues: readonly Clue[]
  /** Sum of the clues' weights, in nats: above 0 they speak for the cause together. */
  readonly support: number
  /** prior + support. */
  readonly score: number
  /** Share of the belief, 0 to 1. */
  readonly belief: number
  readonly standing: Standing
}

/** Belief that goes to "something not in the catalogue": a cause must beat it to be more than possible. */
const NONE_OF_THESE_SCORE = -0.5
/** A cause is supported when more likely than not, and its own clues (prior aside) make it at least three times likelier. */
const SUPPORTED_BELIEF = 0.5
const SUPPORTED_NATS = Math.log(3)

/** Weighs all causes. Causes about which the evidence says nothing are left out. Pure: order of observations and causes does not matter. */
export function weighAll(evidence: Evidence, causes: readonly AnyCause[]): readonly Weighed[] {
  const weighed = causes
    .map((cause) => {
      // A cause that nothing is shown says nothing.
      const sees = cause.needs.some((kind) => observationsOf(evidence, kind).length > 0)
      const clues = [
        ...(sees ? cause.weigh(view(evidence, cause.needs)) : []),
        ...experimentClues(evidence, cause),
        ...packetClues(evidence, cause),
      ]
      const support = sum(clues.map((clue) => clue.weight))
      return { cause, clues, support, score: cause.prior + support }
    })
    .filter(({ clues }) => clues.length > 0)
  const standingOf = ({ clues }: { clues: readonly Clue[] }): 'proven' | 'refuted' | undefined =>
    clues.some((clue) => clue.decides === 'proves')
      ? 'proven'
      : clues.some((clue) => clue.decides === 'refutes')
        ? 'refuted'
        : undefined
  const rivals = weighed.filter((one) => standingOf(one) !== 'refuted')
  const total = sum(rivals.map(({ score }) => Math.exp(score))) + Math.exp(NONE_OF_THESE_SCORE)
  return weighed
    .map((one): Weighed => {
      const decided = standingOf(one)
      const belief = decided === 'refuted' ? 0 : Math.exp(one.score) / total
      return { ...one, belief, standing: decided ?? (isSupported(one, total) ? 'supported' : 'possible') }
    })
    .toSorted(byStrength)
}

/** What only ranks a cause supports none: without it the others have to leave it as likely. */
function isSupported({ clues, score, support }: Omit<Weighed, 'belief' | 'standing'>, total: number): boolean {
  const rankOnly = sum(clues.filter((clue) => clue.ranksOnly === true).map(({ weight }) => weight))
  const own = Math.exp(score - rankOnly)
  const belief = own / (total - Math.exp(score) + own)
  return belief >= SUPPORTED_BELIEF && support - rankOnly >= SUPPORTED_NATS
}

const RANK: Record<Standing, number> = { proven: 0, supported: 1, possible: 1, refuted: 2 }

function byStrength(a: Weighed, b: Weighed): number {
  return RANK[a.standing] - RANK[b.standing] || b.score - a.score || (a.cause.id < b.cause.id ? -1 : 1)
}

/** e^5: about 150 to 1. It ranks among what decides; that it decides stands beside it. */
const EXPERIMENT_NATS = 5

/** A finished experiment speaks for itself: confirmed proves its cause (unless `confirmedIs` says less), refuted rules it out. */
function experimentClues(evidence: Evidence, cause: AnyCause): readonly Clue[] {
  return observationsOf(evidence, 'experiment').flatMap(({ id, fact }): readonly Clue[] => {
    if (fact.cause !== cause.id) return []
    const { judged, because, endpoint, arms } = fact
    // Where packets are lost at random, a silence in one arm and none in the other is what a coin shows as well.
    const byChance = arms.some(({ trials }) => trials.some(isSilence)) && isLossy(evidence, endpoint)
    if (byChance && judged !== 'undecided') return []
    // Other questions, asked meanwhile, showed that the failure does not need what was varied.
    if (judged === 'confirmed' && arms.length > 1 && comesAndGoes(evidence, endpoint)) return []
    switch (judged) {
      case 'confirmed':
        return [
          {
            says: because,
            weight: EXPERIMENT_NATS,
            shownBy: [id],
            endpoint,
            ...confirmed(cause.confirmedIsFor?.(view(evidence, cause.needs)) ?? cause.confirmedIs),
          },
        ]
      case 'refuted':
        return [{ says: because, weight: -EXPERIMENT_NATS, shownBy: [id], decides: 'refutes', endpoint }]
      case 'undecided':
        return []
    }
  })
}

/** What a confirmed experiment says of its cause. */
function confirmed(is: AnyCause['confirmedIs']): Pick<Clue, 'decides' | 'ranksOnly'> {
  switch (is) {
    case undefined:
      return { decides: 'proves' }
    case 'supported':
      return {}
    case 'possible':
      return { ranksOnly: true }
  }
}

/** A trial in the words of `experiment` observations. */
function isSilence(trial: string): boolean {
  return trial.endsWith(': silence')
}

/** What the packets of a failed session say. Their signatures rule nothing out: each names one cause, and others that stay open. */
function packetClues(evidence: Evidence, cause: AnyCause): readonly Clue[] {
  return observationsOf(evidence, 'flow.end').flatMap(({ id, fact }): readonly Clue[] => {
    const { healthy, verdict, client, server, stage } = fact
    if (healthy || verdict?.cause !== cause.id) return []
    return [
      {
        says: `the packets of ${client} show it: ${verdict.note}`,
        weight: PACKET_NATS[verdict.standing],
        shownBy: [id],
        stage,
        endpoint: server,
        ...(verdict.standing === 'proven' ? { decides: 'proves' as const } : {}),
      },
    ]
  })
}

/** An unproven signature is about as good as a clue of our own probe. */
const PACKET_NATS: Record<Standing, number> = { proven: EXPERIMENT_NATS, supported: 2, possible: 0.7, refuted: 0 }

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
