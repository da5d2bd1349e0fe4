import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import cause from './tls-required.ts'

refusalCases(cause, {
  told: ['tls.required', 'mail', '530 5.7.0 Must issue a STARTTLS command first'],
  neighbour: ['tls.refused', 'mail', '454 4.7.0 TLS not available'],
})
