/** What a tool says about a server's TLS, each fact in the same words whoever says it. undefined: the tool was not asked, or does not look. */
export interface TlsFacts {
  /** `1.2` */
  readonly version?: readonly string[]
  /** `0xc030` */
  readonly suite?: readonly string[]
  /** `0x001d` */
  readonly group?: readonly string[]
  /** `RSA 2048`, `until 2027-02-26 07:37`, `names mx.example.net`. */
  readonly certificate?: readonly string[]
  /** `trusted` or `not trusted`. */
  readonly chain?: readonly string[]
}

export const KINDS = ['version', 'suite', 'group', 'certificate', 'chain'] as const
export type Kind = (typeof KINDS)[number]

export function hex(code: number): string {
  return `0x${code.toString(16).padStart(4, '0')}`
}

export interface CertificateWords {
  readonly keyType: string
  readonly keyBits: number
  readonly notAfter: Date
  readonly names: readonly string[]
}

export function certificateFacts({ keyType, keyBits, notAfter, names }: CertificateWords): readonly string[] {
  const until = notAfter.toISOString().slice(0, 16).replace('T', ' ')
  return [`${keyType} ${keyBits}`, `until ${until}`, `names ${names.toSorted().join(' ')}`]
}
