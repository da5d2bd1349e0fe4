/** How much an observation says, as ln(P(seen | this cause) / P(seen | another cause of such a failure)). */

/** Does not contradict. */
export const VAGUE = Math.log(1.2)
/** Fits, and fits others almost as well. */
export const FAINT = Math.log(1.5)
export const HINT = Math.log(3)
export const STRONG = Math.log(8)
export const NEAR_SURE = Math.log(20)
