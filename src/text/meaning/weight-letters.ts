/** What a step of weight is worth, natural logarithm: with steps of a half, words name the meaning of one refusal in two hundred less. */
const STEP = 0.25
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#~'
/** The letter of no weight stands in the middle. */
const NONE = LETTERS.length / 2

const NUMBERS = new Map(Array.from(LETTERS, (letter, number) => [letter.charCodeAt(0), number]))

/** Two letters: which symptom, and how much speaks for it. Empty where nothing does. */
export function pairOf(symptom: number, weight: number): string {
  const steps = Math.max(-NONE, Math.min(NONE - 1, Math.round(weight / STEP)))
  return steps === 0 ? '' : LETTERS.charAt(symptom) + LETTERS.charAt(steps + NONE)
}

/** Hands each pair of a row to `tell`, as symptom and weight. */
export function readPairs(row: string, tell: (symptom: number, weight: number) => void): void {
  const numberAt = (at: number): number => NUMBERS.get(row.charCodeAt(at)) ?? NONE
  for (let at = 0; at + 1 < row.length; at += 2) tell(numberAt(at), (numberAt(at + 1) - NONE) * STEP)
}

/** The rows of a table of weights: a sign, and the pairs that are read when a text holds it. */
export function weightRows(table: string): ReadonlyMap<string, string> {
  const rows = table.split(';').map((row): [string, string] => {
    const [sign = '', pairs = ''] = row.trim().split(' ')
    return [sign, pairs]
  })
  return new Map(rows)
}
