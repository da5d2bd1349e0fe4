import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'
import type { Predicate, Subject } from './notions.table.ts'

/** What a thing and what is said of it come to. */
export interface Meant {
  readonly symptom: Symptom
  readonly stage?: Stage
  /** What else is meant by the same words. */
  readonly instead?: Symptom
}

export const BAD_HOST: Meant = { symptom: 'reputation.ip' }
export const BAD_SENDER: Meant = { symptom: 'sender.rejected', stage: 'mail' }
export const KNOWN_SPAMMER: Meant = { symptom: 'reputation.sender' }
export const KNOWN_DOMAIN: Meant = { symptom: 'reputation.domain' }
export const NOBODY: Meant = { symptom: 'recipient.unknown', stage: 'rcpt' }
export const SPAM: Meant = { symptom: 'content.spam', stage: 'dot' }
export const INFECTED: Meant = { symptom: 'content.virus', stage: 'dot' }
export const TOO_LARGE: Meant = { symptom: 'content.size', stage: 'dot' }
export const OUT_OF_ORDER: Meant = { symptom: 'system.remote' }
const BAD_FORM: Meant = { symptom: 'content.format', stage: 'dot' }
const BAD_GREETING: Meant = { symptom: 'policy.helo' }
const SWITCHED_OFF: Meant = { symptom: 'recipient.disabled', stage: 'rcpt' }
const UNSIGNED: Meant = { symptom: 'sender.auth', stage: 'dot' }
export const UNWILLING: Meant = { symptom: 'recipient.filtered', stage: 'rcpt' }
export const FILTER_DOWN: Meant = { symptom: 'system.filter' }

/** Who is out of reach, and not out of order. */
export const IS_SOMEBODY: ReadonlySet<Subject> = new Set<Subject>(['person', 'sender'])

/** Pairs that need no look at the rest of the clause. */
export const MEANINGS: Partial<Record<Predicate, Partial<Record<Subject, Meant>>>> = {
  suspicious: { sender: KNOWN_SPAMMER, host: BAD_HOST, message: SPAM, content: SPAM, attachment: SPAM },
  held: { host: BAD_HOST, message: SPAM, content: SPAM, attachment: BAD_FORM },
  broken: {
    signature: UNSIGNED,
    reverse: { symptom: 'sender.ptr' },
    sender: BAD_SENDER,
    person: OUT_OF_ORDER,
    message: BAD_FORM,
    attachment: BAD_FORM,
    form: BAD_FORM,
  },
  big: { message: TOO_LARGE, content: TOO_LARGE, attachment: TOO_LARGE },
  full: { score: SPAM },
  unwilling: { person: UNWILLING },
  moved: { person: { symptom: 'recipient.moved', stage: 'rcpt' } },
  inactive: { person: SWITCHED_OFF, domain: SWITCHED_OFF },
  absent: {
    person: NOBODY,
    greeting: BAD_GREETING,
    reverse: { symptom: 'sender.ptr' },
    form: BAD_FORM,
    exchanger: { symptom: 'sender.domain', stage: 'mail' },
  },
  listed: { domain: { symptom: 'reputation.domain' }, message: SPAM, content: SPAM, person: UNWILLING },
  denied: {
    host: BAD_HOST,
    // The sender's, or one that is not served here.
    domain: { symptom: 'sender.rejected', instead: 'policy.relay' },
    attachment: BAD_FORM,
    relay: { symptom: 'policy.relay', stage: 'rcpt' },
    greeting: BAD_GREETING,
    filter: SPAM,
    content: SPAM,
    form: BAD_FORM,
    sender: BAD_SENDER,
  },
  // A host that is down says nothing of itself: another one could not reach it.
  down: { host: { symptom: 'connect.failed', stage: 'connect' }, filter: FILTER_DOWN },
  busy: { filter: FILTER_DOWN },
}
