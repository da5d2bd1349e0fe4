import type { Clue } from '../../../domain/cause.ts'
import type { Sight } from '../../../domain/evidence.ts'
import { isOurs, lossSigns, type LossSigns } from '../../../domain/loss-signs.ts'
import { clue } from '../../shared/clue.ts'
import { inOrder } from '../../shared/in-order.ts'
import type { SessionSeen } from '../../shared/sessions.ts'
import { times } from '../../shared/weights.ts'

interface Seen {
  readonly 'smtp.session': Sight<'smtp.session'>
  readonly 'smtp.step': Sight<'smtp.step'>
}

/** Our own sessions with the address of `look`, and the signs among them that packets are lost at random. */
export function lossOnPath(
  evidence: Seen,
  { fact: look }: SessionSeen,
): { readonly same: readonly SessionSeen[]; readonly signs: LossSigns } {
  const same = inOrder(evidence['smtp.session'].seen).filter(
    ({ fact }) => isOurs(fact) && fact.endpoint.address === look.endpoint.address,
  )
  const signs = lossSigns(
    same.map(({ fact }) => fact),
    evidence['smtp.step'].seen.map(({ fact }) => fact),
  )
  return { same, signs }
}

/** Against a path that minds the size of packets: small ones are lost on it as well. */
export function smallLossClues(
  evidence: Seen,
  look: SessionSeen,
  where: Pick<Clue, 'stage' | 'endpoint'>,
): readonly Clue[] {
  const { same, signs } = lossOnPath(evidence, look)
  const lost = same.filter(({ fact }) => signs.barred.includes(fact.session) || signs.silent.includes(fact.session))
  return signs.severe ? clue(lost, -times(6), 'small packets are lost on this path as well', where) : []
}
