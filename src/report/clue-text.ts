import type { Clue } from '../domain/cause.ts'

/** A clue with its odds: `(for, 19 to 1)` is the likelihood ratio that its weight stands for. */
export function oddsText({ weight }: Pick<Clue, 'weight'>): string {
  const odds = Math.exp(Math.abs(weight))
  return `(${weight >= 0 ? 'for' : 'against'}, ${odds.toFixed(odds < 10 ? 1 : 0)} to 1)`
}
