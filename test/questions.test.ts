import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CAUSES } from '../src/causes/index.ts'
import type { AnyCause, ExperimentContext } from '../src/domain/cause.ts'
import { view } from '../src/domain/evidence.ts'
import { evidence, type Seen } from './kit/evidence.ts'
import { QUESTIONS } from './questions.table.ts'

for (const cause of CAUSES.filter(({ id }) => QUESTIONS[id] !== undefined))
  describe(cause.id, () => {
    for (const [situation, seen, asked, allowed] of QUESTIONS[cause.id] ?? [])
      test(situation, () => expect(questions(cause, seen, allowed)).toEqual(asked))
  })

test('every cause that asks has a situation here, or a test of its own that asks it', () => {
  const asksItself = (id: string): boolean =>
    readFileSync(resolve(import.meta.dirname, `../src/causes/${id}.test.ts`), 'utf8').includes('experimentsOf(')
  const silent = CAUSES.filter(({ experiments }) => experiments !== undefined)
    .map(({ id }) => id)
    .filter((id) => QUESTIONS[id] === undefined && !asksItself(id))
  expect(silent).toEqual([])
})

/** The name of each question, with the members in which the plan of its second arm differs from that of the first. */
function questions(
  cause: AnyCause,
  seen: readonly Seen[],
  allowed: Partial<ExperimentContext> = {},
): Record<string, readonly string[]> {
  const context = { maySend: false, companions: [], otherSources: [], ehloName: 'sender.example.org', ...allowed }
  const all = cause.experiments?.(view(evidence(seen), cause.needs), context) ?? []
  return Object.fromEntries(
    all.map(({ name, arms: [{ plan: control }, varied] }) => [
      name,
      varied === undefined ? [] : control.kind === varied.plan.kind ? differing(control, varied.plan) : ['kind'],
    ]),
  )
}

function differing(one: object, other: object, path = ''): readonly string[] {
  const left = new Map<string, unknown>(Object.entries(one))
  const right = new Map<string, unknown>(Object.entries(other))
  return [...new Set([...left.keys(), ...right.keys()])].toSorted().flatMap((key) => {
    const a = left.get(key)
    const b = right.get(key)
    if (JSON.stringify(a) === JSON.stringify(b)) return []
    return (a === undefined || isGroup(a)) && (b === undefined || isGroup(b))
      ? differing(a ?? {}, b ?? {}, `${path}${key}.`)
      : [`${path}${key}`]
  })
}

/** Members of the plan that hold members of their own. */
function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
