import type { Stage } from '../domain/stage.ts'
import type { Symptom } from '../domain/symptom.ts'
import type { ReplyReading } from './meaning/read-reply.ts'
import { WEIGHED } from './meaning/second-reading.ts'

/** Of these a server knows nothing before MAIL and RCPT have named them. */
const OF_THE_MAIL = /^(?:policy\.relay|recipient\.|mailbox\.|content\.|sender\.(?:auth|rejected|domain)$)/

/** What is said of somebody. */
const OF_SOMEBODY = /^recipient\.(?:unknown|disabled|filtered)$/

/** Said of a command that a server does not know, they are about the command. */
const OF_A_COMMAND: ReadonlySet<Symptom> = new Set(['protocol.syntax', 'tls.required'])

/** Who is not there at MAIL is the sender: nobody else has been named (RFC 5321 §3.3). */
function isAbsence(symptom: Symptom): boolean {
  return symptom === 'recipient.unknown' || symptom === 'dns.nxdomain' || symptom === 'dns.nomx'
}

/** A server that puts its checks off may answer a recipient's in the place of the sender's, and says so. */
const OF_THE_RECIPIENT = /recipient|\brcpt\b|destinat|empf(?:ä|ae?)nger|\bmailbox\b|addressee/i

/** What cannot be said yet at a stage is about what was said at it: no sender and no recipient is named before MAIL. */
export function possibleAt({ symptom, rule, reply }: ReplyReading, stage: Stage | undefined, said: string): Symptom {
  if (stage === 'mail' && isAbsence(symptom) && !OF_THE_RECIPIENT.test(said))
    return /\S@\S/.test(said) && !/\bdomain\b/i.test(said) ? 'sender.rejected' : 'sender.domain'
  // Who logs in is all that is named there (RFC 4954 §4).
  if (stage === 'auth' && OF_SOMEBODY.test(symptom)) return 'auth.failed'
  if (stage === 'ehlo' && (symptom === 'sender.domain' || symptom === 'dns.nxdomain')) return 'policy.helo'
  // A server that does not know STARTTLS refuses TLS, and its client wrote no wrong command (RFC 5321 §4.2.4).
  const isUnknown = reply?.code === 500 || reply?.code === 502
  if (stage === 'starttls' && isUnknown && (OF_A_COMMAND.has(symptom) || OF_THE_MAIL.test(symptom)))
    return 'tls.refused'
  const isTooEarly = rule === WEIGHED && (stage === 'banner' || stage === 'ehlo') && OF_THE_MAIL.test(symptom)
  const known = isTooEarly ? 'unknown' : symptom
  // 554 in place of the banner: no service for this client (RFC 5321 §3.1).
  return stage === 'banner' && known === 'unknown' && reply !== undefined && reply.code >= 500 ? 'policy.other' : known
}
