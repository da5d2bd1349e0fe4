import { FULL, GONE, HEAD, lines, plain, report, SAYS_FULL, SAYS_GONE } from './bounce-mails.ts'
import type { OddBounce } from './bounce-mails.ts'

const ordinary = report([GONE, FULL])
const octets = (text: string, fromBinary: readonly number[]): Uint8Array => {
  const [before = '', after = ''] = text.split('@@')
  const encoder = new TextEncoder()
  return new Uint8Array([...encoder.encode(before), ...fromBinary, ...encoder.encode(after)])
}

/** Damaged, wrapped and foreign. Written down before Hangup was run on any of them. */
export const DAMAGED: readonly OddBounce[] = [
  { name: 'two recipients, one failed and one delayed', mail: ordinary, says: [SAYS_GONE, SAYS_FULL] },
  { name: 'line ends of CR alone', mail: ordinary.replaceAll('\n', '\r'), says: [SAYS_GONE, SAYS_FULL] },
  { name: 'line ends of CR CR LF', mail: ordinary.replaceAll('\n', '\r\r\n'), says: [SAYS_GONE, SAYS_FULL] },
  {
    name: 'cut off in the status part, behind the first recipient',
    mail: ordinary.slice(0, ordinary.indexOf('Final-Recipient: rfc822; eve')),
    says: [SAYS_GONE],
  },
  {
    name: 'the header lost its boundary',
    mail: ordinary.replace('; boundary="b1"', ''),
    says: [SAYS_GONE, SAYS_FULL],
  },
  {
    name: 'the boundary in the header is another one',
    mail: ordinary.replace('boundary="b1"', 'boundary="b2"'),
    says: [SAYS_GONE, SAYS_FULL],
  },
  {
    name: 'the status part in base64',
    mail: report([GONE], {
      statusHead: 'Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n',
    }).replace(/(base64\n\n)([\s\S]*?)(\n--b1)/, (_all, start: string, text: string, end: string) =>
      [start, btoa(text), end].join(''),
    ),
    says: [SAYS_GONE],
  },
  {
    name: 'the words in base64, no status part',
    mail: lines(
      ...HEAD,
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      btoa('The following address failed:\n\n<bob@example.org>: 550 5.1.1 no such user here\n'),
      '',
    ),
    says: ['bob@example.org - 5.1.1 recipient.unknown'],
  },
  {
    name: 'ISO-2022-JP words above the fields',
    mail: octets(
      report([{ to: 'bob@example.org', status: '5.2.2', diagnostic: '552 5.2.2 mailbox full' }], {
        words: '@@',
      }).replace('charset=utf-8', 'charset=iso-2022-jp'),
      [0x1b, 0x24, 0x42, 0x25, 0x61, 0x21, 0x3c, 0x25, 0x6b, 0x1b, 0x28, 0x42],
    ),
    says: ['bob@example.org failed 5.2.2 mailbox.full'],
  },
  {
    name: 'Shift_JIS words alone: the mailbox was not found',
    mail: octets(
      plain(['<bob@example.org>:', '@@', ''], [...HEAD]).replace('charset=utf-8', 'charset=shift_jis'),
      // メールボックスが見つかりません
      [
        0x83, 0x81, 0x81, 0x5b, 0x83, 0x8b, 0x83, 0x7b, 0x83, 0x62, 0x83, 0x4e, 0x83, 0x58, 0x82, 0xaa, 0x8c, 0xa9,
        0x82, 0xc2, 0x82, 0xa9, 0x82, 0xe8, 0x82, 0xdc, 0x82, 0xb9, 0x82, 0xf1,
      ],
    ),
    says: ['bob@example.org - - recipient.unknown'],
  },
  {
    name: 'a bounce forwarded as an attachment',
    mail: lines(
      'From: ann@example.com',
      'To: help@example.com',
      'Subject: Fwd: what does this mean',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="outer"',
      '',
      '--outer',
      'Content-Type: text/plain',
      '',
      'Please have a look.',
      '--outer',
      'Content-Type: message/rfc822',
      '',
      ordinary,
      '--outer--',
      '',
    ),
    says: [SAYS_GONE, SAYS_FULL],
  },
  {
    name: 'a bounce that a gateway wrapped in another bounce shell',
    mail: lines(
      ...HEAD,
      'Content-Type: multipart/mixed; report-type=delivery-status; boundary="outer"',
      '',
      '--outer',
      'Content-Type: message/rfc822',
      '',
      report([GONE]),
      '--outer--',
      '',
    ),
    says: [SAYS_GONE],
  },
  {
    name: 'a bounce of a bounce: the outer one counts',
    mail: report([FULL], { original: report([GONE]).replaceAll('b1', 'b9') }),
    says: [SAYS_FULL],
  },
  {
    name: 'one delivered and one failed',
    mail: report([{ to: 'ok@example.org', status: '2.0.0', action: 'delivered' }, GONE]),
    says: [SAYS_GONE],
  },
  {
    name: 'a final recipient of X.400 and an original one of the Internet',
    mail: report([GONE]).replace(
      'Final-Recipient: rfc822; bob@example.org',
      'Original-Recipient: rfc822; bob@example.org\nFinal-Recipient: x400; /S=bob/OU=example/PRMD=uk.ac/ADMD= /',
    ),
    says: [SAYS_GONE],
  },
  {
    name: 'a folded diagnostic with tabs and a comment',
    mail: report([
      {
        to: 'bob@example.org',
        status: '5.7.1 (delivery not authorized)',
        diagnostic: '550 5.7.1\n\t Client host\n\t [192.0.2.1] blocked using a\n\t blocklist',
      },
    ]),
    says: ['bob@example.org failed 5.7.1 reputation.ip'],
  },
  {
    name: 'fields in capitals, with blanks before the colon, and no blank line between recipients',
    mail: report([GONE, FULL])
      .replace(/Final-Recipient: rfc822; (\w+)/g, 'FINAL-RECIPIENT : RFC822;$1')
      .replace('here\n\nFINAL', 'here\nFINAL'),
    says: [SAYS_GONE, SAYS_FULL],
  },
  {
    name: 'a status part that holds only the reporting system',
    mail: report([], {
      words: "A message could not be delivered to:\nbob@example.org\nL'adresse ci-dessus n'existe pas.",
    }),
    says: ['bob@example.org - - recipient.unknown'],
  },
  {
    name: 'status part declared as text',
    mail: ordinary.replace(
      'Content-Type: message/delivery-status',
      'Content-Type: text/plain; name="delivery-status.txt"',
    ),
    says: [SAYS_GONE, SAYS_FULL],
  },
  {
    name: 'status part in message/global-delivery-status with utf-8 addresses',
    mail: report([{ to: 'bob@example.org', status: '5.1.1', diagnostic: '550 5.1.1 no such user' }], {
      statusHead: 'Content-Type: message/global-delivery-status\n',
    }).replaceAll('rfc822; bob@example.org', 'utf-8; jürgen@exämple.org'),
    says: ['jürgen@exämple.org failed 5.1.1 recipient.unknown'],
  },
  {
    name: 'a hundred recipients with one reason',
    mail: report(Array.from({ length: 100 }, (_none, index) => ({ ...GONE, to: `u${index}@example.org` }))),
    says: Array.from({ length: 100 }, (_none, index) => `u${index}@example.org failed 5.1.1 recipient.unknown`),
  },
  {
    name: 'hostile: mark-up and control characters in the address',
    mail: report([{ ...GONE, to: '<script>alert(1)</script>@example.org' }]),
    says: ['<script>alert(1)</script>@example.org failed 5.1.1 recipient.unknown'],
  },
]
