import type { Symptom } from '../../domain/symptom.ts'

/**
 * Subject and detail that RFC 3463 and the IANA registry have for what a report says in words. A symptom without a row has no code of its
 * own: other or undefined status, x.0.0.
 */
const DETAILS: Readonly<Partial<Record<Symptom, string>>> = {
  'recipient.unknown': '1.1',
  'recipient.moved': '1.6',
  'recipient.disabled': '2.1',
  'recipient.filtered': '7.1',
  'mailbox.full': '2.2',
  'dns.nxdomain': '1.2',
  'dns.nullmx': '1.10',
  'dns.nomx': '4.4',
  'dns.tempfail': '4.3',
  'dns.badreply': '4.3',
  'route.failed': '4.4',
  'route.loop': '4.6',
  'connect.timeout': '4.1',
  'connect.refused': '4.1',
  'connect.unreachable': '4.1',
  'connect.reset': '4.1',
  'connect.failed': '4.1',
  'drop.lost': '4.2',
  'drop.timeout': '4.2',
  expired: '4.7',
  'sender.domain': '1.8',
  'sender.ptr': '7.25',
  'sender.auth': '7.1',
  'sender.rejected': '7.1',
  'reputation.ip': '7.1',
  'reputation.domain': '7.1',
  'reputation.sender': '7.1',
  'policy.relay': '7.1',
  'policy.other': '7.1',
  greylist: '7.1',
  'auth.failed': '7.8',
  'tls.required': '7.10',
  'content.size': '3.4',
  'content.format': '6.0',
  'content.spam': '7.1',
  'content.virus': '7.1',
  'limit.recipients': '5.3',
  'protocol.syntax': '5.2',
  'system.remote': '3.0',
  'system.filter': '3.0',
  'system.full': '3.1',
}

/** What a report without a Status field and without an enhanced code says of one recipient. */
export interface ToldOfRecipient {
  readonly symptom: Symptom
  /** The words admit another reading. */
  readonly isOpen: boolean
  /** Basic code of the reply that the report quotes. */
  readonly replyCode?: number
  readonly action?: string
}

/**
 * The status that RFC 3464 §2.3.4 asks of every report, derived where it states none: the class from the basic code (RFC 3463 §3: 4yz and
 * 5yz are classes 4 and 5), else from the action; subject and detail from the words where they have one meaning.
 */
export function derivedStatus({ symptom, isOpen, replyCode, action }: ToldOfRecipient): string {
  const detail = (isOpen ? undefined : DETAILS[symptom]) ?? '0.0'
  return `${classOf(symptom, replyCode, action)}.${detail}`
}

function classOf(symptom: Symptom, replyCode: number | undefined, action: string | undefined): 4 | 5 {
  if (action === 'delayed') return 4
  if (replyCode !== undefined && replyCode >= 400) return replyCode < 500 ? 4 : 5
  // Given up after the retry time: the failure itself was never one for good.
  return symptom === 'expired' ? 4 : 5
}
