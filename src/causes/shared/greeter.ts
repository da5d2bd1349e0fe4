import type { SessionSeen } from './sessions.ts'

/** The name with which a server greets, in lower case: the first word of its banner (RFC 5321 §4.2). It tells the members of a pool apart. */
export function greeterOf({ fact }: SessionSeen): string | undefined {
  const word = fact.banner?.lines[0]?.trim().split(/\s+/)[0]?.toLowerCase()
  return word === '' ? undefined : word
}
