import type { CertificateFact, HelloAnswer, SmtpSession, TlsFact } from '../../src/domain/facts/smtp-facts.ts'
import type { Outcome } from '../../src/domain/outcome.ts'
import type { HelloSpec } from '../../src/domain/plan/hello-plan.ts'
import type { SessionPlan } from '../../src/domain/plan/session-plan.ts'
import { AN_ENDPOINT, death, fact, plan, session, type Seen } from './evidence.ts'

/** The peer's fatal alert. */
export function alert(description: number): Outcome {
  return {
    kind: 'closed',
    by: 'tls-alert',
    alert: { description, fatal: true, from: 'peer' },
    bytesSeen: 7,
    afterMs: 20,
  }
}

/** Our own library ended the handshake, in its words. */
export function ours(detail: string, description = 42): Outcome {
  return {
    kind: 'closed',
    by: 'tls-alert',
    alert: { description, fatal: true, from: 'us' },
    bytesSeen: 3000,
    detail,
    afterMs: 20,
  }
}

/** A first look that died in the handshake. */
export function deadHandshake(
  outcome: Outcome,
  planned: Partial<SessionPlan> = {},
  seen: Partial<SmtpSession> = {},
): Seen {
  return session({
    plan: plan(planned),
    death: death('tls', outcome),
    clearKeywords: ['PIPELINING', 'STARTTLS'],
    ...seen,
  })
}

export function certificate(changes: Partial<CertificateFact> = {}): CertificateFact {
  return {
    subject: 'CN=mx1.example.net',
    issuer: "C=US, O=Let's Encrypt, CN=R11",
    names: ['mx1.example.net'],
    notBefore: '2023-10-01T00:00:00Z',
    notAfter: '2024-01-01T00:00:00Z',
    keyType: 'rsa',
    keyBits: 2048,
    signatureAlgorithm: 'sha256WithRSAEncryption',
    sha256: 'aa',
    spkiSha256: 'bb',
    selfSigned: false,
    sizeBytes: 1200,
    ...changes,
  }
}

export function tls(changes: Partial<TlsFact> = {}): TlsFact {
  return {
    version: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    chain: [certificate(), certificate({ subject: "C=US, O=Let's Encrypt, CN=R11", issuer: 'CN=ISRG Root X1' })],
    nameMatches: true,
    ...changes,
  }
}

/** A first look that lived, over TLS. */
export function livingHandshake(changes: Partial<TlsFact> = {}, planned: Partial<SessionPlan> = {}): Seen {
  return session({ plan: plan(planned), tls: tls(changes), clearKeywords: ['PIPELINING', 'STARTTLS'] })
}

/** One hello of an experiment, and what came back. */
export function helloSeen(hello: HelloSpec, answer: HelloAnswer, name = 'h1'): Seen {
  return fact('tls.hello', { endpoint: AN_ENDPOINT, session: name, hello, sizeBytes: hello.sizeBytes ?? 220, answer })
}

/** A whole first flight of a server, of TLS 1.2 and of 1.3. */
export const ANSWERED_12 = serverHello(0x0303, 0xc02f)
export const ANSWERED_13 = serverHello(0x0304, 0x1301)

function serverHello(version: number, suite: number) {
  return { kind: 'server-hello', version, suite, retry: false, flightBytes: 3000, afterMs: 20 } as const
}
