import type { Experiment } from '../../../domain/experiment.ts'
import type { SessionPlan } from '../../../domain/plan/session-plan.ts'
import { hellos, tally, twoSessions } from '../../shared/questions.ts'
import { withTls } from '../../shared/variants.ts'

const TLS13 = 0x0304

/** Our own session died under a ceiling: the same session without it. */
export function withoutCeiling(plan: SessionPlan): Experiment {
  return twoSessions(
    {
      name: 'without the ceiling',
      question: 'Does the same session pass when newer TLS versions are on offer?',
      varied: `TLS maximum 1.3 instead of ${plan.tlsPlan?.maxVersion ?? 'the limit'}`,
    },
    {
      fails: { name: `${plan.tlsPlan?.maxVersion ?? 'limited'} at most`, plan },
      lives: { name: 'TLS 1.3 at most', plan: withTls(plan, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' }) },
      change: 'with TLS 1.2 and 1.3 on offer',
      stage: 'tls',
    },
  )
}

/**
 * Our session lives and theirs died: a hello with their ceiling beside one without. Where nothing tells that the sender has such a ceiling,
 * a refusal of old hellos proves only what most receivers do, so it stays undecided and counts as a clue.
 */
export function withCeiling(plan: SessionPlan, ceiling: number, knowsLimit: boolean): Experiment {
  const limited = { name: 'with the old ceiling', hello: { maxVersion: ceiling } }
  const modern = { name: 'up to TLS 1.3', hello: { maxVersion: TLS13 } }
  return hellos(
    {
      name: 'imitate the sender',
      question: 'Does a hello with the sender’s version ceiling die where a newer one lives?',
      varied: `TLS maximum 1.${ceiling - 0x0301} instead of 1.3`,
    },
    plan,
    [limited, modern],
    (trials) => {
      const old = tally(trials, limited.name)
      const now = tally(trials, modern.name)
      const because = `a hello that stops at TLS 1.${ceiling - 0x0301} was refused in ${old.died} of ${old.of}, one up to TLS 1.3 was taken in ${now.lived} of ${now.of}`
      if (old.lived > 0)
        return { judged: 'refuted', because: `the receiver takes a hello that stops at TLS 1.${ceiling - 0x0301}` }
      return { judged: knowsLimit && old.died >= 2 && now.lived >= 2 ? 'confirmed' : 'undecided', because }
    },
  )
}
