import { describe, expect, test } from 'vitest'
import { CAUSES } from '../../src/causes/index.ts'
import { NO_EVIDENCE, view, type Evidence } from '../../src/domain/evidence.ts'
import { SCENARIO_EVIDENCE, SYNTHETIC_EVIDENCE } from './evidence-pool.ts'

const POOL = [...SCENARIO_EVIDENCE, ...SYNTHETIC_EVIDENCE]

const weigh = (cause: (typeof CAUSES)[number], evidence: Evidence) => cause.weigh(view(evidence, cause.needs))

describe.each(CAUSES.map((cause) => [cause.id, cause] as const))('%s', (_id, cause) => {
  test('says nothing about nothing', () => {
    expect(weigh(cause, NO_EVIDENCE)).toEqual([])
  })

  test('names each look-alike once', () => {
    const named = (cause.alternatives ?? []).map((other) => other.cause)
    expect(named).toEqual([...new Set(named)])
  })

  test('cites only what it was shown', () => {
    for (const [name, evidence] of POOL) {
      const shown = new Set(evidence.observations.map(({ id }) => id))
      const kinds = new Map(evidence.observations.map(({ id, kind }) => [id, kind]))
      for (const clue of weigh(cause, evidence)) {
        expect(clue.shownBy.length, name).toBeGreaterThan(0)
        for (const id of clue.shownBy) {
          expect(shown.has(id), `${name}: ${clue.says}`).toBe(true)
          expect(cause.needs, name).toContain(kinds.get(id))
        }
      }
    }
  })

  test('a clue vanishes when the observations it cites are taken away', () => {
    for (const [name, evidence] of POOL) {
      for (const clue of weigh(cause, evidence)) {
        const cited = new Set<string>(clue.shownBy)
        const rest = { ...evidence, observations: evidence.observations.filter(({ id }) => !cited.has(id)) }
        const again = weigh(cause, rest).filter((other) => other.shownBy.some((id) => cited.has(id)))
        expect(again, name).toEqual([])
      }
    }
  })

  test('what a person says of many mails makes it no surer', () => {
    for (const [name, evidence] of POOL) {
      const observations = evidence.observations.map((one) =>
        one.kind === 'log.pattern' ? { ...one, fact: { ...one.fact, told: true as const } } : one,
      )
      const patterns = new Set<string>(observations.filter(({ kind }) => kind === 'log.pattern').map(({ id }) => id))
      for (const clue of weigh(cause, { ...evidence, observations }))
        if (clue.weight > 0 && clue.shownBy.every((id) => patterns.has(id)))
          expect(clue.ranksOnly, `${name}: ${clue.says}`).toBe(true)
    }
  })

  test('is unmoved by the order of observations', () => {
    const total = (evidence: Evidence): number => weigh(cause, evidence).reduce((sum, { weight }) => sum + weight, 0)
    for (const [name, evidence] of POOL) {
      expect(total({ ...evidence, observations: evidence.observations.toReversed() }), name).toBeCloseTo(
        total(evidence),
        9,
      )
    }
  })

  test('weights are finite, and remedies and experiments can be asked for any evidence', () => {
    const context = { maySend: true, companions: [], otherSources: ['192.0.2.99'], ehloName: 'sender.example.org' }
    for (const [, evidence] of POOL) {
      const sight = view(evidence, cause.needs)
      for (const { weight } of cause.weigh(sight)) expect(Number.isFinite(weight)).toBe(true)
      for (const experiment of cause.experiments?.(sight, context) ?? []) {
        expect(experiment.judge([]).judged).toBe('undecided')
        expect(experiment.arms.length).toBeGreaterThan(0)
      }
      expect(Array.isArray(cause.remedies(sight))).toBe(true)
    }
  })

  test('a setting is keyed by a name, or by a word that stands for one, and never by a phrase', () => {
    for (const [name, evidence] of [['nothing', NO_EVIDENCE] as const, ...POOL])
      for (const { levers = [] } of cause.remedies(view(evidence, cause.needs)))
        for (const lever of levers) if ('host' in lever) expect(lever.host, name).not.toMatch(/\s/)
  })
})
