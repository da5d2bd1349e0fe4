import type { HelloAnswer } from '../domain/facts/smtp-facts.ts'
import type { Outcome } from '../domain/outcome.ts'
import type { HelloPlan } from '../domain/plan/hello-plan.ts'
import { replyText } from '../domain/reply.ts'
import { concat, toLatin1 } from '../wire/octets.ts'
import { notARecord } from '../wire/tls/record.ts'
import type { ServerFlight } from '../wire/tls/server-flight.ts'
import { createServerFlightReader } from '../wire/tls/server-flight.ts'
import { readSslv2Answer } from '../wire/tls/sslv2.ts'
import { chainOfDer } from './certificate-facts.ts'
import type { Dialogue } from './dialogue.ts'
import { patienceFor } from './patience.ts'

/** The encrypted rest of a TLS 1.3 flight has no end that we could read: this much quiet counts as one. */
const QUIET_MS = 300
/** A flight larger than any certificate chain is not read on. */
const FLIGHT_LIMIT_BYTES = 512 * 1024
const HEAD_BYTES = 256
const SSL_2 = 0x0002

/** What has come since the hello was written. */
interface Received {
  bytes: number
  head: Uint8Array
  lastAt: number
  plaintext: boolean
}

/** Writes the hello and reads what comes back, to the end of the server's flight where that can be told. */
export async function collectAnswer(
  dialogue: Dialogue,
  hello: Uint8Array,
  { patienceMs, readsChain, hello: { maxVersion } }: HelloPlan,
): Promise<HelloAnswer> {
  const isSslv2 = maxVersion === SSL_2
  const { clock } = dialogue.context
  const reader = createServerFlightReader()
  const from = clock.now()
  const received: Received = { bytes: 0, head: new Uint8Array(0), lastAt: from, plaintext: false }
  dialogue.tcp.listen({
    octets(octets) {
      received.bytes += octets.length
      received.lastAt = clock.now()
      if (received.head.length < HEAD_BYTES)
        received.head = concat([received.head, octets.subarray(0, HEAD_BYTES - received.head.length)])
      if (received.bytes === octets.length) received.plaintext = notARecord(octets) !== undefined
      if (received.plaintext) {
        if (!isSslv2) dialogue.inbox.receive(octets)
      } else if (received.bytes <= FLIGHT_LIMIT_BYTES) reader.push(octets)
    },
    happened: () => dialogue.bell.ring(),
  })
  dialogue.write(hello)
  let answer: HelloAnswer | undefined
  const outcome = await dialogue.await('tls', `(ClientHello, ${hello.length} octets)`, () => {
    answer = readAnswer(reader.flight(), received, dialogue, isSslv2)
    return answer === undefined ? undefined : outcomeOf(answer, received.bytes)
  })
  const afterMs = outcome.afterMs ?? 0
  if (answer === undefined) return withTime(answerOfEnd(reader.flight(), received, outcome), afterMs)
  if (answer.kind !== 'server-hello' || answer.retry || isSslv2) return withTime(answer, afterMs)
  await collectFlight(dialogue, reader, received, from + patienceFor('tls', tlsPatience(patienceMs)))
  const flight = reader.flight()
  const group = answer.group ?? flight.exchangeGroup
  return {
    ...answer,
    ...(group === undefined ? {} : { group }),
    flightBytes: received.bytes,
    flightComplete: isComplete(flight, reader.pendingBytes()),
    ...(answer.version < 0x0304 && flight.done ? { clientCertificateAsked: flight.certificateRequested } : {}),
    ...(readsChain === true && flight.certificates.length > 0 ? { chain: chainOfDer(flight.certificates) } : {}),
    afterMs,
  }
}

function tlsPatience(patienceMs: number | undefined): { readonly tls?: number } {
  return patienceMs === undefined ? {} : { tls: patienceMs }
}

/** The rest of the flight: to ServerHelloDone, to the quiet after encrypted records, or to the end of line or patience. */
async function collectFlight(
  dialogue: Dialogue,
  reader: ReturnType<typeof createServerFlightReader>,
  received: Received,
  untilMs: number,
): Promise<void> {
  const { clock } = dialogue.context
  for (;;) {
    const flight = reader.flight()
    const now = clock.now()
    if (flight.done || flight.garbled !== undefined || flight.alert?.fatal === true) return
    if (dialogue.tcp.end() !== undefined || dialogue.aborted() || now >= untilMs) return
    if (received.bytes > FLIGHT_LIMIT_BYTES) return
    const quietAt = received.lastAt + QUIET_MS
    const mayBeWhole = isComplete(flight, reader.pendingBytes())
    if (mayBeWhole && now >= quietAt) return
    await dialogue.bell.wait(mayBeWhole ? Math.min(quietAt, untilMs) : untilMs)
  }
}

function isComplete(flight: ServerFlight, pendingBytes: number): boolean {
  return flight.done || (flight.hello?.version === 0x0304 && flight.encryptedRecords > 0 && pendingBytes === 0)
}

/** The answer as soon as it is one; undefined while more must come. */
function readAnswer(
  flight: ServerFlight,
  received: Received,
  dialogue: Dialogue,
  isSslv2: boolean,
): HelloAnswer | undefined {
  if (received.plaintext && isSslv2) return readSslv2(received)
  if (received.plaintext) {
    const reply = dialogue.inbox.take()
    if (reply !== undefined) return { kind: 'plaintext', text: replyText(reply).slice(0, 1_000), afterMs: 0 }
    const garbled = dialogue.inbox.garbled()
    return garbled === undefined ? undefined : { kind: 'garbled', head: garbled.head, afterMs: 0 }
  }
  if (flight.hello !== undefined) {
    const { version, suite, group, retry, secureRenegotiation } = flight.hello
    return {
      kind: 'server-hello',
      version,
      suite,
      ...(group === undefined ? {} : { group }),
      retry,
      flightBytes: 0,
      ...(version < 0x0304 ? { secureRenegotiation } : {}),
      afterMs: 0,
    }
  }
  if (flight.alert?.fatal === true)
    return { kind: 'alert', description: flight.alert.description, fatal: true, afterMs: 0 }
  if (flight.garbled !== undefined) return { kind: 'garbled', head: toLatin1(received.head), afterMs: 0 }
  return undefined
}

function readSslv2({ head, bytes }: Received): HelloAnswer | undefined {
  const answer = readSslv2Answer(head)
  switch (answer.kind) {
    case 'incomplete':
      return undefined
    case 'server-hello':
      return {
        kind: 'server-hello',
        version: answer.version,
        suite: 0,
        retry: false,
        flightBytes: bytes,
        flightComplete: bytes >= answer.sizeBytes,
        afterMs: 0,
      }
    case 'error':
    case 'other':
      return { kind: 'garbled', head: toLatin1(head), afterMs: 0 }
  }
}

/** The step's outcome in the common words; a refusal by alert is a close by alert. */
function outcomeOf(answer: HelloAnswer, bytesSeen: number): Outcome {
  switch (answer.kind) {
    case 'server-hello':
      return { kind: 'done' }
    case 'alert':
      return {
        kind: 'closed',
        by: 'tls-alert',
        alert: { description: answer.description, fatal: answer.fatal, from: 'peer' },
        bytesSeen,
      }
    case 'plaintext':
      return { kind: 'garbled', head: answer.text.slice(0, HEAD_BYTES), why: 'clear text where a TLS record was due' }
    case 'garbled':
      return { kind: 'garbled', head: answer.head, why: 'octets that are neither TLS nor SMTP' }
    case 'closed':
      return { kind: 'closed', by: answer.by, bytesSeen }
    case 'silent':
      return { kind: 'silent', bytesSeen }
    case 'not-reached':
      return answer.outcome
  }
}

/** The line or patience ended before an answer. */
function answerOfEnd(flight: ServerFlight, received: Received, outcome: Outcome): HelloAnswer {
  if (flight.alert !== undefined) return { kind: 'alert', ...flight.alert, afterMs: 0 }
  if (received.plaintext) return { kind: 'garbled', head: toLatin1(received.head), afterMs: 0 }
  const bytesSeen = received.bytes
  switch (outcome.kind) {
    case 'closed':
      return { kind: 'closed', by: outcome.by === 'rst' ? 'rst' : 'fin', bytesSeen, afterMs: 0 }
    case 'garbled':
      return { kind: 'garbled', head: outcome.head, afterMs: 0 }
    case 'errno':
      return { kind: 'not-reached', stage: 'tls', outcome }
    case 'silent':
    case 'reply':
    case 'done':
      return { kind: 'silent', bytesSeen, afterMs: 0 }
  }
}

function withTime(answer: HelloAnswer, afterMs: number): HelloAnswer {
  return answer.kind === 'not-reached' ? answer : { ...answer, afterMs }
}
