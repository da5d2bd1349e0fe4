import { concat } from '../octets.ts'
import type { KeyShare } from './extension.ts'

export const X25519 = 0x001d
export const X25519MLKEM768 = 0x11ec

const MLKEM768_COEFFICIENTS = 3 * 256
const MLKEM_PRIME = 3329

/** Any 32 octets are an X25519 public key (RFC 7748 §5). Nobody holds its secret: the handshake will not be finished. */
export function x25519Share(random: (count: number) => Uint8Array): KeyShare {
  return { group: X25519, key: random(32) }
}

/**
 * A share of the size and form of X25519MLKEM768 (draft-ietf-tls-ecdhe-mlkem): an ML-KEM-768 encapsulation key of 1184 octets,
 * whose 12-bit coefficients lie below the prime as FIPS 203 §7.2 has peers check, then an X25519 key.
 */
export function mlkemShare(random: (count: number) => Uint8Array): KeyShare {
  const chance = random(MLKEM768_COEFFICIENTS * 2)
  const packed = new Uint8Array((MLKEM768_COEFFICIENTS * 12) / 8)
  for (let pair = 0; pair < MLKEM768_COEFFICIENTS / 2; pair += 1) {
    const low = coefficient(chance, pair * 2)
    const high = coefficient(chance, pair * 2 + 1)
    packed.set([low & 0xff, (low >> 8) | ((high & 0x0f) << 4), high >> 4], pair * 3)
  }
  return { group: X25519MLKEM768, key: concat([packed, random(32), random(32)]) }
}

function coefficient(chance: Uint8Array, index: number): number {
  return (((chance[index * 2] ?? 0) << 8) | (chance[index * 2 + 1] ?? 0)) % MLKEM_PRIME
}
