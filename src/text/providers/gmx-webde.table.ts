import { rule } from '../rule.ts'
import type { Provider } from './read-provider.ts'

/** GMX, WEB.DE, mail.com and 1&1 IONOS: postmaster.gmx.net explains each by a case number; most refuse in the greeting. */
export const GMX: Provider = {
  name: 'gmx-webde',
  hosts: [
    '.gmx.net',
    '.gmx.com',
    '.web.de',
    '.mail.com',
    '.kundenserver.de',
    '.1and1.com',
    '.ionos.com',
    '.perfora.net',
  ],
  signs: [
    'nemesis',
    'postmaster.gmx',
    'postmaster.web.de',
    'postmaster.mail.com',
    'postmaster.1and1',
    'kundenserver',
    'postmaster.1und1',
    'mxgmx',
    'mxweb',
    'mx.kunden',
  ],
  rules: [
    rule('connections', 'limit.connections', ['too many connections|too many sessions|connection limit'], {
      stage: 'banner',
    }),
    rule('messages-kept', 'mailbox.full', ['too many messages on|zuviele mails auf|zu viele mails auf'], {
      stage: 'rcpt',
    }),
    rule('rate', 'limit.rate', ['rate limit|too many|quota exceeded for sender']),
    rule('sender', 'sender.rejected', ['sender address is not allowed|sender address'], { stage: 'mail' }),
    rule('full', 'mailbox.full', ['storage allocation|quota|&c quot| c quot'], { stage: 'rcpt' }),
    rule('unknown', 'recipient.unknown', ['mailbox unavailable|not available', '550'], {
      none: 'policy|try later',
      stage: 'rcpt',
    }),
  ],
}
