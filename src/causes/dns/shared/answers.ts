import type { Sight } from '../../../domain/evidence.ts'
import type { DnsAnswer, MailRoute } from '../../../domain/facts/dns-facts.ts'
import type { Observation } from '../../../domain/observation.ts'
import { inOrder } from '../../shared/in-order.ts'
import { familyName } from '../../shared/family-name.ts'

type Answers = readonly Observation<'dns.answer'>[]

const MAIL_TYPES = new Set(['MX', 'A', 'AAAA'])

/** The target's route, when mail could not even be addressed: no host with an address. */
export function deadRoute(sight: Sight<'mail.route'>): Observation<'mail.route'> | undefined {
  return inOrder(sight.seen).find(
    ({ fact }) => fact.kind !== 'null-mx' && fact.hosts.every(({ addresses }) => addresses.length === 0),
  )
}

/** The ordinary questions about the domain and its MX hosts: no CD bit, no server of our own choosing. */
export function ownAnswers(sight: Sight<'dns.answer'>, route: MailRoute): Answers {
  const names = new Set([route.domain, ...route.hosts.map(({ name }) => name)].map((name) => name.toLowerCase()))
  return inOrder(sight.seen).filter(
    ({ fact }) =>
      MAIL_TYPES.has(fact.type) &&
      fact.checkingDisabled !== true &&
      names.has(fact.name.toLowerCase().replace(/\.$/, '')),
  )
}

/** Questions that every working resolver answers: the root, the top-level domain. */
export function commonAnswers(sight: Sight<'dns.answer'>): Answers {
  return inOrder(sight.seen).filter(
    ({ fact }) =>
      (fact.name === '.' || fact.name === '' || !fact.name.replace(/\.$/, '').includes('.')) &&
      (fact.type === 'NS' || fact.type === 'SOA'),
  )
}

/**
 * Questions about domains that have nothing to do with the target's: those of our own envelope sender, of other destinations. A
 * resolver may know the root by heart and still find nobody.
 */
export function strangersAnswers(sight: Sight<'dns.answer'>, { domain }: MailRoute): Answers {
  return inOrder(sight.seen).filter(
    ({ fact }) =>
      (MAIL_TYPES.has(fact.type) || fact.type === 'TXT') &&
      fact.checkingDisabled !== true &&
      familyName(fact.name) !== familyName(domain),
  )
}

/** The same questions again with the CD bit, as far as they were answered: then it is validation that fails. */
export function answeredUnchecked(sight: Sight<'dns.answer'>, broken: Answers): Answers {
  const key = ({ name, type }: DnsAnswer): string => `${name.toLowerCase()} ${type}`
  const failed = new Set(broken.map(({ fact }) => key(fact)))
  return sight.seen.filter(({ fact }) => fact.checkingDisabled === true && isSpoken(fact) && failed.has(key(fact)))
}

/** The answer came, too long for UDP, and could not be had over TCP (RFC 7766): there is one, and nothing is wrong with the name. */
export function isCutShort({ tried }: DnsAnswer): boolean {
  const overTcp = tried.filter(({ transport }) => transport === 'tcp')
  return (
    tried.some(({ why }) => why === 'truncated') &&
    overTcp.length > 0 &&
    overTcp.every(({ status }) => status === 'timeout' || status === 'error')
  )
}

export function isSpoken(answer: DnsAnswer): boolean {
  return answer.status === 'answer' || answer.status === 'nodata' || answer.status === 'nxdomain'
}

export function isBroken(answer: DnsAnswer): boolean {
  return !isSpoken(answer)
}
