import { toText } from '../octets.ts'
import { numbers16, readBytes } from './bytes.ts'
import type { Extension } from './extension.ts'
import { EXTENSION } from './extension.ts'

/** A ClientHello as it was seen. Lists hold what was offered, in order, GREASE included. */
export interface ClientHello {
  /** legacy_version. */
  readonly version: number
  readonly suites: readonly number[]
  readonly sessionIdBytes: number
  readonly extensions: readonly number[]
  /** Highest real version offered: supported_versions where present, else `version`. */
  readonly maxVersion: number
  readonly supportedVersions: readonly number[]
  readonly sni?: string
  readonly alpn: readonly string[]
  readonly groups: readonly number[]
  readonly sigalgs: readonly number[]
  readonly keyShareGroups: readonly number[]
  readonly paddingBytes: number
}

/** Values that RFC 8701 reserves to keep servers tolerant. */
export function isGrease(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff)
}

/** Reads the body of a ClientHello message (without its four-octet header); undefined when it contradicts itself. */
export function parseClientHello(body: Uint8Array): ClientHello | undefined {
  const reader = readBytes(body)
  const version = reader.number(2)
  const random = reader.take(32)
  const sessionId = reader.vector(1)
  const suites = reader.vector(2)
  const compressions = reader.vector(1)
  if (version === undefined || random === undefined || sessionId === undefined) return undefined
  if (suites === undefined || compressions === undefined) return undefined
  const extensions = reader.left() === 0 ? [] : parseExtensions(reader.vector(2))
  if (extensions === undefined) return undefined
  const data = (type: number): Uint8Array | undefined => extensions.find((one) => one.type === type)?.data
  const versions = numbers16(readBytes(data(EXTENSION.supportedVersions) ?? EMPTY).vector(1) ?? EMPTY)
  const sni = sniOf(data(EXTENSION.serverName))
  return {
    version,
    suites: numbers16(suites),
    sessionIdBytes: sessionId.length,
    extensions: extensions.map(({ type }) => type),
    maxVersion: Math.max(...versions.filter((one) => !isGrease(one)), ...(versions.length === 0 ? [version] : [0])),
    supportedVersions: versions,
    ...(sni === undefined ? {} : { sni }),
    alpn: alpnOf(data(EXTENSION.alpn)),
    groups: numbers16(readBytes(data(EXTENSION.supportedGroups) ?? EMPTY).vector(2) ?? EMPTY),
    sigalgs: numbers16(readBytes(data(EXTENSION.signatureAlgorithms) ?? EMPTY).vector(2) ?? EMPTY),
    keyShareGroups: shareGroupsOf(data(EXTENSION.keyShare)),
    paddingBytes: data(EXTENSION.padding)?.length ?? 0,
  }
}

const EMPTY = new Uint8Array(0)

/** The extensions of a hello; undefined when a length runs past the end. */
export function parseExtensions(octets: Uint8Array | undefined): readonly Extension[] | undefined {
  if (octets === undefined) return undefined
  const reader = readBytes(octets)
  const list: Extension[] = []
  while (reader.left() > 0) {
    const type = reader.number(2)
    const data = reader.vector(2)
    if (type === undefined || data === undefined) return undefined
    list.push({ type, data })
  }
  return list
}

function sniOf(data: Uint8Array | undefined): string | undefined {
  const reader = readBytes(readBytes(data ?? EMPTY).vector(2) ?? EMPTY)
  const type = reader.number(1)
  const name = reader.vector(2)
  return type === 0 && name !== undefined ? toText(name) : undefined
}

function alpnOf(data: Uint8Array | undefined): readonly string[] {
  const reader = readBytes(readBytes(data ?? EMPTY).vector(2) ?? EMPTY)
  const names: string[] = []
  for (let name = reader.vector(1); name !== undefined; name = reader.vector(1)) names.push(toText(name))
  return names
}

function shareGroupsOf(data: Uint8Array | undefined): readonly number[] {
  const reader = readBytes(readBytes(data ?? EMPTY).vector(2) ?? EMPTY)
  const groups: number[] = []
  for (;;) {
    const group = reader.number(2)
    const key = reader.vector(2)
    if (group === undefined || key === undefined) return groups
    groups.push(group)
  }
}
