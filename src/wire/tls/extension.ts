import { concat, toUtf8 } from '../octets.ts'
import { u16, u8 } from './bytes.ts'

/** ExtensionType (IANA). */
export const EXTENSION = {
  serverName: 0,
  supportedGroups: 10,
  ecPointFormats: 11,
  signatureAlgorithms: 13,
  alpn: 16,
  encryptThenMac: 22,
  extendedMasterSecret: 23,
  padding: 21,
  sessionTicket: 35,
  supportedVersions: 43,
  pskKeyExchangeModes: 45,
  keyShare: 51,
  renegotiationInfo: 0xff01,
} as const

export interface Extension {
  readonly type: number
  readonly data: Uint8Array
}

export function encodeExtension(extension: Extension): Uint8Array {
  return concat([u16(extension.type), u16(extension.data.length), extension.data])
}

/** RFC 6066 §3. */
export function serverName(host: string): Extension {
  const name = toUtf8(host)
  const entry = concat([u8(0), u16(name.length), name])
  return { type: EXTENSION.serverName, data: concat([u16(entry.length), entry]) }
}

/** A list of 16-bit numbers with its length in front: groups, signature algorithms. */
export function list16(type: number, numbers: readonly number[]): Extension {
  return { type, data: u16(numbers.length * 2, ...numbers) }
}

export function supportedVersions(versions: readonly number[]): Extension {
  return { type: EXTENSION.supportedVersions, data: concat([u8(versions.length * 2), u16(...versions)]) }
}

/** RFC 7301. */
export function alpn(protocols: readonly string[]): Extension {
  const names = concat(protocols.map(toUtf8).flatMap((name) => [u8(Math.min(name.length, 255)), name.subarray(0, 255)]))
  return { type: EXTENSION.alpn, data: concat([u16(names.length), names]) }
}

export interface KeyShare {
  readonly group: number
  readonly key: Uint8Array
}

export function keyShares(shares: readonly KeyShare[]): Extension {
  const list = concat(shares.flatMap(({ group, key }) => [u16(group), u16(key.length), key]))
  return { type: EXTENSION.keyShare, data: concat([u16(list.length), list]) }
}
