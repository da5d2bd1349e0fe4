import { setFlagsFromString } from 'node:v8'

/**
 * Logs and captures are read in constant memory, but V8 lets its heap grow with what passes through: to 130 MB of short-lived objects, and to
 * four times what is kept of long-lived ones. A young generation that stays as small as it began is also quicker: it fits into the processor's cache.
 * To be called when everything is loaded: what was compiled under other flags, Node's own modules too, V8 does not take.
 */
export function steadyHeap(): void {
  steadyNursery()
  setFlagsFromString('--heap-growing-percent=100')
}

/** For what keeps little: the young generation alone. */
export function steadyNursery(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
