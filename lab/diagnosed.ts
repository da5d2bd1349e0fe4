import type { CauseId } from '../src/domain/cause-id.ts'
import type { Locus, Standing } from '../src/domain/locus.ts'
import type { Stage } from '../src/domain/stage.ts'

/** The part of a `hangup.diagnosis/1` document that the lab reads. */
export interface Diagnosed {
  readonly healthy: boolean
  readonly verdict: {
    readonly cause: CauseId | null
    readonly stage: Stage
    readonly locus: Locus | null
    readonly standing: Standing
    readonly alternatives: readonly { readonly cause: CauseId }[]
  } | null
  readonly cost?: { readonly connections: number; readonly seconds: number }
}

/** Reads what `hangup diagnose --json` printed; undefined when it is no diagnosis. */
export function readDiagnosed(text: string): Diagnosed | undefined {
  try {
    const document = JSON.parse(text) as Diagnosed
    return typeof document.healthy === 'boolean' ? document : undefined
  } catch {
    return undefined
  }
}
