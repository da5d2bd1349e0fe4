import type { CauseId } from '../../src/domain/cause-id.ts'
import type { Cause, ExperimentContext } from '../../src/domain/cause.ts'
import { endpointText } from '../../src/domain/endpoint.ts'
import { view } from '../../src/domain/evidence.ts'
import type { Experiment, Trial } from '../../src/domain/experiment.ts'
import type { SmtpSession } from '../../src/domain/facts/smtp-facts.ts'
import type { FactKind } from '../../src/domain/observation.ts'
import { AN_ENDPOINT, evidence, fact, session, type Seen } from './evidence.ts'

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

/** From the address in use all sessions died, and from another one of this host all lived. */
export function confirmedByOtherSource(cause: CauseId): Seen {
  return fact('experiment', {
    cause,
    name: 'other source address',
    question: '',
    varied: '',
    endpoint: endpointText(AN_ENDPOINT),
    arms: [
      { name: 'the address in use', lived: 0, died: 3, trials: [] },
      { name: 'another own address', lived: 2, died: 0, trials: [] },
    ],
    judged: 'confirmed',
    because: 'it failed in 3 of 3, and from another address in 0 of 2',
  })
}
