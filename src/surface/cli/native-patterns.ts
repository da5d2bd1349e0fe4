import { setFlagsFromString } from 'node:v8'

/**
 * V8 interprets a pattern the first time and compiles it the second. Of the patterns that read the reasons in a log nearly all come to a second time:
 * to compile them at once saves a fourteenth of what a small log costs. To be called when everything is loaded, as `steadyHeap`.
 */
export function nativePatterns(): void {
  setFlagsFromString('--no-regexp-tier-up')
}
