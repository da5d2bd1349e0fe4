import { describe, expect, test } from 'vitest'
import type { AnyCause, Cause } from '../../src/domain/cause.ts'
import type { FactKind } from '../../src/domain/observation.ts'
import { weighAll } from '../../src/reason/weigh.ts'
import { evidence, type Seen } from './evidence.ts'

type Row = readonly [name: string, seen: readonly Seen[]]

export interface CauseCases {
  /** The cause stands `proven` or `supported`, or at least has clues in its favour. */
  readonly convicts: readonly Row[]
  /** Evidence of another cause: this one is refuted, or its clues speak against it. */
  readonly acquits: readonly Row[]
  /** Nothing to say. */
  readonly abstains: readonly Row[]
}

/** The three tables of a cause's test. */
export function causeCases<K extends FactKind>(cause: Cause<K>, cases: CauseCases): void {
  const any = cause as unknown as AnyCause
  const nats = (seen: readonly Seen[]): number | undefined => {
    const [weighed] = weighAll(evidence(seen), [any])
    return weighed === undefined ? undefined : weighed.standing === 'refuted' ? -100 : weighed.score - any.prior
  }
  describe(cause.id, () => {
    test.each(cases.convicts)('convicts: %s', (_name, seen) => {
      expect(nats(seen)).toBeGreaterThan(0.5)
    })
    if (cases.acquits.length > 0)
      test.each(cases.acquits)('acquits: %s', (_name, seen) => {
        expect(nats(seen) ?? 0).toBeLessThanOrEqual(0)
      })
    test.each(cases.abstains)('abstains: %s', (_name, seen) => {
      expect(nats(seen)).toBeUndefined()
    })
  })
}
