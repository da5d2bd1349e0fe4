import type { Clue } from '../../../domain/cause.ts'
import type { Sight } from '../../../domain/evidence.ts'
import type { HelloSpec } from '../../../domain/plan/hello-plan.ts'
import { clue } from '../../shared/clue.ts'
import { inOrder } from '../../shared/in-order.ts'
import type { SessionSeen } from '../../shared/sessions.ts'
import { SLICE_BYTES } from '../../shared/variants.ts'
import { NEAR_SURE } from '../../shared/weights.ts'

/** More than one full segment on every ordinary path. */
const LARGE_HELLO_BYTES = 1_460

/** Without a key share the server asks for one (HelloRetryRequest), before any certificate. */
const hasShortAnswer = ({ maxVersion, keyShare }: HelloSpec): boolean =>
  maxVersion >= 0x0304 && (keyShare === undefined || keyShare === 'empty')

/** The same large hello, whole and in slices: whatever becomes of the server's long answer, a HelloRetryRequest is short. */
export function slicedHelloClues(
  hellos: Sight<'tls.hello'>,
  session: SessionSeen,
  where: Pick<Clue, 'stage' | 'endpoint'>,
): readonly Clue[] {
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
