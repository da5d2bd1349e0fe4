import type { Diagnosed } from './diagnosed.ts'
import { isHealthy, type Fault } from './fault.ts'

/** How a diagnosis compares with what was done to the world. */
export type Grade =
  /** The cause, as sure as the evidence allows. */
  | 'right'
  /** The cause, yet only `possible` where it could be known; or the cause among the alternatives of a verdict that is only possible. */
  | 'possible'
  | 'wrong'
  /** Another cause, said to be proven. */
  | 'wrong-and-sure'
  /** A healthy server was blamed. */
  | 'false-alarm'
  /** A fault was called healthy. */
  | 'missed'
  /** Hangup itself could not do the job, or the lab could not make the fault. */
  | 'broken'

export interface Judged {
  readonly grade: Grade
  readonly stageRight: boolean
  readonly says: string
}

export function judge(fault: Fault, diagnosed: Diagnosed): Judged {
  const { healthy, verdict } = diagnosed
  const says =
    verdict === null
      ? healthy
        ? 'healthy'
        : 'unhealthy without a verdict'
      : `${verdict.cause ?? 'undecided'} ${verdict.standing} at ${verdict.stage}` +
        (verdict.alternatives.length === 0 ? '' : ` or ${verdict.alternatives.map((one) => one.cause).join(', ')}`)
  if (isHealthy(fault)) {
    return { grade: healthy ? 'right' : 'false-alarm', stageRight: healthy, says }
  }
  if (healthy || verdict === null) return { grade: 'missed', stageRight: false, says }
  const wanted: readonly string[] = [fault.realises, ...(fault.expects.alsoRight ?? [])]
  const stageRight = fault.expects.stages === undefined || fault.expects.stages.includes(verdict.stage)
  const sure = verdict.standing === 'proven' || verdict.standing === 'supported'
  if (verdict.cause !== null && wanted.includes(verdict.cause)) {
    return { grade: sure || fault.expects.standing === 'possible' ? 'right' : 'possible', stageRight, says }
  }
  if (!sure && verdict.alternatives.some((one) => wanted.includes(one.cause)))
    return { grade: 'possible', stageRight, says }
  return { grade: verdict.standing === 'proven' ? 'wrong-and-sure' : 'wrong', stageRight, says }
}
