import type { Sight } from '../../domain/evidence.ts'
import type { Observation } from '../../domain/observation.ts'
import { inOrder } from './in-order.ts'

export type SocketSeen = Observation<'socket.state'>

/**
 * What our kernel says about a connection that went silent. `unacknowledged`: octets of ours are repeated and nobody confirms
 * them. `window-closed`: the peer's kernel confirms, and takes no more. `acknowledged`: all of ours arrived; the peer's
 * application owes the answer.
 */
export type Waiting = 'unacknowledged' | 'window-closed' | 'acknowledged'

/** All looks at the socket of a session, in their order. */
export function looksAt(sight: Sight<'socket.state'>, session: string): readonly SocketSeen[] {
  return inOrder(sight.seen.filter(({ fact }) => fact.session === session))
}

/** The last look that tells what the connection waits for. */
export function waitingOf(
  sight: Sight<'socket.state'>,
  session: string,
): { readonly waiting: Waiting; readonly look: SocketSeen } | undefined {
  const look = looksAt(sight, session).at(-1)
  if (look === undefined) return undefined
  const { fact } = look
  if (fact.timer === 'persist') return { waiting: 'window-closed', look }
  if (fact.timer === 'on' && fact.unackedSegments > 0 && fact.retransmits > 0)
    return { waiting: 'unacknowledged', look }
  if (fact.unackedSegments === 0 && fact.notSentBytes === 0 && fact.timer !== 'on')
    return { waiting: 'acknowledged', look }
  return undefined
}
