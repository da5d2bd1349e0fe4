import type { Clue } from '../../../domain/cause.ts'
import type { Sight, View } from '../../../domain/evidence.ts'
import type { HelloSpec } from '../../../domain/plan/hello-plan.ts'
import type { Stage } from '../../../domain/stage.ts'
import { clue } from '../../shared/clue.ts'
import { inOrder } from '../../shared/in-order.ts'
import type { SessionSeen } from '../../shared/sessions.ts'
import { hasFullSegments, isSmallPiece, waitingOf } from '../../shared/socket.ts'
import { SLICE_BYTES } from '../../shared/variants.ts'
import { NEAR_SURE, times } from '../../shared/weights.ts'

/** Where the clue is shown: the stage and the endpoint of the session that died. */
type Where = Pick<Clue, 'stage' | 'endpoint'>

/** Where more is written at once than one segment holds. */
const BULK_STAGES: ReadonlySet<Stage> = new Set(['tls', 'body', 'dot', 'idle'])

/** What was sent before the last write of many octets. */
function smallTalkBytes({ seen }: Sight<'smtp.step'>, session: string): number | undefined {
  const own = inOrder(seen.filter(({ fact }) => fact.session === session))
  const before = own.slice(
    0,
    own.findLastIndex(({ fact }) => fact.outcome.kind === 'reply' && !BULK_STAGES.has(fact.stage)) + 1,
  )
  return before.at(-1)?.fact.sentSoFarBytes
}

/** More than one full segment on every ordinary path. */
const LARGE_HELLO_BYTES = 1_460

/** Without a key share the server asks for one (HelloRetryRequest), before any certificate. */
const hasShortAnswer = ({ maxVersion, keyShare }: HelloSpec): boolean =>
  maxVersion >= 0x0304 && (keyShare === undefined || keyShare === 'empty')

/** The same large hello, whole and in slices: whatever becomes of the server's long answer, a HelloRetryRequest is short. */
export function slicedHelloClues(hellos: Sight<'tls.hello'>, session: SessionSeen, where: Where): readonly Clue[] {
  const all = inOrder(hellos.seen).filter((one) => one.fact.endpoint.address === session.fact.endpoint.address)
  const dead = all.filter(
    (one) =>
      one.fact.answer.kind === 'silent' &&
      (one.fact.sizeBytes <= SLICE_BYTES || one.fact.sliceBytes === SLICE_BYTES) &&
      hasShortAnswer(one.fact.hello),
  )
  if (dead.length > 0)
    return clue(
      [session, ...dead],
      -NEAR_SURE,
      'a hello of small segments, whose answer is small too, stays unanswered',
      where,
    )
  const large = all.filter((one) => one.fact.sizeBytes > LARGE_HELLO_BYTES)
  const whole = large.filter((one) => one.fact.sliceBytes === undefined)
  const sliced = large.filter((one) => one.fact.sliceBytes === SLICE_BYTES && one.fact.answer.kind === 'server-hello')
  if (sliced.length === 0 || whole.length === 0 || whole.some((one) => one.fact.answer.kind !== 'silent')) return []
  return clue(
    [session, ...whole, ...sliced],
    NEAR_SURE,
    'a large ClientHello is answered in small segments, and never in full-size ones',
    where,
  )
}

/** The kernel's own view: segments sent, retransmitted and never acknowledged, or the contrary. */
export function socketClues(
  { 'socket.state': sockets, 'smtp.step': steps }: View<'socket.state' | 'smtp.step'>,
  session: string,
  where: Where,
): readonly Clue[] {
  const found = waitingOf(sockets, session)
  switch (found?.waiting) {
    case undefined:
      return []
    case 'unacknowledged':
      if (hasFullSegments(found.look.fact, smallTalkBytes(steps, session)))
        return clue(
          [found.look],
          -times(15),
          `${found.look.fact.ackedBytes} octets were acknowledged, so full-size segments have passed`,
          where,
        )
      if (isSmallPiece(found.look.fact))
        return clue(
          [found.look],
          -NEAR_SURE,
          `what the kernel repeats is ${found.look.fact.sendQueueBytes} octets, which every path carries`,
          where,
        )
      return clue(
        [found.look],
        times(4),
        `the kernel repeated the first full-size segment ${found.look.fact.retransmits} times; ${found.look.fact.ackedBytes} octets were acknowledged, none of the bulk`,
        where,
      )
    case 'window-closed':
      return clue(
        [found.look],
        -NEAR_SURE,
        'the receiver acknowledged what it got and closed its window, so packets do arrive',
        where,
      )
    case 'stopped-here':
      return clue([found.look], -NEAR_SURE, 'the segments never left this host', where)
    case 'acknowledged':
    case 'unanswered':
      return clue([found.look], -NEAR_SURE, 'every octet was acknowledged, so nothing was swallowed on the way', where)
  }
}
