import { setFlagsFromString } from 'node:v8'

/**
 * A pattern becomes machine code when it is first used. V8 would make byte code of it before, and optimise that, which for a long pattern takes
 * longer than the machine code: a fifth of what it costs to explain a sentence. To be called when everything is loaded: what was compiled under
 * other flags, Node's own modules too, V8 does not take.
 */
export function nativePatterns(): void {
  setFlagsFromString('--no-regexp-tier-up')
}
