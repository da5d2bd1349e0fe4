import { CAUSES } from '../causes/index.ts'
import type { Alternative } from '../domain/cause.ts'
import type { CauseId } from '../domain/cause-id.ts'
import type { Evidence } from '../domain/evidence.ts'
import type { SymptomFact } from '../domain/facts/text-facts.ts'
import type { Locus, Persistence, Standing } from '../domain/locus.ts'
import { observationId } from '../domain/observation.ts'
import { concludeVerdict } from '../reason/conclude.ts'

/** What the causes make of words alone: no session, no experiment. */
export interface WordsVerdict {
  readonly cause: CauseId | null
  readonly standing: Standing
  readonly alternatives: readonly Alternative[]
  readonly locus: Locus | null
  readonly persistence: Persistence
  readonly title: string
}

/** Weighs symptoms read in text by the same causes that weigh a live session. undefined: the words report no failure. */
export function judgeWords(facts: readonly SymptomFact[]): WordsVerdict | undefined {
  const evidence: Evidence = {
    observations: facts.map((fact, index) => ({
      id: observationId(index + 1),
      kind: 'symptom',
      fact,
      at: 0,
      source: { kind: 'user' },
    })),
    blind: { 'smtp.session': 'only words were given' },
  }
  const verdict = concludeVerdict(evidence, CAUSES)
  if (verdict === null) return undefined
  const { cause, standing, alternatives, locus, persistence, title } = verdict
  return { cause, standing, alternatives, locus, persistence, title }
}
