import { shellWord } from '../../base/shell-word.ts'
import type { CauseId } from '../../domain/cause-id.ts'
import { familyOf } from '../../domain/endpoint.ts'
import type { Lever } from '../../domain/lever.ts'
import type { SessionPlan, TlsVersion } from '../../domain/plan/session-plan.ts'
import type { Stage } from '../../domain/stage.ts'
import { versionOption } from '../../domain/version-names.ts'

/** Something that the sender does otherwise than an ordinary one: the option that makes our session do it, and what of a fix ends it. */
export interface Habit {
  readonly option: string
  readonly levers?: readonly Lever['lever'][]
  /** No server has a lever for it: the cause whose fix ends it. */
  readonly cause?: CauseId
}

export function habitsOf(plan: SessionPlan | undefined): readonly Habit[] {
  if (plan === undefined) return []
  return [
    ...habit(plan.ehloNameGiven === true, `--ehlo ${shellWord(plan.ehloName)}`, ['ehlo.name']),
    ...habit(plan.familyGiven === true, `--ipv${familyOf(plan.endpoint.address)}`, ['family.prefer-ipv4']),
    ...habit(plan.tls !== 'auto', `--tls ${plan.tls}`, TLS_DEMANDS),
    ...version('--tls-min', plan.tlsPlan?.minVersion),
    ...version('--tls-max', plan.tlsPlan?.maxVersion),
    ...(plan.bind === undefined ? [] : habit(true, `--bind ${shellWord(plan.bind)}`, ['source.address'])),
    ...habit(plan.pipelining === false, '--no-pipelining', []),
    ...habit(plan.chunking === true && plan.upTo === 'dot', '--chunking', ['chunking.off-for']),
    ...(plan.speaksEarly === true
      ? [{ option: '--speaks-early', cause: 'policy/early-talker-rejected' } as const]
      : []),
    ...seconds('--pause', plan.pauseMs, ['connection.reuse-limit', 'connection.idle-limit']),
    ...seconds('--timeout', plan.patienceMs, ['timeout.client']),
  ]
}

const TLS_DEMANDS = ['tls.level-for', 'tls.none-for', 'tls.opportunistic', 'tls.mode', 'tls.expect-name'] as const
const TLS_VERSIONS = ['tls.minimum', 'tls.minimum-for', 'tls.maximum-for'] as const

function habit(isHad: boolean, option: string, levers: NonNullable<Habit['levers']>): readonly Habit[] {
  return isHad ? [{ option, levers }] : []
}

function version(option: string, given: TlsVersion | undefined): readonly Habit[] {
  return given === undefined ? [] : habit(true, `${option} ${versionOption(given)}`, TLS_VERSIONS)
}

function seconds(
  option: string,
  byStage: Partial<Record<Stage, number>> = {},
  levers: NonNullable<Habit['levers']>,
): readonly Habit[] {
  return Object.entries(byStage).flatMap(([stage, ms]) => habit(true, `${option} ${stage}=${ms / 1000}`, levers))
}
