import { CAUSES } from '../causes/index.ts'
import type { CauseId } from '../domain/cause-id.ts'
import type { Alternative, AnyCause } from '../domain/cause.ts'
import { view, type Evidence } from '../domain/evidence.ts'
import type { PatternFact, SymptomFact } from '../domain/facts/text-facts.ts'
import type { Locus, Persistence, Standing } from '../domain/locus.ts'
import { observationId, type Observation } from '../domain/observation.ts'
import type { Remedy } from '../domain/remedy.ts'
import { concludeVerdict } from '../reason/conclude.ts'

/**
 * What the causes make of words alone: no session, no experiment. Where a cause is no more than possible, whose fault it is and whether retrying
 * helps are told only as far as those that look the same agree.
 */
export interface WordsVerdict {
  readonly cause: CauseId | null
  readonly standing: Standing
  readonly alternatives: readonly Alternative[]
  readonly locus: Locus | null
  readonly persistence: Persistence
  readonly title: string
  /** What mends it; none where the cause is no more than possible. */
  readonly remedies: readonly Pick<Remedy, 'title' | 'applies'>[]
}

/**
 * Weighs symptoms read in text, and what it tells of many mails, by the same causes that weigh a live session. undefined: the words report
 * no failure.
 */
export function judgeWords(
  facts: readonly SymptomFact[],
  patterns: readonly PatternFact[] = [],
): WordsVerdict | undefined {
  const told = [
    ...facts.map((fact) => ({ kind: 'symptom' as const, fact })),
    ...patterns.map((fact) => ({ kind: 'log.pattern' as const, fact })),
  ]
  const evidence: Evidence = {
    observations: told.map((one, index): Observation => ({
      ...one,
      id: observationId(index + 1),
      at: 0,
      source: { kind: 'user' },
    })),
    blind: { 'smtp.session': 'only words were given' },
  }
  const verdict = concludeVerdict(evidence, CAUSES)
  if (verdict === null) return undefined
  const { cause, standing, alternatives, title, symptom } = verdict
  const alike = standing === 'possible' ? alternatives.flatMap((one) => BY_ID.get(one.cause) ?? []) : []
  const isOpen = standing === 'possible' && DEAD_LINE.test(symptom)
  return {
    cause,
    standing,
    alternatives,
    locus: !isOpen && alike.every(({ locus }) => locus === verdict.locus) ? verdict.locus : null,
    persistence:
      !isOpen && alike.every(({ persistence }) => persistence === verdict.persistence)
        ? verdict.persistence
        : 'unknown',
    title,
    remedies: standing === 'possible' ? [] : remediesOf(cause, evidence),
  }
}

function remediesOf(id: CauseId | null, evidence: Evidence): WordsVerdict['remedies'] {
  const cause = id === null ? undefined : BY_ID.get(id)
  const remedies = cause?.remedies(view(evidence, cause.needs)) ?? []
  return remedies.filter((remedy) => !isWaiting(remedy)).map(({ title, applies }) => ({ title, applies }))
}

/** Nothing is to be done: that is what the persistence tells, and whether there is anything left that waits the text itself. */
function isWaiting({ applies, levers, steps = [] }: Remedy): boolean {
  return applies === 'safely' && levers === undefined && steps.every(({ kind }) => kind === 'note')
}

/** The line went dead: whether the other end did it or anything on the way, nobody who tells of it from one end can say. */
const DEAD_LINE = /^(?:drop|connect)\.|^tls\.handshake\.(?:eof|reset|timeout)$/

const BY_ID: ReadonlyMap<CauseId, AnyCause> = new Map(CAUSES.map((cause) => [cause.id, cause]))
