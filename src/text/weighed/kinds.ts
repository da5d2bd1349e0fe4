import type { Symptom } from '../../domain/symptom.ts'
import type { Kind } from './likely.ts'

/** How sessions end that did not end with a server's answer. */
const OF_SESSION = /^(?:dns|route|connect|drop|tls)\.|^unknown$/

/** What a symptom is weighed as beside whole texts. */
export function kindOf(symptom: Symptom): Kind {
  return OF_SESSION.test(symptom) ? symptom : 'other'
}
