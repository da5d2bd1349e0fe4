import { once } from '../../../base/once.ts'
import { SYMPTOMS } from '../../../domain/symptom.ts'
import type { Symptom } from '../../../domain/symptom.ts'

/** A library's reasons, as it names them or in its words, in the form of `Words.flat`, and what each means. */
export type Reasons = () => ReadonlyMap<string, Symptom>

/** A reason that a text names or states. */
export interface NamedReason {
  readonly symptom: Symptom
  /** As the library's table has it. */
  readonly reason: string
}

/** What a reason means that tells only that the handshake failed. */
export const GENERAL: Symptom = 'tls.handshake.alert'

/** Reasons by what they mean, with bars between them. The table is made when it is first asked. */
export function reasons(bySymptom: { readonly [S in Symptom]?: readonly string[] }): Reasons {
  return once(() => new Map(SYMPTOMS.flatMap((symptom) => rowsOf(symptom, bySymptom[symptom] ?? []))))
}

function rowsOf(symptom: Symptom, bars: readonly string[]): readonly (readonly [string, Symptom])[] {
  return bars.flatMap((bar) => bar.split('|')).map((reason) => [reason, symptom])
}
