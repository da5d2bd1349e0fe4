import { shellWord } from '../../base/shell-word.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import type { Lever } from '../../domain/lever.ts'
import { softwareAtHand } from '../software-at-hand.ts'
import { firstPlan, leversOf } from './after-fix.ts'

/**
 * Where the fix sets which versions or ciphers the sender offers to everybody: a handshake by the very settings, posttls-finger(1), which takes
 * the lists of ciphers from main.cf, and versions and grade as options. No session of ours reads them.
 */
export function ownHandshake(diagnosis: Diagnosis): readonly string[] {
  const plan = firstPlan(diagnosis)
  const software = softwareAtHand(diagnosis)
  if (plan === undefined || (software !== undefined && software !== 'postfix')) return []
  if (!leversOf(diagnosis).some(setsTheOffer)) return []
  const { host, port } = plan.endpoint
  const wrapped = plan.tls === 'wrapped' ? ' -w' : ''
  return [
    '# where Postfix sends: a handshake by the settings that it then has',
    `posttls-finger -c${wrapped} -l encrypt -p "$(postconf -hx smtp_tls_protocols)" -g "$(postconf -hx smtp_tls_ciphers)" ${shellWord(`[${host}]:${port}`)}`,
  ]
}

function setsTheOffer(lever: Lever): boolean {
  return (lever.lever === 'tls.minimum' || lever.lever === 'tls.default-ciphers') && lever.side === 'client'
}
