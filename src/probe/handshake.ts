import type { SmtpSession } from '../domain/facts/smtp-facts.ts'
import type { Outcome } from '../domain/outcome.ts'
import { replyText } from '../domain/reply.ts'
import type { Course } from './course.ts'
import { die, settle, stop } from './course.ts'
import type { Dialogue } from './dialogue.ts'
import { rest } from './rest.ts'
import { tlsFactOf, withSystemRoots } from './tls-fact.ts'
import { startTls } from './tls-line.ts'
import { tlsOptions } from './tls-options.ts'

/** The alert by which a client refuses a certificate (RFC 8446 §6.2), by OpenSSL's verification error. */
const REFUSALS: readonly (readonly [RegExp, number])[] = [
  [/EXPIRED|NOT_YET_VALID/, 45],
  [/REVOKED/, 44],
  [/SELF_SIGNED|ISSUER|UNABLE_TO_(?:GET|VERIFY)/, 48],
  [/PURPOSE/, 43],
]

/** TLS on the connection as it stands. Certificate errors end it under `verify` only. */
export async function handshake(course: Course): Promise<boolean> {
  const { dialogue, plan } = course
  if (!(await rest(course, 'tls'))) return false
  // Octets that followed the 220 in clear text belong to nobody (RFC 3207 §4.2; CVE-2011-0411).
  dialogue.inbox.setAside()
  course.position = 'handshake'
  const tlsPlan = plan.tlsPlan ?? {}
  try {
    dialogue.tls = startTls(dialogue.tcp, tlsOptions(tlsPlan, plan.endpoint), dialogue.listener)
  } catch (error) {
    return stop(course, `node:tls cannot do what the plan asks: ${error instanceof Error ? error.message : 'unknown'}`)
  }
  const outcome = await dialogue.await('tls', '(ClientHello)', () => handshakeOutcome(dialogue))
  if (!settle(course, 'tls', outcome)) return false
  course.position = 'command'
  // Once only: where the server sent one certificate, node:tls has none to give when it is asked again.
  course.leaf = dialogue.tls.socket.getPeerX509Certificate()
  course.tls = tlsFactOf(dialogue.tls, course.leaf, tlsPlan.expectName ?? plan.endpoint.host)
  if (plan.tls !== 'verify') return true
  askSystemRoots(course)
  return verified(course, course.tls)
}

/** Asks the system's roots about a chain that Node's own do not trust; at most once. */
export function askSystemRoots(course: Course): void {
  if (course.tls === undefined || course.leaf === undefined) return
  course.tls = withSystemRoots(course.tls, course.leaf, course.dialogue.context.clock.now())
  course.leaf = undefined
}

function handshakeOutcome(dialogue: Dialogue): Outcome | undefined {
  const { tls, inbox } = dialogue
  if (tls === undefined) return undefined
  if (tls.isPlaintext()) return plaintextOutcome(dialogue)
  if (tls.isSecure()) return { kind: 'done' }
  const end = tls.end()
  // An end without an alert, in the middle of the server's flight, has its octets to tell.
  if (end === undefined || end.by === 'tls-alert' || inbox.waiting() > 0) return undefined
  return end.by === 'errno' ? undefined : { kind: 'closed', by: end.by, bytesSeen: tls.handshakeBytes() }
}

/** An SMTP reply where TLS was due: a refusal in the peer's own words, or a server that does not know that TLS has begun. */
function plaintextOutcome({ inbox }: Dialogue): Outcome | undefined {
  const reply = inbox.take()
  if (reply === undefined) return undefined
  if (reply.code >= 400) return { kind: 'reply', reply }
  return {
    kind: 'garbled',
    head: replyText(reply).slice(0, 256),
    why: 'an SMTP reply in clear text where a TLS record was due',
  }
}

/** The check that `verify` adds. The alert is the one that says why; on the wire we leave by QUIT, as MTAs do. */
function verified(course: Course, tls: NonNullable<SmtpSession['tls']>): boolean {
  const detail = tls.verifyError ?? (tls.nameMatches ? undefined : 'ERR_TLS_CERT_ALTNAME_INVALID')
  if (detail === undefined) return true
  const description = REFUSALS.find(([pattern]) => pattern.test(detail))?.[1] ?? 42
  const { dialogue } = course
  const outcome: Outcome = {
    kind: 'closed',
    by: 'tls-alert',
    alert: { description, fatal: true, from: 'us' },
    bytesSeen: dialogue.tls?.handshakeBytes() ?? 0,
    detail,
    afterMs: 0,
  }
  course.reached = 'starttls'
  return die(course, 'tls', dialogue.record('tls', '(certificate check)', outcome, dialogue.elapsedMs()))
}
