import type { Layer } from './layer.ts'

/** Hands what an unpacker gives at once on to a layer that takes its time. */
export interface Queued {
  readonly take: (octets: Buffer) => void
  /** Hands on what waits. */
  drain(): Promise<void>
}

export function queuedFor(layer: Layer): Queued {
  let waiting: Buffer[] = []
  return {
    take: (octets) => void waiting.push(octets),
    async drain() {
      while (waiting.length > 0) {
        const octets = waiting
        waiting = []
        for (const one of octets) await layer.write(one)
      }
    },
  }
}
