import type { HelloSpec } from '../../domain/plan/hello-plan.ts'
import { concat } from '../octets.ts'
import { u16, u24, u8 } from './bytes.ts'
import { defaultSuites, GROUPS, SIGALGS } from './defaults.ts'
import type { Extension } from './extension.ts'
import {
  alpn,
  encodeExtension,
  EXTENSION,
  type KeyShare,
  keyShares,
  list16,
  serverName,
  supportedVersions,
} from './extension.ts'
import { mlkemShare, x25519Share } from './key-share.ts'
import { encodeRecords, RECORD_TYPE } from './record.ts'
import { buildSslv2Hello } from './sslv2.ts'

/** The parts of a hello that padding may change. */
interface Parts {
  readonly sessionId: Uint8Array
  readonly suites: readonly number[]
  readonly groups: readonly number[]
  /** Octets inside the padding extension; undefined: no such extension. */
  readonly paddingBytes?: number
}

/** GREASE values (RFC 8701): must be ignored by every server. */
const GREASE = { suite: 0x4a4a, group: 0x5a5a, version: 0x6a6a, extension: 0x7a7a, lastExtension: 0x8a8a } as const
/** A group and a suite that nobody has been assigned, to make a hello longer. */
const UNKNOWN_GROUP = 0x7000
const UNKNOWN_SUITE = 0x7000
const UNKNOWN_COUNT = 0x0f00
/** The lengths inside a hello are 16-bit numbers. */
const SIZE_LIMIT_BYTES = 65_000

/**
 * The octets of a ClientHello, record header included (RFC 8446 §4.1.2 and 5.1, RFC 5246, RFC 6101; SSLv2 for 0x0002).
 * `host` is the name sent as SNI unless the spec says otherwise; an address literal is never sent (RFC 6066 §3).
 * A hello that is already larger than `sizeBytes` stays as it is.
 */
export function buildClientHello(spec: HelloSpec, host: string, random: (count: number) => Uint8Array): Uint8Array {
  if (spec.maxVersion === 0x0002) return buildSslv2Hello(random(16))
  const is13 = offers13(spec)
  const suites = spec.suites ?? defaultSuites(spec.maxVersion)
  const groups = spec.groups ?? GROUPS
  const plain: Parts = {
    sessionId: is13 ? random(32) : new Uint8Array(0),
    suites: spec.grease === true ? [GREASE.suite, ...suites] : suites,
    groups: spec.grease === true ? [GREASE.group, ...groups] : groups,
  }
  const shares = is13 ? sharesOf(spec, random) : []
  const clientRandom = random(32)
  const build = (parts: Parts): Uint8Array => encode(spec, host, parts, shares, clientRandom)
  const unpadded = build(plain)
  const wanted = Math.min(spec.sizeBytes ?? 0, SIZE_LIMIT_BYTES)
  if (wanted <= unpadded.length) return unpadded
  const grown = build(padded(spec, plain, wanted - unpadded.length))
  // Beyond 2^14 octets each further record brings a header of its own.
  return grown.length > wanted ? build(padded(spec, plain, 2 * wanted - unpadded.length - grown.length)) : grown
}

function offers13(spec: HelloSpec): boolean {
  return spec.maxVersion === 0x0304 && spec.omitSupportedVersions !== true
}

function sharesOf(spec: HelloSpec, random: (count: number) => Uint8Array): readonly KeyShare[] {
  switch (spec.keyShare ?? 'empty') {
    case 'empty':
      return []
    case 'x25519':
      return [x25519Share(random)]
    case 'mlkem':
      return [mlkemShare(random), x25519Share(random)]
  }
}

/** Parts that make the hello longer by exactly `missing` octets, as far as the chosen kind of padding can. */
function padded(spec: HelloSpec, plain: Parts, missing: number): Parts {
  // SSLv3 knows no extensions: only suites can fill it.
  const kind = spec.maxVersion <= 0x0300 ? 'suites' : (spec.padWith ?? 'padding')
  const overhead = kind === 'padding' ? 4 : 0
  const odd = kind === 'padding' ? 0 : missing % 2
  const idBytes = plain.sessionId.length
  // The session id may have any length up to 32, so it takes what the padding cannot express.
  if (missing < overhead) {
    if (idBytes + missing <= 32) return { ...plain, sessionId: filler(plain.sessionId, idBytes + missing) }
    return { ...plain, sessionId: plain.sessionId.subarray(0, idBytes - (overhead - missing)), paddingBytes: 0 }
  }
  if (kind === 'padding') return { ...plain, paddingBytes: missing - overhead }
  const grown = odd === 0 ? plain.sessionId : filler(plain.sessionId, idBytes === 32 ? 31 : idBytes + 1)
  const units = (missing - (grown.length - idBytes)) / 2
  const unknown = (from: number): number[] =>
    Array.from({ length: units }, (_, index) => from + (index % UNKNOWN_COUNT))
  return kind === 'groups'
    ? { ...plain, sessionId: grown, groups: [...plain.groups, ...unknown(UNKNOWN_GROUP)] }
    : { ...plain, sessionId: grown, suites: [...plain.suites, ...unknown(UNKNOWN_SUITE)] }
}

function filler(sessionId: Uint8Array, length: number): Uint8Array {
  const grown = new Uint8Array(length).fill(0xa5)
  grown.set(sessionId.subarray(0, length))
  return grown
}

function encode(
  spec: HelloSpec,
  host: string,
  parts: Parts,
  shares: readonly KeyShare[],
  clientRandom: Uint8Array,
): Uint8Array {
  const hasExtensions = spec.maxVersion > 0x0300
  const extensions = hasExtensions ? concat(extensionsOf(spec, host, parts, shares).map(encodeExtension)) : undefined
  const clientVersion = spec.maxVersion === 0x0304 ? 0x0303 : spec.maxVersion
  const body = concat([
    u16(clientVersion),
    clientRandom,
    u8(parts.sessionId.length),
    parts.sessionId,
    u16(parts.suites.length * 2),
    u16(...parts.suites),
    u8(1),
    u8(0),
    ...(extensions === undefined ? [] : [u16(extensions.length), extensions]),
  ])
  const message = concat([u8(1), u24(body.length), body])
  const recordVersion = spec.recordVersion ?? (spec.maxVersion <= 0x0300 ? 0x0300 : 0x0301)
  return encodeRecords(RECORD_TYPE.handshake, recordVersion, message)
}

function extensionsOf(spec: HelloSpec, host: string, parts: Parts, shares: readonly KeyShare[]): readonly Extension[] {
  const list: Extension[] = []
  const grease = spec.grease === true
  if (grease) list.push({ type: GREASE.extension, data: new Uint8Array(0) })
  const sni = spec.sni === undefined ? (isAddress(host) ? null : host) : spec.sni
  if (sni !== null && sni !== '') list.push(serverName(sni))
  list.push({ type: EXTENSION.extendedMasterSecret, data: new Uint8Array(0) })
  // The signal of RFC 5746 goes as a suite or as an extension, not as both.
  if (!parts.suites.includes(0x00ff)) list.push({ type: EXTENSION.renegotiationInfo, data: u8(0) })
  list.push(list16(EXTENSION.supportedGroups, parts.groups))
  list.push({ type: EXTENSION.ecPointFormats, data: Uint8Array.of(1, 0) })
  if (spec.maxVersion >= 0x0303) list.push(list16(EXTENSION.signatureAlgorithms, spec.sigalgs ?? SIGALGS))
  if (spec.alpn !== undefined && spec.alpn.length > 0) list.push(alpn(spec.alpn))
  if (offers13(spec)) {
    const versions = [0x0304, 0x0303, 0x0302, 0x0301]
    list.push(supportedVersions(grease ? [GREASE.version, ...versions] : versions))
    list.push({ type: EXTENSION.pskKeyExchangeModes, data: Uint8Array.of(1, 1) })
    list.push(keyShares(grease && shares.length > 0 ? [{ group: GREASE.group, key: u8(0) }, ...shares] : shares))
  }
  if (grease) list.push({ type: GREASE.lastExtension, data: u8(0) })
  if (parts.paddingBytes !== undefined) list.push({ type: EXTENSION.padding, data: new Uint8Array(parts.paddingBytes) })
  return list
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)
}
