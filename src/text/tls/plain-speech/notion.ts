import { once } from '../../../base/once.ts'

/** A thing that is spoken of, or what is said of it: whole words of `Words.flat`, by any of which it is named. */
export type Notion = () => RegExp

/** Where a notion stands in the text, in UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Words stand between blanks, which neighbours share. */
export function notion(...alternatives: readonly string[]): Notion {
  return once(() => new RegExp(String.raw`(?<= )(?:${alternatives.join('|')})(?= )`, 'g'))
}

/** A notion whose words the other one has, or this one. */
export function either(...notions: readonly Notion[]): Notion {
  return once(() => new RegExp(notions.map((each) => each().source).join('|'), 'g'))
}

export function spansOf(sought: Notion, flat: string): readonly Span[] {
  return [...flat.matchAll(sought())].map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
}

/** Characters between two spans; 0 where they overlap. */
export function gapBetween(one: Span, other: Span): number {
  return Math.max(0, other.start - one.end, one.start - other.end)
}

export function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end
}
