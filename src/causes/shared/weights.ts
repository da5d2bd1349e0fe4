/**
 * How much an observation says, as ln(P(seen | this cause) / P(seen | another cause of such a failure)). What speaks against a
 * cause has a minus before it: `-STRONG`.
 */

/** Does not contradict. */
export const VAGUE = Math.log(1.2)
/** Fits, and fits others almost as well. */
export const FAINT = Math.log(1.5)
export const HINT = Math.log(3)
/** The bare error of a system call or of a library (`connection refused`, `handshake failed`): best explained so, never enough to be `supported`. */
export const BARE_ERROR = Math.log(2.5)
export const STRONG = Math.log(8)
export const NEAR_SURE = Math.log(20)

/** Seen `ratio` times as often with this cause as with another: for a ratio that is known better than by one of the words above. */
export function times(ratio: number): number {
  return Math.log(ratio)
}

/**
 * As much as a confirmed experiment, mostly beside `decides: 'proves'`. Of two readings of the same words the narrower one has
 * a little more, the wider one a little less: `DECISIVE + 1`.
 */
export const DECISIVE = 5
/** Beside `decides: 'refutes'`. */
export const RULED_OUT = -4
