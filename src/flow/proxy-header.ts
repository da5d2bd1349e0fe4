/** The header of a balancer's PROXY protocol. Its sender must write it at once (proxy-protocol.txt §2.2). */

const SIGNATURE = [0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]
/** Signature, version, family, and the length of what follows. */
const FIXED_BYTES = 16

/** Octets of a header of version 2 that begins here; 0: none does. */
export function proxyHeaderBytes(bytes: Uint8Array, at: number, end: number): number {
  const begins = at + SIGNATURE.length <= end && SIGNATURE.every((octet, index) => bytes[at + index] === octet)
  return begins ? FIXED_BYTES + (((bytes[at + 14] ?? 0) << 8) | (bytes[at + 15] ?? 0)) : 0
}

/** Version 1: a line in clear. */
export function isProxyLine(text: string): boolean {
  return /^PROXY (?:TCP4|TCP6|UNKNOWN)(?: |\r|$)/.test(text)
}
