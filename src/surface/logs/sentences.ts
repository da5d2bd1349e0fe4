import type { ClockReading, LogIncident, LogsDocument } from '../../app/logs/document.ts'
import { assertNever } from '../../base/assert-never.ts'
import type { PatternFact } from '../../domain/facts/text-facts.ts'

/** What fails, and at which stage: `drop.lost at rcpt`. */
export function what({
  symptom,
  stage,
}: {
  readonly symptom: string
  readonly stage?: string | null | undefined
}): string {
  return stage === undefined || stage === null ? symptom : `${symptom} at ${stage}`
}

/** `2026-05-01 00:03` of an ISO time. Stamps in logs have no zone; the document's are UTC. */
export function minute(iso: string | null): string {
  return iso === null ? '?' : iso.slice(0, 16).replace('T', ' ')
}

/** What many lines show together, without what failed. */
export function patternMeaning({ pattern, detail, count, of }: PatternFact): string {
  switch (pattern) {
    case 'only-one-destination':
      return `only ${detail}`
    case 'all-destinations':
      return `everybody, ${detail}`
    case 'only-ipv6':
      return `only over IPv6; ${detail}`
    case 'only-large':
      return `only ${detail}`
    case 'periodic':
      return `one ${detail}, as a timer does`
    case 'since':
      return detail
    case 'only-one-mx':
      return `only at ${detail}`
    case 'heals-in-clear':
      return `${detail} (${count} of ${of})`
    default:
      return assertNever(pattern)
  }
}

/** Whom an incident hit. */
export function whom({ scope, destinations }: LogIncident): string {
  if (scope === 'all-destinations') return 'all destinations'
  if (destinations.length === 0) return 'several destinations'
  const several = scope === 'some-destinations' ? 'several destinations, above all ' : ''
  const more = destinations.length > 3 ? ` and ${destinations.length - 3} more` : ''
  return `${several}${destinations.slice(0, 3).join(', ')}${more}`
}

/** The timer that fired, where many failures agree. */
export function clockMeaning(one: ClockReading): string {
  return `after ${one.seconds} s (${one.count} of ${one.of}): that long is somebody's timer`
}

/** What a server saw of its clients, in words; only what happened. */
export function serverSentences({ server }: LogsDocument): readonly (readonly [string, number])[] {
  return Object.entries(SERVER_WORDS).flatMap(([event, words]) => {
    const count = server[event as keyof typeof SERVER_WORDS]
    return count > 0 ? [[words, count] as const] : []
  })
}

const SERVER_WORDS: Readonly<Record<keyof LogsDocument['server'], string>> = {
  connectionLimit: 'clients were over a connection limit',
  lost: 'clients vanished in the middle of a session',
  timedOut: 'clients were silent until the timeout',
  rejected: 'commands were refused',
  authFailed: 'logins failed',
  tlsAcceptFailed: 'TLS handshakes of clients failed',
  postscreenHangup: 'clients hung up before the greeting',
  postscreenPregreet: 'clients spoke before the greeting',
}
