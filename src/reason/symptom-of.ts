import { noWayOf } from '../domain/icmp-errno.ts'
import type { Outcome } from '../domain/outcome.ts'
import { endsSession } from '../domain/reply.ts'
import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'

/** The fixed word for how a session died. What a reply means is the text layer's to say: it comes as a symptom observation. */
export function symptomOf(stage: Stage, outcome: Outcome): Symptom {
  if (stage === 'connect') return connectSymptom(outcome)
  if (stage === 'tls') return tlsSymptom(outcome)
  switch (outcome.kind) {
    case 'silent':
      return 'drop.timeout'
    case 'closed':
      return 'drop.lost'
    case 'errno':
      return outcome.errno === 'ETIMEDOUT' ? 'drop.timeout' : 'drop.lost'
    case 'garbled':
      return 'protocol.malformed'
    case 'reply':
      if (endsSession(outcome.reply)) return 'reply.421.other'
      // A positive answer that does not fit the question, such as 250 to DATA.
      return outcome.reply.code < 400 ? 'protocol.malformed' : 'unknown'
    case 'done':
      return 'accepted'
  }
}

function connectSymptom(outcome: Outcome): Symptom {
  if (outcome.kind === 'silent') return 'connect.timeout'
  if (outcome.kind === 'closed') return 'connect.reset'
  if (outcome.kind !== 'errno') return 'connect.failed'
  switch (outcome.errno) {
    case 'ECONNREFUSED':
      return 'connect.refused'
    case 'ETIMEDOUT':
      return 'connect.timeout'
    case 'ECONNRESET':
      return 'connect.reset'
    default:
      return noWayOf(outcome.errno) === undefined ? 'connect.failed' : 'connect.unreachable'
  }
}

/** By TLS alert (RFC 8446 §6.2). */
const ALERT_SYMPTOMS: ReadonlyMap<number, Symptom> = new Map<number, Symptom>([
  [40, 'tls.handshake.cipher'],
  [42, 'tls.cert.rejected'],
  [43, 'tls.cert.purpose'],
  [44, 'tls.cert.rejected'],
  [45, 'tls.cert.expired'],
  [46, 'tls.cert.rejected'],
  [48, 'tls.cert.untrusted'],
  [70, 'tls.handshake.version'],
  [71, 'tls.handshake.cipher'],
  [112, 'tls.cert.sni'],
  [116, 'tls.cert.clientrequired'],
])

/** OpenSSL's verification errors, as node:tls names them. */
const VERIFY_SYMPTOMS: readonly (readonly [RegExp, Symptom])[] = [
  [/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, 'tls.cert.expired'],
  [/ALTNAME|HOSTNAME_MISMATCH/, 'tls.cert.name'],
  [/SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(GET_ISSUER|VERIFY)/, 'tls.cert.untrusted'],
  [/SELF_SIGNED/, 'tls.cert.selfsigned'],
  [/KEY_TOO_(SMALL|WEAK)|MD_TOO_WEAK/, 'tls.cert.weak'],
  [/PURPOSE/, 'tls.cert.purpose'],
]

function tlsSymptom(outcome: Outcome): Symptom {
  switch (outcome.kind) {
    case 'silent':
      return 'tls.handshake.timeout'
    case 'garbled':
      return 'tls.handshake.notls'
    case 'reply':
      return 'tls.handshake.notls'
    case 'done':
      return 'accepted'
    case 'errno':
      return 'tls.handshake.reset'
    case 'closed': {
      const verify = VERIFY_SYMPTOMS.find(([pattern]) => outcome.detail !== undefined && pattern.test(outcome.detail))
      if (verify !== undefined) return verify[1]
      if (outcome.alert !== undefined) return ALERT_SYMPTOMS.get(outcome.alert.description) ?? 'tls.handshake.alert'
      return outcome.by === 'rst'
        ? 'tls.handshake.reset'
        : outcome.by === 'tls-alert'
          ? 'tls.handshake.alert'
          : 'tls.handshake.eof'
    }
  }
}
