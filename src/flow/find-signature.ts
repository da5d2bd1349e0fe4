import type { Reading } from './reading.ts'
import type { Signature } from './signature.ts'
import { SIGNATURES } from './signatures/in-order.ts'
import type { Mark } from './traits/trait.ts'

/** A signature that fits, and what shows it. */
export interface Found {
  readonly signature: Signature
  readonly marks: readonly Mark[]
}

/** The first signature that fits. What cannot be seen in this capture is not tried. */
export function findSignature(reading: Reading): Found | undefined {
  const { limits } = reading
  for (const signature of SIGNATURES) {
    if ((signature.absence === true && limits.holes) || (signature.clock === true && limits.untimed)) continue
    const marks: Mark[] = []
    const holds = signature.needs.every((trait) => {
      const shown = trait(reading)
      if (shown !== undefined) marks.push(shown)
      return shown !== undefined
    })
    if (!holds || signature.not?.some((trait) => trait(reading) !== undefined) === true) continue
    for (const trait of signature.marks ?? []) {
      const shown = trait(reading)
      if (shown !== undefined && !marks.some((mark) => mark.says === shown.says)) marks.push(shown)
    }
    return { signature, marks }
  }
  return undefined
}
