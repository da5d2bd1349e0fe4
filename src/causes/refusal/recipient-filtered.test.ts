import { refusalCases } from '../../../test/kit/refusal-cases.ts'
import cause from './recipient-filtered.ts'

refusalCases(cause, {
  told: [
    'recipient.filtered',
    'rcpt',
    '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required',
  ],
  neighbour: ['content.spam', 'rcpt', '554 5.7.1 Message rejected as spam'],
})
