import type { Reading } from '../reading.ts'

/** Why a trait is said to hold, and the frames that show it. */
export interface Mark {
  readonly says: string
  readonly frames: readonly number[]
}

/** Something that a session shows or does not. Undefined: it does not hold, or cannot be seen in this capture. */
export type Trait = (reading: Reading) => Mark | undefined

export function mark(says: string, ...frames: readonly (number | undefined)[]): Mark {
  return { says, frames: frames.filter((frame): frame is number => frame !== undefined && frame > 0) }
}

/** Holds when any of the traits does; shows the first that does. */
export function anyOf(...traits: readonly Trait[]): Trait {
  return (reading) => {
    for (const trait of traits) {
      const shown = trait(reading)
      if (shown !== undefined) return shown
    }
    return undefined
  }
}

/** Without times in the capture, no silence can be measured. */
export const untimed: Trait = ({ limits }) =>
  limits.untimed ? { says: 'the capture holds no times', frames: [] } : undefined

export function seconds(value: number): string {
  return value < 0.95 ? `${Math.max(0, value * 1000).toFixed(0)} ms` : `${value.toFixed(value < 10 ? 1 : 0)} s`
}
