import { toHex } from '../octets.ts'
import { readBytes } from './bytes.ts'
import { parseExtensions } from './client-hello-parser.ts'
import { EXTENSION } from './extension.ts'

/** SHA-256 of "HelloRetryRequest": the random that marks one (RFC 8446 §4.1.3). */
const RETRY_RANDOM = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c'

export interface ServerHello {
  /** The version agreed on: supported_versions where present, else legacy_version. */
  readonly version: number
  readonly suite: number
  /** key_share's group (TLS 1.3); for older versions it stands in the ServerKeyExchange. */
  readonly group?: number
  /** A HelloRetryRequest: the server wants `group` from us. */
  readonly retry: boolean
  readonly secureRenegotiation: boolean
  readonly extensions: readonly number[]
  /** ALPN protocols, SNI and other answers are told by the types in `extensions`. */
  readonly sessionIdBytes: number
}

/** Reads the body of a ServerHello message; undefined when it contradicts itself. */
export function parseServerHello(body: Uint8Array): ServerHello | undefined {
  const reader = readBytes(body)
  const legacyVersion = reader.number(2)
  const random = reader.take(32)
  const sessionId = reader.vector(1)
  const suite = reader.number(2)
  const compression = reader.number(1)
  if (legacyVersion === undefined || random === undefined || sessionId === undefined) return undefined
  if (suite === undefined || compression === undefined) return undefined
  const extensions = reader.left() === 0 ? [] : parseExtensions(reader.vector(2))
  if (extensions === undefined) return undefined
  const data = (type: number): Uint8Array | undefined => extensions.find((one) => one.type === type)?.data
  const agreed = readBytes(data(EXTENSION.supportedVersions) ?? new Uint8Array(0)).number(2)
  const group = readBytes(data(EXTENSION.keyShare) ?? new Uint8Array(0)).number(2)
  return {
    version: agreed ?? legacyVersion,
    suite,
    ...(group === undefined ? {} : { group }),
    retry: toHex(random) === RETRY_RANDOM,
    secureRenegotiation: data(EXTENSION.renegotiationInfo) !== undefined,
    extensions: extensions.map(({ type }) => type),
    sessionIdBytes: sessionId.length,
  }
}

/** The named curve of an ECDHE ServerKeyExchange (RFC 8422 §5.4); undefined for other kinds of key exchange. */
export function keyExchangeGroup(body: Uint8Array): number | undefined {
  const reader = readBytes(body)
  return reader.number(1) === 3 ? reader.number(2) : undefined
}

/** The DER of each certificate in a Certificate message of TLS ≤ 1.2, leaf first. */
export function certificatesOf(body: Uint8Array): readonly Uint8Array[] {
  const list = readBytes(readBytes(body).vector(3) ?? new Uint8Array(0))
  const chain: Uint8Array[] = []
  for (let der = list.vector(3); der !== undefined; der = list.vector(3)) chain.push(der)
  return chain
}
