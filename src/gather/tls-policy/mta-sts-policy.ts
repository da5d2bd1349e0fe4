import { coversHost } from './name-match.ts'

/** A policy file (RFC 8461 §3.2). */
export interface MtaStsPolicy {
  readonly mode: 'enforce' | 'testing' | 'none'
  readonly mx: readonly string[]
  readonly maxAgeSeconds: number
}

export type MtaStsRead =
  | { readonly kind: 'policy'; readonly policy: MtaStsPolicy }
  | { readonly kind: 'problem'; readonly why: string }

const MAX_AGE_SECONDS = 31_557_600

/** Reads a policy file: `key: value` lines, ended by LF or CRLF; of a key that stands twice the first counts, unknown keys do not. */
export function readMtaStsPolicy(text: string): MtaStsRead {
  const values = new Map<string, string>()
  const mx: string[] = []
  for (const line of text.split(/\r?\n/)) {
    // Cut at the colon, not matched as a whole: 64 kB of blanks would keep an expression busy for seconds.
    const colon = line.indexOf(':')
    const key = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (!/^[a-z0-9][\w.-]*$/.test(key)) continue
    if (key === 'mx') mx.push(value.toLowerCase())
    else if (!values.has(key)) values.set(key, value)
  }
  const problem = (why: string): MtaStsRead => ({ kind: 'problem', why })
  if (values.get('version') !== 'STSv1') return problem('the policy does not say version: STSv1')
  const mode = values.get('mode')
  if (mode !== 'enforce' && mode !== 'testing' && mode !== 'none')
    return problem('the policy has no mode of enforce, testing or none')
  const maxAge = values.get('max_age') ?? ''
  if (!/^\d{1,10}$/.test(maxAge)) return problem('the policy has no max_age in seconds')
  if (mode !== 'none' && mx.length === 0) return problem('the policy names no mx')
  return { kind: 'policy', policy: { mode, mx, maxAgeSeconds: Math.min(Number(maxAge), MAX_AGE_SECONDS) } }
}

/** The TXT record at `_mta-sts` (RFC 8461 §3.1): exactly one that begins with `v=STSv1;`. */
export function readMtaStsRecord(
  texts: readonly string[],
):
  | { readonly kind: 'absent' }
  | { readonly kind: 'record'; readonly id: string }
  | { readonly kind: 'problem'; readonly why: string } {
  const own = texts.filter((text) => /^v=STSv1[ \t]*(?:;|$)/.test(text))
  const [record] = own
  if (record === undefined) return { kind: 'absent' }
  if (own.length > 1) return { kind: 'problem', why: `there are ${own.length} MTA-STS records; senders then see none` }
  const id = /;[ \t]*id=([A-Za-z0-9]{1,32})[ \t]*(?:;|$)/.exec(record)?.[1]
  return id === undefined ? { kind: 'problem', why: 'the MTA-STS record has no valid id' } : { kind: 'record', id }
}

/** The MX host fits one of the policy's patterns (RFC 8461 §4.1). */
export function namesMx(policy: MtaStsPolicy, host: string): boolean {
  return policy.mx.some((pattern) => coversHost(pattern, host))
}
