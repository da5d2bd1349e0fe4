import type { Cause, ExperimentContext } from '../../src/domain/cause.ts'
import { view } from '../../src/domain/evidence.ts'
import type { Experiment, Trial } from '../../src/domain/experiment.ts'
import type { SmtpSession } from '../../src/domain/facts/smtp-facts.ts'
import type { FactKind } from '../../src/domain/observation.ts'
import { evidence, session, type Seen } from './evidence.ts'

/** The experiments that a cause asks for: no message may be sent and nobody else is known, unless `allowed` says so. */
export function experimentsOf<K extends FactKind>(
  cause: Cause<K>,
  seen: readonly Seen[],
  allowed: Partial<ExperimentContext> = {},
): readonly Experiment[] {
  const context = { maySend: false, companions: [], otherSources: [], ehloName: 'sender.example.org', ...allowed }
  return cause.experiments?.(view(evidence(seen), cause.needs), context) ?? []
}

/** One session of an arm; it lived, unless `death` is among the changes. */
export function trial(arm: string, changes: Partial<SmtpSession> = {}): Trial {
  const { fact } = session({ role: 'experiment', ...changes })
  return { arm, result: { kind: 'session', session: fact }, shownBy: [] }
}
