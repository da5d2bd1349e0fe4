import type { HelloPlan, HelloSpec } from '../../domain/plan/hello-plan.ts'
import { sendsMail } from '../../domain/plan/plan.ts'
import type { SessionPlan, TlsPlan } from '../../domain/plan/session-plan.ts'
import type { Stage } from '../../domain/stage.ts'

/**
 * The standard variations of a session: each changes one thing in the plan that failed. Causes take them from here, so that
 * equal questions are equal plans, and a result at hand is used instead of another connection.
 */

/** Slices small enough for every path: 576 octets is what each IPv4 host must take (RFC 1122 §3.3.3), less headers and options. */
export const SLICE_BYTES = 500
/** A pause between slices that keeps the kernel from joining them again. */
export const SLICE_PAUSE_MS = 60
/** OpenSSL groups without a post-quantum share: a ClientHello of about 350 octets. */
export const CLASSIC_GROUPS = 'X25519:P-256:P-384'

/** No STARTTLS at all. */
export function withoutTls(plan: SessionPlan): SessionPlan {
  const { tlsPlan: _habits, ...rest } = plan
  return { ...rest, tls: 'none' }
}

/** TLS changed in some members, everything else as it was. */
export function withTls(plan: SessionPlan, changes: TlsPlan): SessionPlan {
  return { ...plan, tlsPlan: { ...plan.tlsPlan, ...changes } }
}

/** Certificates are looked at and not judged. */
export function withoutVerification(plan: SessionPlan): SessionPlan {
  return { ...plan, tls: 'require' }
}

/** TLS from the first octet becomes STARTTLS, and the other way round. */
export function otherTlsMode(plan: SessionPlan): SessionPlan {
  return { ...plan, tls: plan.tls === 'wrapped' ? 'auto' : 'wrapped' }
}

/** One command at a time. */
export function lockStep(plan: SessionPlan): SessionPlan {
  return { ...plan, pipelining: false }
}

/** HELO instead of EHLO: no extension is used, so no TLS either. */
export function heloOnly(plan: SessionPlan): SessionPlan {
  return { ...withoutTls(plan), helo: true }
}

/** MAIL without SIZE= and the other parameters. */
export function plainMail(plan: SessionPlan): SessionPlan {
  return { ...plan, mailParameters: false }
}

/** DATA, or with `true` BDAT where the peer offers it. */
export function withChunking(plan: SessionPlan, chunking: boolean): SessionPlan {
  return { ...plan, chunking }
}

/** Every write in small segments. */
export function inSlices(plan: SessionPlan, sliceBytes = SLICE_BYTES): SessionPlan {
  return { ...plan, sliceBytes }
}

/** Another of our own source addresses. */
export function fromSource(plan: SessionPlan, address: string): SessionPlan {
  return { ...plan, bind: address }
}

/** Another EHLO name, e.g. the name that our address resolves to. */
export function asName(plan: SessionPlan, ehloName: string): SessionPlan {
  return { ...plan, ehloName, ehloNameGiven: true }
}

/** The same session for one recipient only. */
export function singleRecipient(plan: SessionPlan): SessionPlan {
  const { envelope } = plan
  return envelope === undefined ? plan : { ...plan, envelope: { ...envelope, to: envelope.to.slice(0, 1) } }
}

/** The same session, with more patience in one stage. */
export function withPatience(plan: SessionPlan, stage: Stage, patienceMs: number): SessionPlan {
  return { ...plan, patienceMs: { ...plan.patienceMs, [stage]: patienceMs } }
}

/** Each command as soon as the answer before it is there. */
export function withoutPauses(plan: SessionPlan): SessionPlan {
  const { pauseMs: _pauses, ...rest } = plan
  return rest
}

/** A session that only looks at TLS: EHLO, STARTTLS, EHLO, QUIT. */
export function onlyGreeting(plan: SessionPlan): SessionPlan {
  const { envelope: _envelope, message: _message, ...rest } = plan
  return { ...rest, upTo: 'ehlo' }
}

/** The same session as far as it goes without a message. */
export function withoutMessage(plan: SessionPlan): SessionPlan {
  const { message: _message, ...rest } = plan
  return { ...rest, upTo: sendsMail(plan) ? 'rcpt' : plan.upTo }
}

/** A generated message of this size instead of the one that failed. */
export function withMessageSize(plan: SessionPlan, sizeBytes: number): SessionPlan {
  const lineEnding = plan.message?.lineEnding
  return { ...plan, message: { sizeBytes, ...(lineEnding === undefined ? {} : { lineEnding }) } }
}

/** TLS 1.3 is on offer with an empty key share: about 200 octets, answered by a HelloRetryRequest, which is small too. */
export const SMALL_HELLO: HelloSpec = { maxVersion: 0x0304 }
/** The same, padded to the size of a post-quantum hello: more than one full segment on every ordinary path. */
export const LARGE_HELLO: HelloSpec = { maxVersion: 0x0304, sizeBytes: 1800, padWith: 'padding' }
/** Small, and of TLS 1.2: the server answers with its whole flight, certificates included. */
export const FULL_ANSWER_HELLO: HelloSpec = { maxVersion: 0x0303 }
/** The same, offering only certificate-less suites (anonymous DH, RFC 5246 §A.5): the answer is an alert or a small flight. */
export const SMALL_ANSWER_HELLO: HelloSpec = { maxVersion: 0x0303, suites: [0x00a7, 0x00a6, 0x0034, 0x003a, 0x00ff] }
/** TLS 1.3 and TLS 1.2 at the same size, outside the 256 to 511 octets that some appliances dislike. */
export const EQUAL_SIZE_TLS13_HELLO: HelloSpec = { maxVersion: 0x0304, sizeBytes: 560, padWith: 'groups' }
export const EQUAL_SIZE_TLS12_HELLO: HelloSpec = { maxVersion: 0x0303, sizeBytes: 560, padWith: 'groups' }

/** One hello to the endpoint of a session, from the same source and with the same name. */
export function helloOf(plan: SessionPlan, hello: HelloSpec, sliceBytes?: number): HelloPlan {
  return {
    kind: 'hello',
    endpoint: plan.endpoint,
    ehloName: plan.ehloName,
    hello,
    ...(plan.tls === 'wrapped' ? { wrapped: true } : {}),
    ...(plan.bind === undefined ? {} : { bind: plan.bind }),
    ...(sliceBytes === undefined ? {} : { sliceBytes, slicePauseMs: SLICE_PAUSE_MS }),
  }
}
