import type { Sight } from '../../../domain/evidence.ts'
import type { CertificateFact, SmtpSession } from '../../../domain/facts/smtp-facts.ts'
import type { Observation } from '../../../domain/observation.ts'
import type { SessionPlan } from '../../../domain/plan/session-plan.ts'
import {
  type DeadSession,
  firstLooksAnywhere,
  livingLooks,
  nearestDeaths,
  type SessionSeen,
} from '../../shared/sessions.ts'

/** How a handshake died. */
export type HandshakeEnd =
  | { readonly kind: 'alert'; readonly description: number }
  | { readonly kind: 'eof' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'silence' }
  /** Octets that are not TLS: an SMTP reply, as a rule. */
  | { readonly kind: 'not-tls'; readonly text: string }
  /** Our own library refused what the peer offered. */
  | { readonly kind: 'ours'; readonly detail: string }

export interface HandshakeDeath extends DeadSession {
  readonly end: HandshakeEnd
}

/** Handshakes of first looks that died, each with its way of dying. */
export function handshakeDeaths(sight: Sight<'smtp.session'>): readonly HandshakeDeath[] {
  return nearestDeaths(sight, ['tls']).flatMap((death) => {
    const end = endOfHandshake(death)
    return end === undefined ? [] : [{ ...death, end }]
  })
}

function endOfHandshake({ fact }: DeadSession): HandshakeEnd | undefined {
  const { outcome } = fact.death
  switch (outcome.kind) {
    case 'silent':
      return { kind: 'silence' }
    case 'garbled':
      return { kind: 'not-tls', text: outcome.head }
    case 'reply':
      return { kind: 'not-tls', text: `${outcome.reply.code} ${outcome.reply.lines.join(' ')}` }
    case 'errno':
      return outcome.errno === 'ETIMEDOUT' ? { kind: 'silence' } : { kind: 'reset' }
    case 'done':
      return undefined
    case 'closed': {
      const { alert, detail, by } = outcome
      if (alert?.from === 'peer') return { kind: 'alert', description: alert.description }
      if (alert?.from === 'us' || (detail !== undefined && detail !== '')) return { kind: 'ours', detail: detail ?? '' }
      return by === 'rst' ? { kind: 'reset' } : { kind: 'eof' }
    }
  }
}

/** Deaths by an alert of the peer with one of these numbers. */
export function byAlert(all: readonly HandshakeDeath[], ...numbers: readonly number[]): readonly HandshakeDeath[] {
  return all.filter(({ end }) => end.kind === 'alert' && numbers.includes(end.description))
}

/** Deaths of one kind. */
export function byKind(
  all: readonly HandshakeDeath[],
  ...kinds: readonly HandshakeEnd['kind'][]
): readonly HandshakeDeath[] {
  return all.filter(({ end }) => kinds.includes(end.kind))
}

/** Deaths by our own library, whose words match. OpenSSL's reasons come with spaces, Node's codes with underscores. */
export function byOurWords(all: readonly HandshakeDeath[], words: RegExp): readonly HandshakeDeath[] {
  return all.filter(({ end }) => end.kind === 'ours' && words.test(end.detail.replaceAll('_', ' ')))
}

/** The plan imitates a sender that knows nothing newer than TLS 1.1. */
export function isOldPlan({ tlsPlan }: SessionPlan): boolean {
  return tlsPlan?.maxVersion === 'TLSv1' || tlsPlan?.maxVersion === 'TLSv1.1'
}

/** The plan imitates a sender with a version ceiling below TLS 1.3. */
export function hasCeiling({ tlsPlan }: SessionPlan): boolean {
  return tlsPlan?.maxVersion !== undefined && tlsPlan.maxVersion !== 'TLSv1.3'
}

/** The hello offers TLS 1.3 alone: what is TLS 1.2 cannot answer. */
export function hasFloor({ tlsPlan }: SessionPlan): boolean {
  return tlsPlan?.minVersion === 'TLSv1.3'
}

/** A hello with a post-quantum share (OpenSSL 3.5 and newer send one unless told otherwise) takes more than one segment. */
export const LARGE_HELLO_BYTES = 1200

/** Octets of the ClientHello, measured where the step is at hand, guessed from the plan where it is not. */
export function helloBytes(session: SmtpSession, steps: Sight<'smtp.step'>): number {
  const step = steps.seen.find(({ fact }) => fact.session === session.session && fact.stage === 'tls')
  if (step !== undefined && step.fact.sentBytes > 0) return step.fact.sentBytes
  return hasCeiling(session.plan) || session.plan.tlsPlan?.groups !== undefined ? 350 : 1590
}

/** The hello was larger than one segment. */
export function wasLarge(session: SmtpSession, steps: Sight<'smtp.step'>): boolean {
  return helloBytes(session, steps) >= LARGE_HELLO_BYTES
}

/** First looks that finished a handshake. */
export function tlsLooks(sight: Sight<'smtp.session'>): readonly SessionSeen[] {
  return livingLooks(sight).filter(({ fact }) => fact.tls !== undefined)
}

/** The leaf certificates that first looks saw, here or elsewhere. */
export function leaves(
  sight: Sight<'smtp.session'>,
): readonly { readonly look: SessionSeen; readonly leaf: CertificateFact }[] {
  return firstLooksAnywhere(sight).flatMap((look) => {
    const leaf = look.fact.tls?.chain[0]
    return leaf === undefined ? [] : [{ look, leaf }]
  })
}

/**
 * What an experiment on the handshake should repeat: the session that died in it, or, when only a report says so,
 * the session of ours that lived.
 */
export function subjectPlan(sight: Sight<'smtp.session'>): SessionPlan | undefined {
  return handshakeDeaths(sight)[0]?.fact.plan ?? tlsLooks(sight)[0]?.fact.plan
}

/** Hellos of experiments that were answered by a ServerHello, though nothing about them was unusual but the newest version on offer. */
export function answeredHellos(sight: Sight<'tls.hello'>, maxVersion: number): readonly Observation<'tls.hello'>[] {
  return sight.seen.filter(
    ({ fact }) =>
      fact.hello.maxVersion === maxVersion && fact.answer.kind === 'server-hello' && fact.answer.version >= 0x0303,
  )
}

/** Hellos of experiments that got no ServerHello. */
export function unansweredHellos(sight: Sight<'tls.hello'>, maxVersion: number): readonly Observation<'tls.hello'>[] {
  return sight.seen.filter(
    ({ fact }) =>
      fact.hello.maxVersion === maxVersion &&
      (fact.answer.kind === 'closed' || fact.answer.kind === 'alert' || fact.answer.kind === 'silent'),
  )
}
