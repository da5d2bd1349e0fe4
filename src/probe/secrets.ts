import type { Outcome } from '../domain/outcome.ts'

/** Keeps a password out of everything that is recorded, in each of the forms in which it travels or is echoed. */
export interface Secrets {
  add(secret: string): void
  scrub(text: string): string
  /** A peer that echoes the password must not put it into the record. */
  scrubOutcome(outcome: Outcome): Outcome
}

export const REPLACEMENT = '(secret)'

export function createSecrets(): Secrets {
  const secrets: string[] = []
  const scrub = (text: string): string => secrets.reduce((clean, secret) => clean.replaceAll(secret, REPLACEMENT), text)
  return {
    add(secret) {
      if (secret === '' || secrets.includes(secret)) return
      secrets.push(secret)
      // The longest first: a secret may contain another.
      secrets.sort((a, b) => b.length - a.length)
    },
    scrub,
    scrubOutcome(outcome) {
      if (outcome.kind === 'garbled') return { ...outcome, head: scrub(outcome.head) }
      if (outcome.kind !== 'reply') return outcome
      return { ...outcome, reply: { ...outcome.reply, lines: outcome.reply.lines.map(scrub) } }
    },
  }
}
