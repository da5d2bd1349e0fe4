import { randomBytes } from 'node:crypto'
import type { Random } from '../../domain/ports.ts'

/** The operating system's randomness. */
export const systemRandom: Random = { bytes: (count) => randomBytes(count) }
