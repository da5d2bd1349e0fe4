import { namedPeer } from '../../endpoints.ts'
import { readResolverError } from '../../resolver-errors.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { OURS } from './ours.ts'

/** Names that lead nowhere, and mail that stays on the host: the resolver's, local(8)'s and trivial-rewrite(8)'s words. */
export function names(words: Words): SpeakerReading | undefined {
  const { lower, raw } = words
  // Known by its greeting, or by its answer to EHLO.
  if (lower.includes('with my own hostname'))
    return { ...OURS, rule: 'postfix/loops', symptom: 'route.loop', stage: 'ehlo', ...namedPeer(raw) }
  if (lower.includes('loops back to myself'))
    return { ...OURS, rule: 'postfix/loops', symptom: 'route.loop', stage: 'dns' }
  if (lower.includes('numeric domain name in resource data of mx record'))
    return { ...OURS, rule: 'postfix/numeric-mx', symptom: 'dns.badreply', stage: 'dns' }
  if (lower.includes('does not accept mail (nullmx)'))
    return { ...OURS, rule: 'postfix/nullmx', symptom: 'dns.nullmx', stage: 'dns' }
  if (
    lower.includes('name service error for') ||
    lower.includes('host or domain name not found') ||
    lower.includes('unable to look up host')
  ) {
    const found = readResolverError(words)
    const domain = /name=([\w.-]{1,255})/.exec(raw)?.[1]
    const nothing = lower.includes('host not found, try again') ? 'dns.tempfail' : 'dns.nxdomain'
    return {
      ...OURS,
      rule: 'postfix/name-service',
      symptom: found?.symptom ?? nothing,
      stage: 'dns',
      ...(domain !== undefined && { domain }),
    }
  }
  if (lower.includes('config variable ')) return { ...OURS, rule: 'postfix/configuration', symptom: 'local.config' }
  if (/unknown (?:user|mail transport)|user unknown in \w|user unknown\.\s{1,8}command output/.test(lower)) {
    if (lower.includes('mail transport')) return { ...OURS, rule: 'postfix/transport', symptom: 'local.config' }
    if (!/said:|\b[45]\d\d[ -]/.test(lower))
      return { ...OURS, rule: 'postfix/local-user', symptom: 'recipient.unknown', stage: 'rcpt' }
  }
  // A policy of dane-only, and a destination that has nothing to check.
  if (/non dnssec destination|no tlsa records found|no usable tlsa/.test(lower))
    return { ...OURS, rule: 'postfix/no-dane', symptom: 'tls.policy.dane', stage: 'tls' }
  if (lower.includes('mail system configuration error'))
    return { ...OURS, rule: 'postfix/configuration', symptom: 'local.config' }
  // local(8), virtual(8) and pickup's own tables, as the whole reason.
  if (
    /^\W{0,4}(?:(?:user|mailbox|alias|recipient|address) lookup (?:error|failure|problem)|alias database unavailable)\W{0,4}$/.test(
      lower,
    )
  )
    return { ...OURS, rule: 'postfix/own-lookup', symptom: 'local.config' }
  // qmgr(8) and trivial-rewrite(8), of a recipient that no server was asked about.
  if (lower.trim().replaceAll(/[()]/g, '') === 'bad address syntax')
    return { ...OURS, rule: 'postfix/address-syntax', symptom: 'protocol.syntax', stage: 'rcpt' }
  if (lower.includes('mail transport unavailable'))
    return { ...OURS, rule: 'postfix/transport', symptom: 'local.config' }
  if (
    /command died with (?:status|signal)|command time limit exceeded|\.\s{1,8}command\s{1,8}output:|can't create user output file|can't open output file|maildir delivery failed|cannot (?:access|update|append|create) mailbox|cannot append message/.test(
      lower,
    )
  )
    return /quota|disk|full|too large|file too/.test(lower)
      ? { ...OURS, rule: 'postfix/local-quota', symptom: 'mailbox.full' }
      : { ...OURS, rule: 'postfix/local-delivery', symptom: 'local.delivery' }
  return undefined
}
