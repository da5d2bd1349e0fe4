import type { Evidence } from '../../domain/evidence.ts'
import { shapeOf } from '../../domain/plan/message-shape.ts'

/** The evidence without the octets of a message that the user gave: a case tells its size and shape, never its content. */
export function withoutSecrets(evidence: Evidence): Evidence {
  return scrub(evidence)
}

function scrub<T>(value: T): T {
  // The lists of numbers in a hello are long, and there are many hellos.
  if (Array.isArray(value)) return typeof value[0] === 'number' ? value : (value.map((one: unknown) => scrub(one)) as T)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, member]: [string, unknown]): [string, unknown] => {
    if (
      key === 'message' &&
      typeof member === 'object' &&
      member !== null &&
      'raw' in member &&
      typeof member.raw === 'string'
    ) {
      const { raw, ...rest } = member
      return [key, { ...rest, sizeBytes: raw.length, shape: shapeOf({ raw }) }]
    }
    return [key, scrub(member)]
  })
  return Object.fromEntries(entries) as T
}
