import { rule } from '../rule.ts'
import type { Provider } from './read-provider.ts'

/** Facebook: a code of a class, `P` for good and `T` for now, with a page for each (postmaster.facebook.com/response_codes). */
export const FACEBOOK: Provider = {
  name: 'facebook',
  hosts: ['.facebook.com', '.fb.com'],
  signs: ['postmaster.facebook.com', 'facebook.com/postmaster', ' rcp-p', ' rcp-t', ' pol-p', ' pol-t'],
  rules: [
    rule('preferences', 'recipient.filtered', [' rcp-p2 | rcp-p3 '], { stage: 'rcpt' }),
    rule('recipient', 'recipient.unknown', [' rcp-p| int-p1 | int-p3 | int-p4 '], { stage: 'rcpt' }),
    rule('recipient-later', 'system.remote', [' rcp-t'], { stage: 'rcpt' }),
    rule('quota', 'mailbox.full', [' int-p7 '], { stage: 'rcpt' }),
    rule('size', 'content.size', [' msg-p1 | int-p2 '], { stage: 'dot' }),
    rule('form', 'content.format', [' msg-p2 | msg-p3 '], { stage: 'dot' }),
    rule('internal', 'system.remote', [' int-t']),
    rule('no-ptr', 'sender.ptr', [' dns-p3 | dns-t2 ']),
    rule('sender-domain', 'sender.domain', [' dns-p1 | dns-p2 | dns-t1 '], { stage: 'mail' }),
    rule('spam', 'content.spam', [' pol-p5 | pol-p6 '], { stage: 'dot' }),
    rule('authentication', 'sender.auth', [' pol-p7 '], { stage: 'dot' }),
    rule('address', 'reputation.ip', [' pol-p1 | pol-p2 | pol-p3 | pol-p4 | pol-t']),
  ],
}
