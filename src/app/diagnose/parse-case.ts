import * as v from 'valibot'
import { parsedJson } from '../../base/parsed-json.ts'
import type { Source } from '../../domain/observation.ts'
import { source } from './case-shapes/common-shapes.ts'
import { problemOf, problemOfFact } from './case-shapes/fact-shapes.ts'
import { list, maybe, members, number, text, time } from './case-shapes/shape.ts'
import { CASE_SCHEMA, type Case } from './case.ts'

/** A case from outside: whole, none at all, or damaged (`problem` names the first member that is wrong, and how). */
export type ParsedCase =
  | { readonly kind: 'whole'; readonly saved: Case }
  | { readonly kind: 'none' }
  | { readonly kind: 'damaged'; readonly problem: string }

/** A case whose facts nobody has looked at yet. */
interface Claimed extends Omit<Case, 'evidence'> {
  readonly evidence: { readonly observations: readonly Claim[]; readonly blind: Readonly<Record<string, string>> }
}

interface Claim {
  readonly id: string
  readonly kind: string
  readonly fact: object
  readonly at: number
  readonly source: Source
}

const claimed = members<Claimed>({
  schema: v.literal(CASE_SCHEMA),
  target: text,
  at: time,
  cost: members<Case['cost']>({ connections: number, seconds: number, bytesSent: number }),
  stopped: maybe(text),
  evidence: members<Claimed['evidence']>({
    observations: list(members<Claim>({ id: text, kind: text, fact: v.looseObject({}), at: number, source })),
    blind: v.record(v.string(), v.string()),
  }),
})

/** Believes nothing: behind it every fact has all its members, each of its type. */
export function parseCase(json: string): ParsedCase {
  const value = parsedJson(json)
  if (!v.is(v.looseObject({ schema: v.literal(CASE_SCHEMA) }), value)) return { kind: 'none' }
  const problem = problemOf(claimed, value) ?? problemOfFacts(value as unknown as Claimed)
  // All shapes were held against it just now.
  return problem === undefined ? { kind: 'whole', saved: value as unknown as Case } : { kind: 'damaged', problem }
}

function problemOfFacts({ evidence }: Claimed): string | undefined {
  for (const { id, kind, fact } of evidence.observations) {
    const problem = problemOfFact(kind, fact)
    if (problem !== undefined) return `observation ${id} (${kind}): ${problem}`
  }
  return undefined
}
