import { concat } from '../../../src/wire/octets.ts'
import type { Talk, Who } from './talk.ts'

/** A TLS record of a type and a length. */
export function record(type: number, length: number, first: readonly number[] = []): Uint8Array {
  const bytes = new Uint8Array(5 + length)
  bytes.set([type, 3, 3, length >> 8, length & 0xff])
  bytes.set(first, 5)
  return bytes
}

/** ServerHello of TLS 1.3 (supported_versions names 0x0304). */
export const SERVER_HELLO_13 = record(22, 90, [
  2,
  0,
  0,
  86,
  3,
  3,
  ...Array.from({ length: 32 }, () => 7),
  0,
  0x13,
  1,
  0,
  0,
  46,
  0,
  43,
  0,
  2,
  3,
  4,
])
/** Of 517 octets with its header. */
export const CLIENT_HELLO = record(22, 512, [1, 0, 1, 252, 3, 3])

/** What a server of TLS 1.3 answers a ClientHello with, sealed certificates included. */
export const SERVER_FLIGHT_13 = concat([SERVER_HELLO_13, record(20, 1, [1]), record(23, 1200)])

/** A full handshake of TLS 1.3 after STARTTLS or at once. */
export function handshake13(talk: Talk): void {
  talk.send('client', { bytes: CLIENT_HELLO })
  talk.send('server', { bytes: SERVER_FLIGHT_13 })
  talk.send('client', { bytes: concat([record(20, 1, [1]), record(23, 53)]) })
  talk.send('server', { bytes: concat([record(23, 250), record(23, 250)]) })
}

/** A line inside TLS 1.3: 17 octets more. */
export function sealed(talk: Talk, from: Who, length: number): void {
  talk.send(from, { bytes: record(23, length + 17) })
}

/** Commands and answers inside TLS 1.3, by the lengths of their lines. */
export function exchanged(talk: Talk, lengths: readonly (readonly [command: number, answer: number])[]): void {
  for (const [command, answer] of lengths) {
    sealed(talk, 'client', command)
    sealed(talk, 'server', answer)
  }
}
