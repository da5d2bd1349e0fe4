import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import cause from './recipient-disabled.ts'

refusalCases(cause, {
  told: ['recipient.disabled', 'rcpt', '550 5.2.1 The email account that you tried to reach is disabled'],
  neighbour: ['recipient.unknown', 'rcpt', '550 5.1.1 User unknown'],
})
