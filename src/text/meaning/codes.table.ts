import type { Reply } from '../../domain/reply.ts'
import type { Symptom } from '../../domain/symptom.ts'

/**
 * Enhanced codes (RFC 3463 and the IANA registry) as a hint for replies whose words say nothing known. The class digit is left out;
 * where 4 and 5 differ a row of its own has the digit. Codes that receivers use for anything (x.7.1, x.0.0) are absent on purpose.
 */
export const ENHANCED_CODES: Readonly<Record<string, Symptom>> = {
  '1.1': 'recipient.unknown',
  '1.2': 'dns.nxdomain',
  '1.3': 'recipient.unknown',
  '1.4': 'recipient.unknown',
  '1.6': 'recipient.moved',
  '1.7': 'sender.rejected',
  '1.8': 'sender.domain',
  '1.9': 'policy.relay',
  '1.10': 'dns.nullmx',
  '2.1': 'recipient.disabled',
  '2.2': 'mailbox.full',
  '2.3': 'content.size',
  // A list that the receiver cannot expand is its own trouble.
  '2.4': 'system.remote',
  '3.1': 'system.full',
  // For now, receivers say so of limits too.
  '5.3.2': 'system.remote',
  '3.3': 'system.remote',
  '3.4': 'content.size',
  '3.5': 'system.remote',
  '4.1': 'connect.failed',
  '4.2': 'drop.lost',
  // A directory or routing server failed, of which DNS is one (RFC 3463 §3.5).
  '4.3': 'system.remote',
  '4.4': 'dns.nxdomain',
  '4.5': 'system.remote',
  '4.6': 'route.loop',
  '4.7': 'expired',
  '5.1': 'protocol.syntax',
  '5.2': 'protocol.syntax',
  '5.3': 'limit.recipients',
  '5.4': 'protocol.syntax',
  '6.0': 'content.format',
  '6.1': 'content.format',
  '6.2': 'content.format',
  '6.3': 'content.format',
  '6.4': 'content.format',
  '6.5': 'content.format',
  '6.6': 'content.format',
  '6.7': 'protocol.smtputf8',
  '6.8': 'protocol.smtputf8',
  '6.9': 'protocol.smtputf8',
  '7.2': 'recipient.filtered',
  '7.8': 'auth.failed',
  '7.9': 'auth.failed',
  '7.10': 'tls.required',
  '7.11': 'tls.required',
  '7.12': 'auth.failed',
  '7.13': 'recipient.disabled',
  '7.14': 'policy.other',
  '7.15': 'policy.other',
  '7.16': 'content.size',
  '7.17': 'recipient.moved',
  '7.18': 'recipient.moved',
  '7.19': 'policy.other',
  '7.20': 'sender.auth',
  '7.21': 'sender.auth',
  '7.22': 'sender.auth',
  '7.23': 'sender.auth',
  '7.24': 'sender.auth',
  '7.25': 'sender.ptr',
  '7.26': 'sender.auth',
  '7.27': 'sender.domain',
  '7.28': 'limit.rate',
  '7.29': 'sender.auth',
  '7.30': 'tls.required',
}

/** Basic codes whose meaning RFC 5321 (and 4954, 3207, 7504) fixes enough. 450, 452, 550, 553 and 554 are used for anything. */
export const BASIC_CODES: Readonly<Record<number, Symptom>> = {
  432: 'auth.failed',
  451: 'system.remote',
  454: 'tls.refused',
  500: 'protocol.syntax',
  501: 'protocol.syntax',
  502: 'protocol.syntax',
  503: 'protocol.syntax',
  504: 'protocol.syntax',
  521: 'dns.nullmx',
  523: 'content.size',
  530: 'auth.required',
  534: 'auth.failed',
  535: 'auth.failed',
  538: 'tls.required',
  551: 'recipient.moved',
  555: 'protocol.syntax',
  556: 'dns.nullmx',
}

/** What a reply's enhanced code means by itself, its class left out. */
export function statusMeaning(reply: Pick<Reply, 'enhanced'> | undefined): Symptom | undefined {
  const enhanced = reply?.enhanced
  return enhanced === undefined ? undefined : (ENHANCED_CODES[enhanced] ?? ENHANCED_CODES[enhanced.slice(2)])
}
