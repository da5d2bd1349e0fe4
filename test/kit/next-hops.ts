import type { MtaSetting } from '../../src/domain/facts/host-facts.ts'
import type { Software } from '../../src/domain/software.ts'
import { habitsOf } from '../../src/mta/habits.ts'

/** What a look-up in the server's own tables brought. */
export const found =
  (software: Software) =>
  (name: string, value: string): MtaSetting => ({ software, name, value, isDefault: false, from: 'look-up' })

/** Each seen on the real server, by where its mail went. */
export const hopOf = (settings: readonly MtaSetting[]): unknown => {
  const { relays, relayedBy } = habitsOf(settings, 'example.org')
  return relays === undefined
    ? 'mx'
    : [...relays.map(({ host, port, byMx }) => `${host}:${port ?? 25}${byMx ? ' by MX' : ''}`), relayedBy]
}

/** What keeps the mail from being sent, and what chooses a relay by its sender. */
export const turnsOf = (settings: readonly MtaSetting[]): unknown => {
  const { notSentBy, heldBy, relaysBySender } = habitsOf(settings, 'example.org')
  return notSentBy ?? (heldBy === undefined ? relaysBySender : { heldBy })
}
