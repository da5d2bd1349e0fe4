import { describe, expect, it } from 'vitest'
import { isPastedReport } from './pasted-report.ts'

const REPORTS: readonly (readonly [name: string, text: string])[] = [
  ['Postfix', 'This is the mail system at host mx.example.net.\n\n<bob@example.org>: host mx.example.org said: 550 no'],
  [
    'a recipient below a line that announces it',
    'Bezorging bij deze geadresseerden is mislukt, het bericht is terug:\n\nbob@example.org\n',
  ],
  ['Russian', 'Сбой доставки следующим получателям или группам:\n\nbob@example.ru\nсообщение не доставлено'],
  ['Chinese', '向这些收件人或通讯组发送邮件时失败:\n\nbob@example.cn\n找不到您输入的电子邮件地址。'],
  ['a label', 'メールを配送できませんでした。\n宛先: bob@example.ne.jp\n理由: 容量'],
  ['one sentence to the sender', 'Ihre E-Mail an bob@example.org wurde nicht zugestellt.'],
  ['a French sentence', "Votre message n'est pas parvenu à bob@example.org, car le domaine est introuvable."],
  [
    'the mail that is given back',
    'Unknown user: bob@example.org\n\nOriginal message follows.\n\nReceived: from a by b',
  ],
  ['Exim', 'A message that you sent could not be delivered to one or more of its\nrecipients:\n\n  bob@example.org\n'],
]

const OTHERS: readonly (readonly [name: string, text: string])[] = [
  ['a reply', '550 5.1.1 Your message to <bob@example.org> was not delivered: no such user'],
  [
    'a log',
    'Nov 30 11:50:01 me postfix/smtp[321]: A1B2C3D4: to=<bob@example.org>, status=bounced (user unknown)\nNov 30 11:50:02 me postfix/bounce[322]: A1B2C3D4: sender non-delivery notification: B2',
  ],
  [
    'a queue',
    '-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\nA1B2C3D4E5 1234 Mon Nov 30 10:00:00  alice@example.com\n(connect to mx.example.org[192.0.2.1]:25: Connection refused)\n                                         bob@example.org\n',
  ],
  ['an exception', 'PHPMailer\\PHPMailer\\Exception: SMTP Error: The following recipients failed: bob@example.org: no'],
  [
    'a program that tells where it sends from',
    'Sending 2 test emails from:\n  * info@example.org\nTraceback (most recent call last):\nssl.SSLError: message refused',
  ],
  ['a letter', 'Hello Bob,\n\nthe invoice that you asked for is not in my mail.\n\nann@example.com'],
  ['a session', '>>> RCPT TO:<bob@example.org>\n<<< 550 5.1.1 no such user\n>>> QUIT\n<<< 221 bye'],
]

describe('a report that somebody pasted', () => {
  it.each(REPORTS)('%s', (_name, text) => {
    expect(isPastedReport(text)).toBe(true)
  })

  it.each(OTHERS)('is none: %s', (_name, text) => {
    expect(isPastedReport(text)).toBe(false)
  })
})
