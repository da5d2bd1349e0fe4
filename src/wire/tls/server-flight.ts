import type { ClearAlert } from './alert.ts'
import { readAlert } from './alert.ts'
import { createMessageJoiner, HANDSHAKE } from './handshake-message.ts'
import { createRecordSplitter, RECORD_TYPE } from './record.ts'
import type { ServerHello } from './server-hello.ts'
import { certificatesOf, keyExchangeGroup, parseServerHello } from './server-hello.ts'

/** What a server has answered to a ClientHello so far, as far as it is in clear text. */
export interface ServerFlight {
  readonly hello?: ServerHello
  /** Named group of a TLS ≤ 1.2 ServerKeyExchange. */
  readonly exchangeGroup?: number
  /** DER, leaf first; TLS ≤ 1.2 only, later ones are encrypted. */
  readonly certificates: readonly Uint8Array[]
  readonly certificateRequested: boolean
  /** ServerHelloDone was seen (TLS ≤ 1.2). */
  readonly done: boolean
  /** Complete encrypted records after the hello (TLS 1.3). */
  readonly encryptedRecords: number
  readonly alert?: ClearAlert
  /** Why the octets are not TLS, or contradict themselves. */
  readonly garbled?: string
}

/** Reads a server's first flight, however it is cut; bounded, never throws. */
export interface ServerFlightReader {
  push(octets: Uint8Array): ServerFlight
  flight(): ServerFlight
  /** Octets of a record or message that has begun and is not complete. */
  pendingBytes(): number
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

export function createServerFlightReader(): ServerFlightReader {
  const splitter = createRecordSplitter()
  const joiner = createMessageJoiner()
  const flight: Writable<ServerFlight> = {
    certificates: [],
    certificateRequested: false,
    done: false,
    encryptedRecords: 0,
  }

  function readMessage(type: number, body: Uint8Array): void {
    switch (type) {
      case HANDSHAKE.serverHello: {
        const hello = parseServerHello(body)
        if (hello === undefined) flight.garbled ??= 'a ServerHello that contradicts its own lengths'
        else flight.hello ??= hello
        return
      }
      case HANDSHAKE.certificate:
        flight.certificates = certificatesOf(body)
        return
      case HANDSHAKE.serverKeyExchange: {
        const group = keyExchangeGroup(body)
        if (group !== undefined) flight.exchangeGroup = group
        return
      }
      case HANDSHAKE.certificateRequest:
        flight.certificateRequested = true
        return
      case HANDSHAKE.serverHelloDone:
        flight.done = true
        return
      default:
        // Certificate status, tickets and whatever comes next: of no interest here.
        return
    }
  }

  return {
    flight: () => ({ ...flight }),
    pendingBytes: () => splitter.pendingBytes() + joiner.pendingBytes(),
    push(octets) {
      for (const event of splitter.push(octets)) {
        if (event.kind === 'garbled') {
          flight.garbled ??= event.why
          break
        }
        const { record } = event
        if (record.type === RECORD_TYPE.handshake) {
          for (const message of joiner.push(record.payload)) readMessage(message.type, message.body)
          if (joiner.overflowed()) flight.garbled ??= 'a handshake message of impossible size'
        } else if (record.type === RECORD_TYPE.applicationData) flight.encryptedRecords += 1
        else {
          const alert = readAlert(record)
          // A warning may stand before the ServerHello (unrecognized_name); a fatal alert ends it all.
          if (alert !== undefined && (flight.alert === undefined || alert.fatal)) flight.alert = alert
        }
      }
      return { ...flight }
    },
  }
}
