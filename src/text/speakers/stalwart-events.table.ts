import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'

/** What an event is by its name: its stage, and the symptom. `said`, `error`: as the details tell. */
export type StalwartEvent = readonly [stage: Stage | undefined, symptom: Symptom | 'said' | 'error']

/** Deliveries: the names are the stages, and the policies (`delivery.start-tls-error`). */
const DELIVERY: Readonly<Record<string, StalwartEvent>> = {
  'delivery.mx-lookup-failed': ['dns', 'error'],
  'delivery.ip-lookup-failed': ['dns', 'error'],
  'delivery.null-mx': ['dns', 'dns.nullmx'],
  'delivery.connect-error': ['connect', 'error'],
  'delivery.greeting-failed': ['banner', 'error'],
  'delivery.ehlo-rejected': ['ehlo', 'said'],
  'delivery.start-tls-unavailable': ['ehlo', 'tls.required'],
  'delivery.start-tls-error': ['tls', 'error'],
  'delivery.implicit-tls-error': ['tls', 'error'],
  'delivery.auth-failed': ['auth', 'said'],
  'delivery.mail-from-rejected': ['mail', 'said'],
  'delivery.rcpt-to-rejected': ['rcpt', 'said'],
  'delivery.rcpt-to-failed': ['rcpt', 'error'],
  'delivery.message-rejected': ['dot', 'said'],
  'delivery.concurrency-limit-exceeded': [undefined, 'limit.local_concurrency'],
  'delivery.rate-limit-exceeded': [undefined, 'limit.local_concurrency'],
  'delivery.missing-outbound-hostname': [undefined, 'local.config'],
  'mta-sts.policy-not-found': ['tls', 'tls.policy.mtasts'],
  'mta-sts.policy-fetch-error': ['tls', 'tls.policy.mtasts'],
  'mta-sts.invalid-policy': ['tls', 'tls.policy.mtasts'],
  'mta-sts.not-authorized': ['tls', 'tls.policy.mtasts'],
  'dane.bogus-dnssec-record': ['tls', 'tls.policy.dane'],
  'dane.tlsa-record-fetch-error': ['tls', 'tls.policy.dane'],
  'dane.tlsa-record-not-found': ['tls', 'tls.policy.dane'],
  'dane.tlsa-record-not-dnssec-signed': ['tls', 'tls.policy.dane'],
  'dane.tlsa-record-invalid': ['tls', 'tls.policy.dane'],
  'dane.no-certificates-found': ['tls', 'tls.policy.dane'],
  'dane.certificate-parse-error': ['tls', 'tls.policy.dane'],
  'dane.authentication-failure': ['tls', 'tls.policy.dane'],
}

/** Sessions that clients began, of which the ends that are in order tell no fault. */
const SESSION: Readonly<Record<string, StalwartEvent>> = {
  'network.timeout': [undefined, 'drop.timeout'],
  'network.read-error': [undefined, 'error'],
  'network.write-error': [undefined, 'error'],
  'network.flush-error': [undefined, 'error'],
  'network.closed': [undefined, 'unknown'],
  'network.connection-end': [undefined, 'unknown'],
  'network.proxy-error': ['banner', 'system.proxy'],
  'network.bind-error': [undefined, 'local.config'],
  'network.listen-error': [undefined, 'local.config'],
  'tls.handshake-error': ['tls', 'error'],
  'tls.certificate-not-found': [undefined, 'tls.local.nocert'],
  'tls.no-certificates-available': ['tls', 'tls.local.nocert'],
  'smtp.timeout': [undefined, 'drop.timeout'],
  'smtp.time-limit-exceeded': [undefined, 'drop.timeout'],
  'smtp.connection-end': [undefined, 'unknown'],
  // What a check found: if it is reason enough to refuse, another event says so.
  'smtp.spf-ehlo-fail': [undefined, 'unknown'],
  'smtp.spf-from-fail': [undefined, 'unknown'],
  'smtp.dkim-fail': [undefined, 'unknown'],
  'smtp.arc-fail': [undefined, 'unknown'],
  'smtp.dmarc-fail': [undefined, 'unknown'],
  'smtp.iprev-fail': [undefined, 'unknown'],
  'smtp.concurrency-limit-exceeded': ['banner', 'limit.connections'],
  'smtp.rate-limit-exceeded': [undefined, 'limit.rate'],
  'smtp.too-many-messages': ['mail', 'limit.rate'],
  'smtp.too-many-recipients': ['rcpt', 'limit.recipients'],
  'smtp.too-many-invalid-rcpt': ['rcpt', 'policy.errors'],
  'smtp.message-too-large': [undefined, 'content.size'],
  'smtp.loop-detected': ['dot', 'route.loop'],
  'smtp.invalid-ehlo': ['ehlo', 'policy.helo'],
  'smtp.mail-from-unauthenticated': ['mail', 'auth.required'],
  'smtp.mailbox-does-not-exist': ['rcpt', 'recipient.unknown'],
  'smtp.relay-not-allowed': ['rcpt', 'policy.relay'],
  'smtp.rcpt-to-greylisted': ['rcpt', 'greylist'],
  'smtp.start-tls-unavailable': ['starttls', 'tls.refused'],
  'auth.failed': ['auth', 'auth.failed'],
  'auth.too-many-attempts': ['auth', 'policy.errors'],
  'security.ip-blocked': ['banner', 'reputation.ip'],
}

/** Steps that were taken, and checks that were passed. */
const IN_ORDER =
  'smtp.connection-start smtp.ehlo smtp.start-tls smtp.mail-from smtp.rcpt-to smtp.rset smtp.noop smtp.quit smtp.iprev-pass smtp.spf-ehlo-pass smtp.spf-from-pass smtp.dkim-pass smtp.arc-pass smtp.dmarc-pass network.connection-start tls.handshake auth.success delivery.attempt-start delivery.attempt-end delivery.domain-delivery-start delivery.connect delivery.ehlo delivery.start-tls delivery.mail-from delivery.rcpt-to delivery.delivered delivery.completed'

export const STALWART_EVENTS: Readonly<Record<string, StalwartEvent>> = {
  ...Object.fromEntries(IN_ORDER.split(' ').map((name) => [name, [undefined, 'unknown'] as const])),
  ...DELIVERY,
  ...SESSION,
}
