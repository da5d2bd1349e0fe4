import { plain, report } from './bounce-mails.ts'
import type { OddBounce } from './bounce-mails.ts'

const head = (subject: string, ...more: readonly string[]): readonly string[] => [
  'From: MAILER-DAEMON@mx.example.net',
  'To: ann@example.com',
  `Subject: ${subject}`,
  ...more,
]
const EXIM = [
  'A message that you sent could not be delivered to one or more of its',
  'recipients. This is a permanent error. The following address(es) failed:',
  '',
  '  bob@example.org',
]

/** Reports whose courtesies, subject lines and frames say more than their verdict; the last ones say no reason and must not be given one. */
export const HALF_SAID: readonly OddBounce[] = [
  {
    name: 'postponed, of advisory nature only',
    mail: plain(
      [
        'This is an advisory-only email.  Please do not reply to it.',
        '',
        'Delivery of email to this address',
        '',
        '"bob@example.org"',
        '',
        'has been postponed due to a full mailbox.',
        '',
        'We will continue to try to deliver your message over the next few days.',
        '',
        'The first 50 lines of your original message follow:',
        'Subject: user unknown',
      ],
      head('Mail Delivery Warning'),
    ),
    says: ['bob@example.org delayed - mailbox.full'],
  },
  {
    name: 'hosts that have been failing for long',
    mail: plain(
      [...EXIM, '    all hosts have been failing for a long time and were last tried after this message arrived'],
      head('Mail delivery failed'),
    ),
    says: ['bob@example.org - - expired'],
  },
  {
    name: 'a relay that answers with its quota for the sender',
    mail: plain(
      [
        ...EXIM,
        '    SMTP error from remote mail server after initial connection:',
        '    host mx.example.org [192.0.2.222]:',
        '    554 cat-22.example.org :',
        "    CAT : cat22 : CAT : You've reached your daily relay quota - 203.0.113.0",
      ],
      head('Mail delivery failed: returning message to sender'),
    ),
    says: ['bob@example.org - - limit.submission'],
  },
  {
    name: 'the name of a program in place of the address',
    mail: report([
      {
        to: '@store1.example.org:bob@ims_daemon',
        status: '5.2.0',
        diagnostic: '522 5.2.0 Delivery failed: Over quota',
        more: 'Original-Recipient: rfc822;bob@example.org',
      },
    ]),
    says: ['bob@example.org failed 5.2.0 mailbox.full'],
  },
  {
    name: 'the exit status of a delivery program',
    mail: report([
      {
        to: 'bob@example.org',
        status: '5.7.0',
        more: 'Diagnostic-Code: x-unix; The recipient mailbox has exceeded its disk space\n    limit.',
      },
    ]),
    says: ['bob@example.org failed 5.7.0 mailbox.full'],
  },
  {
    name: 'a move that is no error of the path',
    mail: report([
      { to: 'bob@example.org', status: '5.0.0', diagnostic: '551 <bob@example.org> is a deactivated mailbox' },
    ]),
    says: ['bob@example.org failed 5.0.0 recipient.disabled'],
  },
  {
    name: 'a subject that speaks of moderation',
    mail: plain(
      [
        '***********************************************',
        "Votre message n'a pas pu etre delivre a",
        'bob@example.org',
        '',
        '***********************************************',
        'Your message could not be delivered to',
        'bob@example.org',
        '',
        '***********************************************',
      ],
      head('RE: Your message awaits moderator approval : non remis (delivery failed)'),
    ),
    says: ['bob@example.org - - unknown'],
  },
  {
    name: 'a warning that quotes the subject and promises',
    mail: plain(
      [
        'A message that you sent has not yet been delivered to all its recipients',
        'after more than 24 hours on the queue on pop3.example.net.',
        '',
        'The message identifier is:     14jRTi-0007jE-00',
        'The subject of the message is: mailbox full, what now',
        '',
        'The address to which the message has not yet been delivered is:',
        '',
        '  bob@example.org',
        '',
        'No action is required on your part. Delivery attempts will continue for',
        'some time, and this warning may be repeated at intervals if the message',
        'remains undelivered. Eventually the mail delivery software will give up,',
        'and when that happens, the message will be returned to you.',
      ],
      head('Warning: message 14jRTi-0007jE-00 delayed 24 hours', 'X-Failed-Recipients: bob@example.org'),
    ),
    says: ['bob@example.org delayed - unknown'],
  },
  {
    name: 'a courtesy of qmail, which gives up at once',
    mail: plain(
      ["This is a permanent error; I've given up. Sorry it didn't work out.", '', 'To: bob@example.org'],
      head('failure notice'),
    ),
    says: ['bob@example.org - - unknown'],
  },
  {
    name: 'an address that holds the word for a person',
    mail: plain(['undeliverable to userx@example.org', '', 'Original message follows.'], head('Undeliverable Mail')),
    says: ['userx@example.org - - unknown'],
  },
  {
    name: "a report in nobody's name",
    mail: plain(
      ["You sent mail to bob@example.org. That's not a valid user here."],
      ['Return-Path: <>', 'From: <>', 'To: ann@example.com'],
    ),
    says: ['bob@example.org - - recipient.unknown'],
  },
]
