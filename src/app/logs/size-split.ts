/** Counts of message sizes by powers of two, enough to say "only large ones". */
export interface SizeHistogram {
  readonly bins: Uint32Array
  count: number
}

export function createSizes(): SizeHistogram {
  return { bins: new Uint32Array(40), count: 0 }
}

export function addSize(sizes: SizeHistogram, bytes: number): void {
  if (!(bytes >= 0)) return
  const bin = bytes < 2 ** 31 ? 32 - Math.clz32(bytes) : Math.min(39, Math.ceil(Math.log2(bytes + 1)))
  sizes.bins[bin] = (sizes.bins[bin] ?? 0) + 1
  sizes.count++
}

/**
 * The size from which on it fails, when nine of ten failures are bigger than nine of ten deliveries; undefined when sizes do not
 * explain it, or when there are too few of either to say.
 */
export function largeOnly(failed: SizeHistogram, sent: SizeHistogram): number | undefined {
  if (failed.count < 5 || sent.count < 20) return undefined
  const smallFailures = quantileBin(failed, 0.1)
  const mostDeliveries = quantileBin(sent, 0.9)
  if (smallFailures <= mostDeliveries) return undefined
  const smallest = failed.bins.findIndex((count, bin) => bin > mostDeliveries && count > 0)
  return 2 ** (smallest - 1)
}

function quantileBin(sizes: SizeHistogram, share: number): number {
  let seen = 0
  for (let bin = 0; bin < sizes.bins.length; bin++) {
    seen += sizes.bins[bin] ?? 0
    if (seen > sizes.count * share) return bin
  }
  return sizes.bins.length
}
