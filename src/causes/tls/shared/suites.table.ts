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

/** IANA named groups. */
export const P256 = 23
export const P384 = 24
export const P521 = 25
export const X25519 = 29
