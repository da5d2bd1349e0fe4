import type { Sight } from '../../../domain/evidence.ts'
import type { DnsAnswer, MailRoute } from '../../../domain/facts/dns-facts.ts'
import type { Observation } from '../../../domain/observation.ts'
import { familyName } from '../../shared/family-name.ts'
import { inOrder } from '../../shared/in-order.ts'

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
      fact.recursionDesired !== false &&
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
 * Questions about domains that have nothing to do with the target's or its MX hosts': those of our own envelope sender, of other
 * destinations. A resolver may know the root by heart and still find nobody.
 */
export function strangersAnswers(sight: Sight<'dns.answer'>, { domain, hosts }: MailRoute): Answers {
  const families = new Set([domain, ...hosts.map(({ name }) => name)].map(familyName))
  return inOrder(sight.seen).filter(
    ({ fact }) =>
      (MAIL_TYPES.has(fact.type) || fact.type === 'TXT') &&
      fact.checkingDisabled !== true &&
      fact.recursionDesired !== false &&
      !families.has(familyName(fact.name)),
  )
}

/** The same questions again, answered by the zone's own name servers, which we asked ourselves; none where one of them failed us as well. */
export function answeredByZone(sight: Sight<'dns.answer'>, broken: Answers): Answers {
  const failed = new Set(broken.map(({ fact }) => questionOf(fact)))
  const direct = sight.seen.filter(({ fact }) => fact.recursionDesired === false && failed.has(questionOf(fact)))
  return direct.some(({ fact }) => isBroken(fact))
    ? []
    : direct.filter(({ fact }) => fact.authoritative && isSpoken(fact))
}

/** The zone's own name servers, which we asked ourselves, have records of the domain: who denies it keeps them from us. */
export function knownToItsZone(sight: Sight<'dns.answer'>, { domain }: MailRoute): Answers {
  return sight.seen.filter(
    ({ fact }) =>
      fact.recursionDesired === false &&
      fact.authoritative &&
      fact.status === 'answer' &&
      fact.name.toLowerCase().replace(/\.$/, '') === domain.toLowerCase(),
  )
}

/** The resolver answers for the root, which it may know by heart, and not for the top-level domain. */
export function knowsRootAlone(common: Answers): boolean {
  const [root = [], topLevel = []] = [true, false].map((is) => common.filter(({ fact }) => isRoot(fact) === is))
  return root.some(({ fact }) => isSpoken(fact)) && topLevel.length > 0 && topLevel.every(({ fact }) => isBroken(fact))
}

/**
 * What the resolver says of the root and of the top-level domain, where it denies both: it would deny, or rewrite, whatever it is asked. A
 * name of a top-level domain that does not exist leaves the root standing.
 */
export function deniesTheRoot(common: Answers): Answers {
  const denied = common.filter(({ fact }) => fact.status === 'nxdomain' || fact.status === 'nodata')
  return denied.length === common.length && denied.some(({ fact }) => isRoot(fact)) ? denied : []
}

function isRoot({ name }: DnsAnswer): boolean {
  return name === '.' || name === ''
}

/** The names that were asked for, each once. */
export function namesIn(answers: Answers): string {
  return [...new Set(answers.map(({ fact }) => fact.name))].join(', ')
}

/**
 * Questions that were answered with SERVFAIL (RFC 4035 §5.5), again with the CD bit, as far as they were answered: then it is validation that
 * fails. One that was not answered in time may be known by now, whoever asks.
 */
export function answeredUnchecked(sight: Sight<'dns.answer'>, broken: Answers): Answers {
  const failed = new Set(broken.flatMap(({ fact }) => (fact.status === 'servfail' ? [questionOf(fact)] : [])))
  return sight.seen.filter(
    ({ fact }) => fact.checkingDisabled === true && isSpoken(fact) && failed.has(questionOf(fact)),
  )
}

function questionOf({ name, type }: DnsAnswer): string {
  return `${name.toLowerCase().replace(/\.$/, '')} ${type}`
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
