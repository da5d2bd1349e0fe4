import type { Clue } from '../../../domain/cause.ts'
import type { Sight } from '../../../domain/evidence.ts'
import type { Experiment } from '../../../domain/experiment.ts'
import type { SessionPlan } from '../../../domain/plan/session-plan.ts'
import { deathClue } from '../../shared/clue.ts'
import { isSilence } from '../../shared/outcomes.ts'
import { twoSessions } from '../../shared/questions.ts'
import { type DeadSession, deaths } from '../../shared/sessions.ts'
import { waitingOf } from '../../shared/socket.ts'
import { withoutTls } from '../../shared/variants.ts'
import { times } from '../../shared/weights.ts'

interface Seen {
  readonly 'smtp.session': Sight<'smtp.session'>
  readonly 'socket.state': Sight<'socket.state'>
}

/** STARTTLS was said, and not even the kernel behind the server has acknowledged it, where EHLO had got its answer. */
export function swallowedStarttls(evidence: Seen): readonly DeadSession[] {
  return deaths(evidence['smtp.session'], ['starttls'], isSilence).filter(
    ({ fact }) => waitingOf(evidence['socket.state'], fact.session)?.waiting === 'unacknowledged',
  )
}

export function swallowedClues(evidence: Seen): readonly Clue[] {
  const swallowed = swallowedStarttls(evidence)
  return deathClue(
    swallowed,
    times(6),
    'the packet with STARTTLS is repeated and nobody acknowledges it, where EHLO was answered',
    { with: swallowed.flatMap(({ fact }) => waitingOf(evidence['socket.state'], fact.session)?.look ?? []) },
  )
}

export function withoutStarttls(plan: SessionPlan): Experiment {
  return twoSessions(
    {
      name: 'in clear',
      question: 'Does the session live when it does not say STARTTLS?',
      varied: 'no STARTTLS',
    },
    {
      fails: { name: 'STARTTLS', plan },
      lives: { name: 'in clear', plan: withoutTls(plan) },
      change: 'without STARTTLS',
      stage: 'starttls',
    },
  )
}
