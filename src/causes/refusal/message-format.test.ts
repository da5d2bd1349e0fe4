import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import cause from './message-format.ts'

refusalCases(cause, {
  told: ['content.format', 'dot', '550 5.7.1 Messages missing a valid address in From: header are not accepted'],
  neighbour: ['content.spam', 'dot', '554 5.7.1 spam'],
})
