/** IANA TLS cipher suite numbers, in families that senders and servers have or lack as a whole. */

/** TLS 1.2 with an RSA certificate: ECDHE and DHE with AEAD and CBC, and plain RSA key exchange. */
export const RSA_SUITES: readonly number[] = [
  0xc030, 0xcca8, 0xc02f, 0xc028, 0xc027, 0xc014, 0xc013, 0x009f, 0x009e, 0x006b, 0x0067, 0x0039, 0x0033, 0x009d,
  0x009c, 0x003d, 0x003c, 0x0035, 0x002f, 0x00ff,
]

/** TLS 1.2 with an ECDSA certificate. */
export const ECDSA_SUITES: readonly number[] = [0xc02c, 0xcca9, 0xc02b, 0xc024, 0xc023, 0xc00a, 0xc009]

/** What every sender of the last ten years can do: RSA and ECDSA certificates. */
export const COMMON_SUITES: readonly number[] = [...ECDSA_SUITES, ...RSA_SUITES]

/** CBC suites only: senders before 2012 (Windows 2008 R2, old Java, appliances). */
export const CBC_SUITES: readonly number[] = [
  0xc024, 0xc023, 0xc00a, 0xc009, 0xc028, 0xc027, 0xc014, 0xc013, 0x006b, 0x0067, 0x0039, 0x0033, 0x003d, 0x003c,
  0x0035, 0x002f, 0x000a, 0x00ff,
]

/** Everything that a museum piece might want: 3DES, RC4, SEED, Camellia, IDEA, DSS, DES and export suites. */
export const LEGACY_SUITES: readonly number[] = [
  ...COMMON_SUITES,
  0x000a,
  0x0016,
  0x0013,
  0xc012,
  0xc008,
  0x0005,
  0x0004,
  0xc011,
  0xc007,
  0x0096,
  0x009a,
  0x0099,
  0x0041,
  0x0045,
  0x0084,
  0x0088,
  0x0044,
  0x0087,
  0x0007,
  0x0038,
  0x0032,
  0x006a,
  0x0040,
  0x00a3,
  0x00a2,
  0x0009,
  0x0015,
  0x0012,
  0x0003,
  0x0006,
  0x0008,
]

/** Suites that few libraries build in: ARIA, CCM, and Camellia beyond plain RSA. */
export const RARE_SUITES: readonly number[] = [
  0xc060, 0xc061, 0xc05c, 0xc05d, 0xc052, 0xc053, 0xc050, 0xc051, 0xc04c, 0xc04d, 0xc048, 0xc049, 0xc044, 0xc045,
  0xc03c, 0xc03d, 0xc09c, 0xc09d, 0xc09e, 0xc09f, 0xc0a0, 0xc0a1, 0xc0a2, 0xc0a3, 0xc0ac, 0xc0ad, 0xc0ae, 0xc0af,
  0x0041, 0x0084, 0x0045, 0x0088, 0x00ba, 0x00c0, 0x00be, 0x00c4, 0xc072, 0xc073, 0xc076, 0xc077, 0xc086, 0xc087,
  0xc08a, 0xc08b, 0xc07a, 0xc07b, 0xc07c, 0xc07d, 0x00ff,
]

/**
 * TLS 1.2 without a certificate: with a key that both sides were given before (RFC 4279, RFC 5489), or with a peer that nobody names
 * (anonymous Diffie-Hellman, RFC 5246 §A.5). Only a server that was set up so takes one.
 */
export const CERTIFICATELESS_SUITES: readonly number[] = [
  0xccac, 0xccad, 0xccab, 0xc038, 0xc037, 0xc036, 0xc035, 0x00ab, 0x00aa, 0x00b3, 0x00b2, 0x0091, 0x0090, 0x00a9,
  0x00a8, 0x00af, 0x00ae, 0x008d, 0x008c, 0x00a7, 0x00a6, 0x006d, 0x006c, 0x003a, 0x0034, 0xc019, 0xc018, 0x00ff,
]
export const CERTIFICATELESS_HELLO = { maxVersion: 0x0303, suites: CERTIFICATELESS_SUITES } as const

/** IANA named groups. */
export const P256 = 23
export const P384 = 24
export const P521 = 25
export const X25519 = 29
/** Groups that a server may insist on and few senders offer: larger and Brainpool curves, finite fields, post-quantum hybrids. */
export const RARE_GROUPS: readonly number[] = [
  P521,
  30,
  26,
  27,
  28,
  31,
  32,
  33,
  22,
  21,
  0x0100,
  0x0101,
  0x0102,
  0x0103,
  0x0104,
  0x11ec,
  0x11eb,
  0x11ed,
]
/** Everything that a server could want for the key exchange. */
export const EVERY_GROUP: readonly number[] = [X25519, P256, P384, ...RARE_GROUPS]
/** Hybrids with ML-KEM, which TLS 1.3 alone can use (draft-ietf-tls-ecdhe-mlkem). Some boxes end every handshake that names one. */
export const POST_QUANTUM_GROUPS: readonly number[] = [0x11eb, 0x11ec, 0x11ed]
/** Everything that a server could want in TLS 1.2. */
export const EVERY_TLS12_GROUP: readonly number[] = EVERY_GROUP.filter((group) => !POST_QUANTUM_GROUPS.includes(group))
/** What OpenSSL 3.5 offers unless told otherwise. */
export const OPENSSL_GROUPS: readonly number[] = [0x11ec, X25519, P256, 30, P384, P521, 0x0100, 0x0101]
/** OpenSSL's names, upper case. */
export const GROUP_NUMBERS: Readonly<Record<string, number>> = {
  X25519,
  'P-256': P256,
  'P-384': P384,
  'P-521': P521,
  X448: 30,
  FFDHE2048: 0x0100,
  FFDHE3072: 0x0101,
  FFDHE4096: 0x0102,
  FFDHE6144: 0x0103,
  FFDHE8192: 0x0104,
  X25519MLKEM768: 0x11ec,
}
