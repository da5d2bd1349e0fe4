import type { Clue } from '../../../domain/cause.ts'
import type { View } from '../../../domain/evidence.ts'
import { comparedClue, deathClue } from '../../shared/clue.ts'
import { isSilence } from '../../shared/outcomes.ts'
import { deaths, died, passed, trialsWith, type DeadSession } from '../../shared/sessions.ts'
import { waitingOf, type SocketSeen } from '../../shared/socket.ts'
import { FAINT, times } from '../../shared/weights.ts'

/** A session that waited for an answer, and the look at its socket that shows that nobody answers probes any more. */
interface Forgotten {
  readonly dead: DeadSession
  readonly look: SocketSeen
}

/** A first look that waited for an answer, without a pause of ours: all we sent was acknowledged, and probes sent since are not answered. */
export function forgottenWhileWaiting(evidence: View<'smtp.session' | 'socket.state'>): Forgotten | undefined {
  for (const dead of deaths(evidence['smtp.session'], undefined, isSilence)) {
    const { plan, death, session } = dead.fact
    const found = waitingOf(evidence['socket.state'], session)
    if ((plan.pauseMs?.[death.stage] ?? 0) === 0 && found?.waiting === 'unanswered') return { dead, look: found.look }
  }
  return undefined
}

/** After how many seconds of quiet the first probe was not answered: the connection was forgotten by then. One probe goes out a second. */
export function quietSecondsOf({ look }: Forgotten): number {
  return Math.max(1, Math.round(look.fact.lastAckMs / 1000) - (look.fact.unansweredProbes ?? 0))
}

/** What speaks for a box that forgot the connection while the answer was awaited. */
export function forgottenClues(evidence: View<'smtp.session' | 'socket.state'>): readonly Clue[] {
  const forgotten = forgottenWhileWaiting(evidence)
  if (forgotten === undefined) return []
  const { dead, look } = forgotten
  const { endpoint, startedAt, death } = dead.fact
  const trials = trialsWith(evidence['smtp.session'], endpoint)
  const greeted = trials.filter(({ fact }) => fact.startedAt >= startedAt && passed(fact, 'banner'))
  const keptAlive = trials.filter(
    ({ fact }) => fact.plan.keepAliveMs !== undefined && died(fact, [death.stage], isSilence),
  )
  return [
    ...deathClue(
      [dead],
      times(2),
      `all we sent was acknowledged, and while we waited for the answer the connection was forgotten: nobody answers keep-alive probes, of which the first went out after about ${quietSecondsOf(forgotten)} s of quiet`,
      { with: [look] },
    ),
    ...comparedClue([dead], greeted, FAINT, 'new connections are greeted meanwhile, so the path carries packets'),
    ...comparedClue([dead], keptAlive, -times(6), 'it falls silent with keep-alive probes from the start as well'),
  ]
}
