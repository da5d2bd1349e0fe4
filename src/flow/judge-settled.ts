import type { FlowEnd } from '../domain/facts/flow-facts.ts'
import { findEnds } from './ends.ts'
import { identityOf } from './flow-identity.ts'
import { findLimits } from './limits.ts'
import { otherSide, unpack } from './packet-log.ts'
import type { Session } from './session.ts'
import { findTiming } from './timing.ts'

/** The handshake lies in the first packets. */
const HANDSHAKE_PACKETS = 6

/**
 * The end of a session that said goodbye and in which nothing needs a second look: most sessions of a healthy server, so
 * this way is short. Undefined: read it in full.
 */
export function judgeSettled(session: Session): FlowEnd | undefined {
  const { dialogue, client: clientIndex, sides } = session
  if (
    clientIndex === undefined ||
    dialogue.answers.some((answer) => answer.code === 421 || answer.code === 451 || answer.code === 454)
  )
    return undefined
  if (
    dialogue.said.some((said) => said.verb === '?' && !said.inferred) ||
    dialogue.keywords.some((keyword) => /^[X*]{4}/i.test(keyword))
  )
    return undefined
  const packets = unpack(session.log, HANDSHAKE_PACKETS)
  const client = sides[clientIndex]
  const server = sides[otherSide(clientIndex)]
  const ends = findEnds(packets, clientIndex)
  if (ends.syns.length > 1) return undefined
  const quit = dialogue.said.findLast((said) => said.stage === 'quit')
  return {
    ...identityOf({ session, client, server, timing: findTiming(ends, client, server, session.timed) }),
    stage: 'quit',
    stageInferred: quit?.inferred ?? false,
    endedBy: 'client',
    signature: 'goodbye',
    marks: [
      { says: 'the client said QUIT and nothing else was unanswered', frames: quit === undefined ? [] : [quit.frame] },
    ],
    limits: findLimits(session, client, server, packets, 'closed').says,
    healthy: true,
  }
}
