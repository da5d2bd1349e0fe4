import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import cause from './recipient-unknown.ts'

refusalCases(cause, {
  told: ['recipient.unknown', 'rcpt', '550 5.1.1 <x@example.net>: Recipient address rejected: User unknown'],
  neighbour: ['mailbox.full', 'rcpt', '452 4.2.2 Mailbox full'],
})
