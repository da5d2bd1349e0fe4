import type { Symptom } from './symptom.ts'

/** What a server says that puts off whoever comes for the first time, without saying so (postscreen's tests of the dialogue). */
export const VAGUE_PUT_OFF: ReadonlySet<Symptom> = new Set<Symptom>(['system.remote', 'policy.other'])
