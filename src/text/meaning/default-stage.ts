import type { Stage } from '../../domain/stage.ts'
import type { Symptom } from '../../domain/symptom.ts'

const BY_CLASS: readonly (readonly [string, Stage])[] = [
  ['dns.', 'dns'],
  ['connect.', 'connect'],
  ['tls.handshake.', 'tls'],
  ['tls.cert.', 'tls'],
  ['tls.policy.', 'tls'],
  ['tls.local.', 'tls'],
  ['recipient.', 'rcpt'],
]

const BY_SYMPTOM: { readonly [S in Symptom]?: Stage } = {
  'tls.refused': 'starttls',
  'sender.rejected': 'mail',
  'sender.domain': 'mail',
  'mailbox.full': 'rcpt',
  'policy.relay': 'rcpt',
  greylist: 'rcpt',
  'limit.recipients': 'rcpt',
  'auth.failed': 'auth',
  'auth.required': 'mail',
  'content.spam': 'dot',
  'content.virus': 'dot',
  'content.size': 'dot',
  'content.format': 'dot',
  'protocol.barelf': 'dot',
  'reply.421.toomanyconn': 'banner',
  'limit.connections': 'banner',
  'policy.earlytalker': 'banner',
  'reply.421.idletimeout': 'idle',
}

/** The stage that a symptom belongs to by its meaning, used only where no words name one. Undefined: it comes at any stage. */
export function defaultStage(symptom: Symptom, speaker: 'us' | 'peer' | 'unknown'): Stage | undefined {
  // A peer that wants TLS says so to MAIL; our own policy fails when EHLO does not offer it.
  if (symptom === 'tls.required') return speaker === 'peer' ? 'mail' : 'ehlo'
  return BY_SYMPTOM[symptom] ?? BY_CLASS.find(([start]) => symptom.startsWith(start))?.[1]
}
