import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import cause from './virus.ts'

refusalCases(cause, {
  told: ['content.virus', 'dot', '554 5.7.1 virus Eicar-Test-Signature detected by ClamAV'],
  neighbour: ['content.spam', 'dot', '554 5.7.1 spam'],
})
