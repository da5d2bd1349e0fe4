import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import cause from './mailbox-full.ts'

refusalCases(cause, {
  told: ['mailbox.full', 'rcpt', '452 4.2.2 The email account that you tried to reach is over quota'],
  neighbour: ['system.full', 'rcpt', '452 4.3.1 Insufficient system storage'],
})
