import type { View } from '../../../domain/evidence.ts'
import { isPlainName } from '../../../domain/plain-name.ts'
import { inOrder } from '../../shared/in-order.ts'
import { deadRoute, isBroken, ownAnswers } from './answers.ts'

/** The question that failed, for a command: that of an MX host's address stands in a zone of its own. Words to fill in where nothing tells. */
export function failedQuestion(evidence: View<'dns.answer' | 'mail.route' | 'symptom'>): {
  readonly name: string
  readonly type: string
} {
  const route = deadRoute(evidence['mail.route'])
  const answers = route === undefined ? [] : ownAnswers(evidence['dns.answer'], route.fact)
  const failed = answers.find(({ fact }) => isBroken(fact) && isPlainName(fact.name.replace(/\.$/, '')))?.fact
  return failed === undefined ? { name: mailDomain(evidence), type: 'MX' } : { name: failed.name, type: failed.type }
}

/** The domain whose mail it is about, as our own look-up or a report names it. */
export function mailDomain(evidence: View<'mail.route' | 'symptom'>): string {
  const looked = inOrder(evidence['mail.route'].seen).map(({ fact }) => fact.domain)
  const told = inOrder(evidence.symptom.seen).map(({ fact }) => fact.domain)
  return [...looked, ...told].find(isPlainName) ?? 'DOMAIN'
}
