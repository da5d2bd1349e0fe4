import type { Persistence } from '../domain/locus.ts'
import type { Symptom } from '../domain/symptom.ts'

/** What a symptom is called, and whether retrying helps, where no cause says it better. Begins of symptom names, the longest that fits decides. */
export const SAYINGS: readonly (readonly [begin: string, title: string, persistence: Persistence])[] = [
  ['dns.nxdomain', 'The domain does not exist', 'until-fixed'],
  ['dns.tempfail', 'The name could not be looked up', 'unknown'],
  ['dns.nomx', 'The domain has no usable mail server', 'until-fixed'],
  ['dns.nullmx', 'The domain takes no mail (null MX)', 'until-fixed'],
  ['dns.badreply', 'The name server answered with something unreadable', 'unknown'],
  ['dns.dnssec', 'The DNS signatures of the domain do not validate', 'until-fixed'],
  ['route.loop', 'The message goes in circles', 'until-fixed'],
  ['route.failed', 'There is no route to the destination', 'until-fixed'],
  ['connect.timeout', 'The server does not answer to the connection attempt', 'unknown'],
  ['connect.refused', 'The server refuses the connection', 'unknown'],
  ['connect.unreachable', 'The server cannot be reached over the network', 'unknown'],
  ['connect', 'No connection to the server came about', 'unknown'],
  ['drop.lost', 'The connection ended without an answer', 'unknown'],
  ['drop.timeout', 'The other side stopped answering', 'unknown'],
  ['tls.handshake.eof', 'The TLS handshake ended without a word', 'unknown'],
  ['tls.handshake.reset', 'The connection was reset in the TLS handshake', 'unknown'],
  ['tls.handshake.timeout', 'The TLS handshake was not answered', 'unknown'],
  ['tls.handshake', 'The TLS handshake failed', 'until-fixed'],
  ['tls.cert', 'The certificate was not accepted', 'until-fixed'],
  ['tls.required', 'Encryption is required and did not come about', 'until-fixed'],
  ['tls.refused', 'The server refuses to start TLS', 'unknown'],
  ['tls.policy', 'The published TLS policy is not met', 'until-fixed'],
  ['tls.local', 'Our own TLS set-up fails', 'until-fixed'],
  ['reply.421.idletimeout', 'The receiver says that it waited for us in vain', 'unknown'],
  ['reply.421', 'The server announces that it closes the connection', 'passes-by-itself'],
  ['limit.size', 'A limit on size is reached', 'until-fixed'],
  ['limit', 'A limit of the receiver is reached', 'passes-by-itself'],
  ['greylist', 'The receiver asks to come back later (greylisting)', 'passes-by-itself'],
  ['reputation', "The receiver refuses because of the sender's reputation", 'until-fixed'],
  ['policy', "The receiver's policy refuses", 'until-fixed'],
  ['sender', 'The receiver does not accept the sender', 'until-fixed'],
  ['auth', 'Authentication failed or is missing', 'until-fixed'],
  ['recipient.unknown', 'The recipient does not exist', 'until-fixed'],
  ['recipient.disabled', 'The mailbox is switched off', 'until-fixed'],
  ['recipient.moved', 'The recipient has another address', 'until-fixed'],
  ['recipient.filtered', 'The recipient does not take this message', 'until-fixed'],
  ['mailbox.full', 'The mailbox is full', 'passes-by-itself'],
  ['content', 'The content of the message is refused', 'until-fixed'],
  ['protocol', 'The two sides do not agree on the protocol', 'until-fixed'],
  ['system.full', "The receiver's storage is full", 'passes-by-itself'],
  ['system', 'The receiver has trouble of its own', 'passes-by-itself'],
  ['local.filter', 'Our own filter or delivery agent does not answer', 'until-fixed'],
  ['local.config', 'Our own settings, or a list of ours, do not let the mail pass', 'until-fixed'],
  ['local', 'Our own system fails', 'until-fixed'],
  ['expired', 'The sender gave up; the cause is not in this text', 'unknown'],
  ['retry.notyet', 'It is not yet time for the next attempt; the cause is not in this text', 'passes-by-itself'],
  ['suspended', 'Delivery is suspended after an earlier failure; the cause is not in this text', 'passes-by-itself'],
  ['accepted', 'The server accepts', 'passes-by-itself'],
  ['unknown', 'Nothing known is said', 'unknown'],
]

/** What the symptom is called, and whether retrying helps as far as the symptom alone tells. */
export function sayingFor(symptom: Symptom): { readonly title: string; readonly persistence: Persistence } {
  const best = SAYINGS.filter(([begin]) => symptom.startsWith(begin)).toSorted(([a], [b]) => b.length - a.length)[0]
  return { title: best?.[1] ?? symptom, persistence: best?.[2] ?? 'unknown' }
}

/** The same, with the code of the reply: 4yz invites another attempt (RFC 5321 §4.2.1), unless the matter is one that only somebody's hand can mend. */
export function persistenceOf(symptom: Symptom, replyCode: number | undefined): Persistence {
  const usual = sayingFor(symptom).persistence
  // A yes that did not fit the question promises nothing.
  if (replyCode !== undefined && replyCode < 400) return 'unknown'
  // A server in trouble that answers 5yz has given the message up, although its trouble may pass.
  if (symptom.startsWith('system.') && replyCode !== undefined && replyCode >= 500) return 'unknown'
  if (replyCode === undefined || usual !== 'unknown') return usual
  return replyCode < 500 ? 'passes-by-itself' : 'until-fixed'
}
