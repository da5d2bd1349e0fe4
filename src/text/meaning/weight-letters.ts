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
function readPairs(row: string, tell: (symptom: number, weight: number) => void): void {
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

/** Stands for any text: how common each meaning is. */
const ANY = '*'

/** What the signs of a text and any text speak for, in the order in which the weights count it. The words of a long text do not outweigh those of a short one. */
export function sumsOf(
  weights: ReadonlyMap<string, string>,
  signs: readonly string[],
  width: number,
): readonly number[] {
  const sums = Array.from({ length: width }, () => 0)
  const add = (sign: string, by: number): void =>
    readPairs(weights.get(sign) ?? '', (at, weight) => {
      sums[at] = (sums[at] ?? 0) + weight / by
    })
  add(ANY, 1)
  for (const sign of signs) add(sign, Math.sqrt(signs.length))
  return sums
}

/** How much of the weight of all is each one's own, 0 to 1. */
export function sharesOf<Name>(names: readonly Name[], sums: readonly number[]): ReadonlyMap<Name, number> {
  const powers = sums.map((sum) => Math.exp(sum))
  const all = powers.reduce((total, power) => total + power, 0)
  return new Map(names.map((name, at) => [name, (powers[at] ?? 0) / all]))
}
