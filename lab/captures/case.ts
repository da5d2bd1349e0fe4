import type { ClientScript, ServerScript } from './script.ts'

/** What the wire does to the sessions with one server address (wire.py). */
export interface WireScript {
  readonly rttMs?: number
  readonly lossPercent?: number
  readonly rateBytes?: number
  readonly rules?: readonly WireRule[]
}

export interface WireRule {
  readonly way: 'c2s' | 's2c' | 'both'
  readonly when?: Readonly<Record<string, number | string>>
  readonly do: Readonly<Record<string, unknown>>
  readonly once?: boolean
}

/** The right answer for one session of a case. Several values: any of them is right. */
export interface Expected {
  readonly healthy: boolean
  readonly causes: readonly (string | null)[]
  readonly stages: readonly string[]
  readonly endedBy: readonly string[]
  /** Words that the hidden reply must hold. */
  readonly hidden?: string
}

/** What a seed draws. */
export interface Draw {
  readonly seed: number
  readonly rttMs: number
  readonly hops: number
  readonly serverTtl: number
  /** Hop count that a forging box near the sender writes. */
  readonly boxTtl: number
  readonly narrowMtu: number
  readonly size: number
  readonly idleSeconds: number
  readonly congestion: 'reno' | 'bbr'
  readonly offload: boolean
  pick<T>(choices: readonly [T, ...T[]]): T
  between(low: number, high: number): number
}

export interface CaptureCase {
  readonly name: string
  readonly expect: Expected
  /** What a capture at the receiver can show, where it is not the same. */
  readonly atServer?: Expected
  readonly port?: number
  readonly v6?: boolean
  readonly wire?: (draw: Draw) => WireScript
  readonly server?: (draw: Draw) => ServerScript
  readonly client?: (draw: Draw) => ClientScript
  /** More clients on the same address; their sessions are judged by `also`. */
  readonly others?: (draw: Draw) => readonly ClientScript[]
  readonly also?: Expected
}

export function draw(seed: number, name: string): Draw {
  let state = Array.from(`${seed}/${name}`).reduce(
    (h, char) => Math.imul(h ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0,
    2166136261,
  )
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
  const pick = <T>(choices: readonly [T, ...T[]]): T => choices[between(0, choices.length - 1)] ?? choices[0]
  const world = name === 'world'
  return {
    seed,
    rttMs: pick([9, 16, 32, 48, 75, 120, 180]),
    hops: between(1, 14),
    serverTtl: world ? pick([64, 128, 255]) : 0,
    boxTtl: pick([64, 255, 128]),
    narrowMtu: pick([1200, 1280, 1400, 1450, 1472, 1492]),
    size: between(20_000, 90_000),
    idleSeconds: between(4, 7),
    congestion: pick(['reno', 'bbr']),
    offload: pick([true, false]),
    pick,
    between,
  }
}

export const OK = (stages: readonly string[] = ['quit', 'idle', 'banner', 'connect', 'ehlo', 'rcpt']): Expected => ({
  healthy: true,
  causes: [null],
  stages,
  endedBy: ['client', 'server', 'nobody'],
})

export function dies(
  cause: string | readonly (string | null)[],
  stage: string | readonly string[],
  endedBy: string | readonly string[],
  hidden?: string,
): Expected {
  const list = <T>(one: string | readonly T[]): readonly (T | string)[] => (typeof one === 'string' ? [one] : one)
  return {
    healthy: false,
    causes: list(cause),
    stages: list(stage),
    endedBy: list(endedBy),
    ...(hidden === undefined ? {} : { hidden }),
  }
}
