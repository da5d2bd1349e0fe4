import type { Experiment } from '../../../domain/experiment.ts'
import type { SessionPlan } from '../../../domain/plan/session-plan.ts'
import { twoSessions } from '../../shared/questions.ts'
import { withoutTls } from '../../shared/variants.ts'

/** A box on the path that minds what it reads lets the same message pass where it cannot read it. */
export function encryptedExperiment(plan: SessionPlan): Experiment {
  return twoSessions(
    {
      name: 'encrypted',
      question: 'Does the same message pass where nobody on the path can read it?',
      varied: 'TLS instead of clear text',
    },
    {
      fails: { name: 'in clear', plan: withoutTls(plan) },
      lives: { name: 'in TLS', plan: { ...plan, tls: 'require' } },
    },
  )
}
