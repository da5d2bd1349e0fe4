import type { Clue } from '../../../domain/cause.ts'
import { endpointText, familyOf } from '../../../domain/endpoint.ts'
import type { Sight } from '../../../domain/evidence.ts'
import { isDrop } from '../../../domain/outcome.ts'
import { clue, placeOf } from '../../shared/clue.ts'
import { greeterOf } from '../../shared/greeter.ts'
import { inOrder } from '../../shared/in-order.ts'
import { connected, firstLooks, isDead, lastReply, type DeadSession } from '../../shared/sessions.ts'
import { times } from '../../shared/weights.ts'
import { turnsOf } from './taking-turns.ts'

/** Members of a pool greylist each for itself, which is no fault (450 and 451). */
const isGreylisting = (code: number): boolean => code === 450 || code === 451

/** First looks that failed after the connection: what another member does with the same session shows whether it is the server. */
export function failedLooks(sessions: Sight<'smtp.session'>): readonly DeadSession[] {
  return firstLooks(sessions).filter(
    (one): one is DeadSession =>
      isDead(one) &&
      one.fact.death.stage !== 'connect' &&
      (isDrop(one.fact.death.outcome) ||
        (one.fact.death.outcome.kind === 'reply' && !isGreylisting(one.fact.death.outcome.reply.code))),
  )
}

/** The name of the host has several addresses, and one of them fails. */
export function otherAddressClues({
  'smtp.session': sessions,
  symptom,
}: {
  readonly 'smtp.session': Sight<'smtp.session'>
  readonly symptom: Sight<'symptom'>
}): readonly Clue[] {
  const [first] = failedLooks(sessions)
  if (first === undefined) return []
  const { address, host } = first.fact.endpoint
  const others = firstLooks(sessions).filter(
    ({ fact: { lived, endpoint } }) =>
      lived &&
      endpoint.address !== address &&
      endpoint.host === host &&
      familyOf(endpoint.address) === familyOf(address),
  )
  if (others.length === 0) return []
  const living = others.map(({ fact }) => fact.endpoint.address).join(', ')
  const again = turnsOf(sessions, first).always
  const forOurSake = symptom.seen.some(
    ({ fact }) => fact.origin === 'live' && /^(reputation|limit|sender|policy\.helo|policy\.errors)/.test(fact.symptom),
  )
  return (lastReply(first.fact)?.code ?? 0) >= 500 && !forOurSake
    ? clue([first, ...others], times(1000), `${address} refuses for good the very session that ${living} takes`, {
        ...placeOf(first),
        decides: 'proves',
      })
    : clue(
        [first, ...others, ...again],
        times(again.length > 0 ? 30 : 12),
        `${address} fails${again.length > 0 ? ' each time' : ''} while ${living} works`,
        placeOf(first),
      )
}

/** One address, and servers that greet by different names. */
export function otherGreetingClues(sessions: Sight<'smtp.session'>): readonly Clue[] {
  const [first] = failedLooks(sessions)
  const name = first === undefined ? undefined : greeterOf(first)
  if (first === undefined || name === undefined) return []
  const same = inOrder(sessions.seen).filter(
    ({ fact }) =>
      (fact.role === 'baseline' || fact.role === 'experiment') &&
      endpointText(fact.endpoint) === endpointText(first.fact.endpoint) &&
      connected(fact),
  )
  const members = new Set(same.flatMap((one) => greeterOf(one) ?? []))
  const others = same.filter((one) => one.fact.lived && greeterOf(one) !== undefined && greeterOf(one) !== name)
  const alike = same.some((one) => one.fact.lived && greeterOf(one) === name)
  if (others.length === 0 || alike) return []
  return clue(
    [first, ...others],
    times(25),
    `behind the address greet ${members.size} servers: the sessions with ${others.length > 1 ? 'the others' : 'the other one'} live`,
    placeOf(first),
  )
}
