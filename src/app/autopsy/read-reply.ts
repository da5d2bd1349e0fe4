import type { CauseId } from '../../domain/cause-id.ts'
import type { Symptom } from '../../domain/symptom.ts'
import type { ReadReply } from '../../flow/reply-meaning.ts'
import { readText } from '../../text/read-text.ts'

/** What a symptom, said by the server as its last words, names as cause. Symptoms that leave it open are absent. */
const CAUSES: Partial<Record<Symptom, CauseId>> = {
  'reply.421.shutdown': 'receiver/restart-or-shutdown',
  'reply.421.idletimeout': 'timeout/receiver-idle-timeout',
  'reply.421.toomanyconn': 'rate/concurrency-limit',
  'reply.421.ratelimit': 'rate/message-rate-limit',
  'reply.421.reputation': 'policy/reputation-announced',
  'limit.connections': 'rate/concurrency-limit',
  'limit.rate': 'rate/message-rate-limit',
  'limit.recipients': 'policy/rcpt-per-session-limit',
  'limit.tenant': 'rate/tenant-or-provider-throttle',
  'reputation.ip': 'policy/reputation-announced',
  'reputation.domain': 'policy/reputation-announced',
  'reputation.sender': 'policy/reputation-announced',
  'policy.earlytalker': 'policy/early-talker-rejected',
  'policy.pipelining': 'policy/unauth-pipelining-rejected',
  'policy.errors': 'policy/error-limit-close',
  'policy.outdated': 'policy/outdated-exchange-throttled',
  'policy.allowlist': 'policy/allowlist-only-receiver',
  'sender.ptr': 'identity/ptr-missing-or-generic',
  'policy.helo': 'identity/helo-name-unacceptable',
  'content.size': 'content/size-reply-lost',
  'system.full': 'receiver/disk-full-back-pressure',
  'system.filter': 'receiver/milter-or-policy-down',
  'system.proxy': 'receiver/proxy-protocol-mismatch',
  'tls.refused': 'tls/server-cert-unusable',
}

/** The meaning of a server's reply by the tables of `text`; undefined where these leave the cause open. */
export const readReplyText: ReadReply = (reply, stage) => {
  const { symptom } = readText(reply.replaceAll('\n', ' ').slice(0, 1000), { speaker: 'peer', origin: 'live', stage })
  const cause = CAUSES[symptom]
  if (cause === undefined) return undefined
  return { cause, symptom, others: symptom === 'tls.refused' ? ['tls/starttls-refused'] : [] }
}
