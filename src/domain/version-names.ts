import type { TlsVersion } from './plan/session-plan.ts'

/** Protocol versions by their number on the wire (RFC 8446 §4.1.2), as administrators write them. */
const VERSION_NAMES: Readonly<Record<number, string>> = {
  0x0002: 'SSL 2',
  0x0300: 'SSL 3',
  0x0301: 'TLS 1.0',
  0x0302: 'TLS 1.1',
  0x0303: 'TLS 1.2',
  0x0304: 'TLS 1.3',
}

export function versionName(version: number): string {
  return VERSION_NAMES[version] ?? `0x${version.toString(16).padStart(4, '0')}`
}

/** `TLSv1.2` as the options take it: `1.2`. */
export function versionOption(version: TlsVersion): string {
  return version === 'TLSv1' ? '1.0' : version.slice('TLSv'.length)
}
