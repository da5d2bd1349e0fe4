import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import cause from './message-too-large.ts'

refusalCases(cause, {
  told: ['content.size', 'mail', '552 5.3.4 Message size exceeds fixed limit'],
  neighbour: ['mailbox.full', 'mail', '452 4.2.2 Mailbox full'],
})
