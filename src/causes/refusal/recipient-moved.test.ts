import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import cause from './recipient-moved.ts'

refusalCases(cause, {
  told: ['recipient.moved', 'rcpt', '551 5.1.6 User has moved; please try <new@example.org>'],
  neighbour: ['recipient.unknown', 'rcpt', '550 5.1.1 User unknown'],
})
