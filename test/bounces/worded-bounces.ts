import { HEAD, lines, ORIGINAL, plain, report } from './bounce-mails.ts'
import type { OddBounce } from './bounce-mails.ts'

/** Reports in words alone, and mails that report no failure. Written down before Hangup was run on any of them. */
export const WORDED: readonly OddBounce[] = [
  {
    name: 'a report of success',
    mail: report(
      [{ to: 'bob@example.org', status: '2.0.0', action: 'delivered', diagnostic: '250 2.0.0 Ok: queued as 4F' }],
      {
        words:
          'Your message was successfully delivered to the destination(s) listed below.\n\n<bob@example.org>: delivered',
      },
    ),
    says: ['no bounce'],
  },
  {
    name: 'a report of relaying',
    mail: report([{ to: 'bob@example.org', status: '2.0.0', action: 'relayed' }], {
      words: '<bob@example.org>: relayed to a system that sends no reports',
    }),
    says: ['no bounce'],
  },
  {
    name: 'out of office with an empty return path',
    mail: plain(
      ['I am away until Monday. In urgent cases write to carl@example.org.'],
      ['Return-Path: <>', 'From: bob@example.org', 'To: ann@example.com', 'Subject: Out of office: quarterly figures'],
    ),
    says: ['no bounce'],
  },
  {
    name: 'a German answer of absence',
    mail: plain(
      ['Ich bin nicht im Haus. Meine Vertretung ist carl@example.org, die Nachricht wird nicht weitergeleitet.'],
      [
        'Return-Path: <>',
        'From: bob@example.org',
        'To: ann@example.com',
        'Subject: Automatische Antwort: Zahlen',
        'Auto-Submitted: auto-replied',
      ],
    ),
    says: ['no bounce'],
  },
  {
    name: 'an answer of absence whose subject says nothing',
    mail: plain(
      [
        'Thank you for your mail. I have no access to my mail until 9 November; it is not forwarded.',
        'Write to carl@example.org instead.',
      ],
      [
        'Return-Path: <>',
        'From: Bob <bob@example.org>',
        'To: ann@example.com',
        'Subject: Re: quarterly figures',
        'Auto-Submitted: auto-replied',
      ],
    ),
    says: ['no bounce'],
  },
  {
    name: 'a complaint in ARF',
    mail: lines(
      'From: staff@isp.example.net',
      'To: abuse@example.com',
      'Subject: FW: undelivered figures',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=feedback-report; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain',
      '',
      'This is an email abuse report for a message from 192.0.2.1.',
      '--b1',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: abuse',
      'User-Agent: Loop/1.0',
      'Original-Rcpt-To: bob@example.org',
      '--b1',
      'Content-Type: message/rfc822',
      '',
      ...ORIGINAL,
      '--b1--',
      '',
    ),
    says: ['no bounce'],
  },
  {
    name: 'a receipt of reading',
    mail: lines(
      'Return-Path: <>',
      'From: bob@example.org',
      'To: ann@example.com',
      'Subject: Read: quarterly figures',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=disposition-notification; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain',
      '',
      'Your message to bob@example.org was displayed. This is no guarantee that it was read.',
      '--b1',
      'Content-Type: message/disposition-notification',
      '',
      'Final-Recipient: rfc822; bob@example.org',
      'Disposition: manual-action/MDN-sent-manually; displayed',
      '--b1--',
      '',
    ),
    says: ['no bounce'],
  },
  {
    name: 'the address in the middle of a sentence',
    mail: plain([
      "The message that you sent to 'bob@example.org' was returned, because it has not been collected after 30 days.",
    ]),
    says: ['bob@example.org - - expired'],
  },
  {
    name: 'the address in the middle of a French sentence',
    mail: plain(["Votre message destiné à bob@example.org n'a pas pu être remis : cet utilisateur est inconnu."]),
    says: ['bob@example.org - - recipient.unknown'],
  },
  {
    name: 'a contact beside the recipient',
    mail: plain([
      'Mail for the mailbox bob@example.org was refused: the mailbox is over its quota.',
      'For help write to postbox-care@isp.example.net or call us.',
    ]),
    says: ['bob@example.org - - mailbox.full'],
  },
  {
    name: 'a dash between address and reason',
    mail: plain(['bob@example.org - no such user here.', '', 'There is no user by that name at this server.']),
    says: ['bob@example.org - - recipient.unknown'],
  },
  {
    name: 'deeply indented addresses with reasons in brackets',
    mail: plain([
      'The message was undeliverable to the following:',
      '',
      '                bob@example.org (mailbox full)',
      '',
    ]),
    says: ['bob@example.org - - mailbox.full'],
  },
  {
    name: 'fields of a list manager',
    mail: plain([
      '--> Error description:',
      'Error-for:  bob@example.org',
      'Error-Code: 0',
      'Error-Text: Mailer mx.example.org said:',
      '            "554 Message looping (received 6 times)"',
      '',
      'Error-End:  One error reported.',
    ]),
    says: ['bob@example.org - - route.loop'],
  },
  {
    name: 'the X.400 form of an old Exchange connector',
    mail: plain([
      'Your message',
      '',
      '  To:      team@example.com',
      '  Subject: RE: figures',
      '',
      'did not reach the following recipient(s):',
      '',
      'c=US;a= ;p=Org;o=Site;dda:SMTP=bob@example.org; on Fri, 4 Oct 2002',
      '17:12:28 -0400',
      '    The recipient name is not recognized',
      '    MSEXCH:IMS:Org:Site:HOST 0 (000C05A6) Unknown Recipient',
    ]),
    says: ['bob@example.org - - recipient.unknown'],
  },
  {
    name: 'an alias that was expanded, in old Sendmail words',
    mail: plain([
      '   ----- The following addresses had permanent fatal errors -----',
      'bob@inner.example.org',
      '    (expanded from: <sales@example.org>)',
      '',
      '   ----- Transcript of session follows -----',
      '... while talking to inner.example.org.:',
      '>>> RCPT To:<bob@inner.example.org>',
      '<<< 550 5.1.1 User unknown',
      '550 bob@inner.example.org... User unknown',
    ]),
    says: ['bob@inner.example.org (sales@example.org) - 5.1.1 recipient.unknown'],
  },
  {
    name: 'a disclaimer about viruses below the report',
    mail: report([{ to: 'bob@example.org', status: '5.1.1' }], {
      words: lines(
        'Delivery to the following recipients failed.',
        '',
        '       bob@example.org',
        '',
        '_______________________________________________',
        'This email has been scanned for all viruses and spam by our content security service.',
      ),
    }),
    says: ['bob@example.org failed 5.1.1 recipient.unknown'],
  },
  {
    name: 'words of the original do not explain the bounce',
    mail: report([{ to: 'bob@example.org', status: '5.0.0' }]),
    says: ['bob@example.org failed 5.0.0 unknown'],
  },
  {
    name: 'a warning that the mail waits',
    mail: plain(
      [
        'Your message has not been delivered to the following recipient yet. Delivery attempts will continue to be made.',
        '',
        '<bob@example.org>: connect to mx.example.org[192.0.2.7]:25: Connection timed out',
      ],
      [...HEAD.filter((line) => !line.startsWith('Subject')), 'Subject: Warning: message delayed 4 hours'],
    ),
    says: ['bob@example.org delayed - connect.timeout'],
  },
  {
    name: 'the failed recipient in a header only',
    mail: plain(
      ['A message that you sent could not be delivered: all relevant hosts are unreachable for too long.'],
      [...HEAD, 'X-Failed-Recipients: bob@example.org'],
    ),
    says: ['bob@example.org - - expired'],
  },
  {
    name: 'a mail about bounces is none',
    mail: plain(
      ['Hello, our bounce rate went up: 550 user unknown for bob@example.org. Ideas?'],
      ['From: ann@example.com', 'To: help@example.com', 'Subject: bounces'],
    ),
    says: ['no bounce'],
  },
]
