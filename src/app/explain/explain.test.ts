import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import type { WordsVerdict } from '../judge-words.ts'
import { explain } from './explain.ts'
import type { ExplainInput } from './explain.ts'

const FOLDER = join(import.meta.dirname, '../../../test/fixtures/text/bounces')
const bytes = (name: string): Uint8Array => new Uint8Array(readFileSync(join(FOLDER, name)))
const judge = (): WordsVerdict | undefined => undefined

async function rows(input: ExplainInput, lines = false): Promise<readonly string[]> {
  const { items } = await explain([input], { lines }, judge)
  return items.map((item) =>
    [
      item.source?.recipient ?? '-',
      item.speaker,
      item.symptom,
      item.stage ?? '-',
      item.expired ? 'expired' : 'now',
    ].join(' '),
  )
}

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'postfix-two-recipients.eml': [
    'bob@example.net peer recipient.unknown rcpt now',
    'eve@example.com us drop.lost dot now',
  ],
  'exim.eml': ['carl@example.net peer content.size dot now'],
  'exim-expired.eml': ['carl@example.net us expired - expired'],
  'qmail.eml': ['bob@example.net peer recipient.disabled rcpt now', 'eve@example.com us drop.lost - expired'],
  'sendmail-old.eml': ['bob@example.net peer recipient.unknown rcpt now'],
  'exchange-ndr.eml': ['dora@example.net us drop.lost - expired'],
  'notes.eml': ['hans@example.net unknown recipient.unknown rcpt now'],
  'gmail.eml': ['fred@example.net peer mailbox.full rcpt now'],
  'mobile.eml': ['gina@mobile.example.jp peer recipient.unknown rcpt now'],
  'dsn-base64.eml': ['helga@example.net peer reputation.ip - now'],
  'delayed.eml': ['ida@example.net us connect.timeout connect now'],
  'carrier-japan.eml': ['jiro@mail.carrier.example unknown mailbox.full rcpt now'],
  'carrier-sms.eml': ['0005550100@text.carrier.example peer recipient.unknown rcpt now'],
  'exchange-old.eml': ['klaus@example.net unknown recipient.unknown rcpt now'],
  'reason-above.eml': ['lena@example.net unknown recipient.unknown rcpt now'],
  'server-message.eml': ['mona@example.net peer recipient.unknown data now'],
  'fields-in-text.eml': ['nils@example.net peer recipient.unknown rcpt now'],
  'delivery-problems.eml': ['postmaster@mail.isp.example unknown mailbox.full rcpt now'],
  'ends-in-address.eml': ['olga@example.net unknown recipient.unknown rcpt now'],
  'courier.eml': ['paul@example.net peer recipient.unknown data now'],
  'communigate.eml': ['x@example.com us tls.handshake.eof tls now'],
  'courier-domain.eml': ['x@example.cat us dns.nxdomain dns now'],
  'domino-connect.eml': ['x@example.com us connect.timeout connect now'],
  'domino-ja.eml': ['x@example.co.jp unknown recipient.unknown rcpt now'],
  'exchange-2003.eml': ['x@example.com peer policy.relay rcpt now'],
  'exchange-de.eml': ['x@example.com us connect.refused connect expired'],
  'exchange-fr-html.eml': ['x@example.com us tls.handshake.eof tls expired'],
  'exim-delay.eml': ['x@example.com us drop.timeout dot now'],
  'gmail-connect.eml': ['x@example.com us connect.timeout connect now'],
  'gmx.eml': ['x@example.com peer content.spam dot now'],
  'groupwise.eml': ['x@example.com peer system.remote - now'],
  'hmailserver.eml': ['x@example.com us drop.lost - now'],
  'hotmail-utf7.eml': ['x@example.co.jp peer recipient.unknown rcpt now', 'y@example.co.jp us expired - now'],
  'imail.eml': ['x@example.co.jp unknown recipient.unknown rcpt now'],
  'james.eml': ['x@example.com us connect.unreachable connect now'],
  'kddi.eml': ['x@00000000000000.dion.ne.jp unknown mailbox.full rcpt now'],
  'mail2000.eml': ['x@example.org unknown recipient.unknown rcpt now'],
  'mailmarshal.eml': ['x@example.net us connect.refused connect now'],
  'mdaemon.eml': ['x@example.com peer recipient.unknown rcpt now'],
  'notes-book.eml': ['x@example.com unknown recipient.unknown rcpt now'],
  'sendmail-days.eml': ['x@example.com us drop.lost - expired'],
  'ses-dns.eml': ['x@example.com us dns.tempfail dns expired'],
  'sun-messaging.eml': ['x@example.jp peer mailbox.full rcpt expired'],
  'verizon.eml': ['0000000000@vtext.example peer recipient.unknown rcpt now'],
  'yandex-ru.eml': ['x@example.com us connect.timeout connect now'],
  'no-bounce.eml': ['- unknown unknown - now'],
}

test('every sample has its truth', () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(Object.keys(EXPECTED).toSorted())
})

describe.each(Object.entries(EXPECTED))('%s', (file, truth) => {
  it('gives one item for each recipient', async () => {
    expect(await rows({ kind: 'octets', file, octets: bytes(file) })).toEqual(truth)
  })
  it.each([
    ['CRLF', '\r\n'],
    ['CR alone', '\r'],
  ])('reads the same with %s', async (_name, end) => {
    const octets = new TextEncoder().encode(new TextDecoder().decode(bytes(file)).replaceAll('\n', end))
    expect(await rows({ kind: 'octets', file, octets })).toEqual(truth)
  })
  it('reads the same inside an mbox', async () => {
    const mail = new TextDecoder().decode(bytes(file)).replaceAll(/^From /gm, '>From ')
    const text = `From MAILER-DAEMON Mon Mar  3 10:00:00 2025\n${mail}\n\nFrom MAILER-DAEMON Mon Mar  3 10:00:01 2025\n${mail}`
    expect(await rows({ kind: 'text', text })).toEqual([...truth, ...truth])
  })
  it('survives being cut anywhere', async () => {
    const whole = bytes(file)
    for (let size = 0; size < whole.length; size += 97) {
      const { items } = await explain(
        [{ kind: 'octets', file, octets: whole.subarray(0, size) }],
        { lines: false },
        judge,
      )
      expect(items.length).toBeGreaterThan(0)
    }
  })
})

test('a bounce keeps its fields and says what to run next', async () => {
  const { items } = await explain(
    [{ kind: 'octets', file: 'x', octets: bytes('postfix-two-recipients.eml') }],
    { lines: false },
    judge,
  )
  expect(items[0]?.source).toEqual({
    file: 'x',
    index: 1,
    recipient: 'bob@example.net',
    originalRecipient: 'robert@example.net',
    action: 'failed',
    actionFrom: 'field',
    status: '5.1.1',
    statusFrom: 'field',
  })
  expect(items[1]?.next[0]).toMatch(
    /^hangup diagnose example\.com --symptom 'lost connection with mx\.example\.com\[192\.0\.2\.5\].*' --from anna@example\.org --rcpt eve@example\.com$/s,
  )
})

test.each([
  ['postfix-two-recipients.eml', true],
  ['delayed.eml', false],
])('%s: whether the message went back to its sender', async (file, returned) => {
  const { items } = await explain([{ kind: 'octets', file, octets: bytes(file) }], { lines: false }, judge)
  expect(items.map((item) => item.returned)).toEqual(items.map(() => returned))
})

test('a log line says what became of its message', async () => {
  const line = (status: string): string =>
    `4XyZ: to=<a@example.net>, relay=none, dsn=4.4.1, status=${status} (connect to mx.example.net[192.0.2.1]:25: Connection timed out)`
  const texts = ['bounced', 'deferred'].map((status) => ({ kind: 'text' as const, text: line(status) }))
  const { items } = await explain(texts, { lines: false }, judge)
  expect(items.map(({ returned, symptom }) => `${symptom} ${returned}`)).toEqual([
    'connect.timeout true',
    'connect.timeout false',
  ])
})

test('an expiry without a reason points at the log', async () => {
  const { items } = await explain(
    [{ kind: 'octets', file: 'x', octets: bytes('exim-expired.eml') }],
    { lines: false },
    judge,
  )
  expect(items[0]?.next[0]).toBe('hangup logs /var/log/exim4/mainlog --trace carl@example.net')
  expect(items[0]?.title).toMatch(/cause is not in this text/)
})

test('--lines takes each line alone', async () => {
  expect(
    await rows({ kind: 'text', text: '550 5.1.1 User unknown\r\n\r\n552 5.2.2 Mailbox full\nla la la' }, true),
  ).toEqual(['- peer recipient.unknown rcpt now', '- peer mailbox.full rcpt now', '- unknown unknown - now'])
})

test('text cannot break out of the command that is offered', async () => {
  const { items } = await explain(
    [
      {
        kind: 'text',
        text: "lost connection with mx.example.net[192.0.2.1] while sending RCPT TO'; rm -rf / #\u001b[2J",
      },
    ],
    { lines: false },
    judge,
  )
  // What would command a terminal is no word.
  expect(items[0]?.next[0]).toContain(String.raw`RCPT TO'\''; rm -rf / #'`)
})

test('UTF-16 is read', async () => {
  const text = '550 5.1.1 User unknown'
  const octets = new Uint8Array([0xff, 0xfe, ...Array.from(text).flatMap((letter) => [letter.charCodeAt(0), 0])])
  expect(await rows({ kind: 'octets', file: 'f', octets })).toEqual(['- peer recipient.unknown rcpt now'])
})

test.each([
  ['little end first, with a mark', true, '\uFEFF'],
  ['little end first', true, ''],
  ['big end first, with a mark', false, '\uFEFF'],
  ['big end first', false, ''],
])('UTF-32 is read: %s', async (_name, littleEndian, mark) => {
  const letters = Array.from(`${mark}550 5.1.1 <🐦@example.org>: User unknown`)
  const view = new DataView(new ArrayBuffer(letters.length * 4 + 3))
  for (const [at, letter] of letters.entries()) view.setUint32(at * 4, letter.codePointAt(0) ?? 0, littleEndian)
  const octets = new Uint8Array(view.buffer)
  expect(await rows({ kind: 'octets', file: 'f', octets })).toEqual(['- peer recipient.unknown rcpt now'])
})

test('a long text that is cut within a character keeps its charset', async () => {
  const octets = new TextEncoder().encode(
    `Grüße: 550 5.1.1 User unknown\n${'x'.repeat(70)}\n${'ü'.repeat(5 * 1024 * 1024)}`,
  )
  for (const part of [octets, octets.subarray(1)]) {
    const { items } = await explain([{ kind: 'octets', file: 'x', octets: part }], { lines: false }, judge)
    expect(items[0]?.text).toContain('rüße: 550')
  }
})

it('takes of Sendmail’s transcript the line about the recipient, not what the session came to', async () => {
  const text =
    '   ----- Transcript of session follows -----\n... while talking to mx.example.org.:\n>>> DATA\n<<< 450 4.7.1 <bob@example.org>: Recipient address rejected: Greylisted for 300 seconds\n<bob@example.org>... Deferred: 450 4.7.1 <bob@example.org>: Recipient address rejected: Greylisted for 300 seconds\n<<< 554 5.5.1 Error: no valid recipients'
  expect(await rows({ kind: 'text', text })).toEqual(['bob@example.org peer greylist rcpt now'])
})

describe('hostile mails', () => {
  const head =
    'From: MAILER-DAEMON@example.com\r\nTo: a@example.org\r\nSubject: Undelivered Mail\r\nMIME-Version: 1.0\r\n'
  const reason = '<x@example.net>: connect to mx.example.net[192.0.2.1]:25: Connection refused\r\n'
  const nested = Array.from(
    { length: 400 },
    (_each, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`,
  ).join('')
  it.each([
    ['a boundary that never comes', `${head}Content-Type: multipart/report; boundary="never"\r\n\r\n${reason}`],
    ['an empty boundary', `${head}Content-Type: multipart/report; boundary=""\r\n\r\n--\r\n\r\n${reason}`],
    ['a nest of 400 parts', `${head}${nested}Content-Type: text/plain\r\n\r\n${reason}`],
    ['an unknown charset', `${head}Content-Type: text/plain; charset=x-none\r\n\r\n${reason}`],
    ['20,000 header lines', `${head}${'X-Junk: v\r\n'.repeat(20_000)}\r\n${reason}`],
  ])('reads the reason behind %s', async (_name, text) => {
    const found = await rows({ kind: 'octets', file: 'x', octets: new TextEncoder().encode(text) })
    expect(found[0]).toContain('connect.refused connect')
  })
  it.each([
    ['HTML of nothing but opened tags', `${head}Content-Type: text/html\r\n\r\n${'<'.repeat(1_000_000)}`],
    ['a mailbox of separator lines', 'From x Mon Jan  1 00:00:00 2024\n'.repeat(100_000)],
    ['a header line of a million octets', `${head}X-Junk: ${'a'.repeat(1_000_000)}\r\n\r\n`],
  ])('gives one answer to %s', async (_name, text) => {
    expect(await rows({ kind: 'octets', file: 'x', octets: new TextEncoder().encode(text) })).toHaveLength(1)
  })
  // What a program shows of a session, and what mail programs set around and before the lines of others.
  it.each([
    '>',
    '> ',
    '>\n',
    '> >\n',
    '```\n',
    '\n',
    '| a |\n',
    '-----Original Message-----\n',
    'On 1 Mail Delivery wrote:\n> ',
    'From: x\n',
    '<a@b>:\n',
    '    MESSAGE=a\n',
    '{"log":"a","stream":"stdout"}\n',
    'a@b.c\n',
    '</a>',
    '**a: b',
  ])('reads a million of %j as a text and as a mail', async (unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length))
    expect(await rows({ kind: 'text', text })).toHaveLength(1)
    expect(await rows({ kind: 'text', text: `${head}\n${text}` })).toHaveLength(1)
  })
  it('opens a few covers of reports that name nobody, and not thousands', async () => {
    const cover =
      '-----Original Message-----\nFrom: MAILER-DAEMON\nSubject: Delivery failure\n\nYour message could not be delivered. Reason: 550 mailbox full\n\n'
    expect(await rows({ kind: 'text', text: `${head}\n${cover.repeat(8_000)}` })).toHaveLength(1)
  })
  it('reads the text once that a report without reasons has for thousands of recipients', async () => {
    const text = 'Final-Recipient: rfc822; a@example.net\n'.repeat(20_000)
    const { items } = await explain([{ kind: 'text', text }], { lines: false }, judge)
    expect(items.length).toBeGreaterThan(1_000)
    expect(items.reduce((sum, item) => sum + item.text.length, 0)).toBeLessThan(16 * 1024 * 1024)
  })
  it('calls random octets no text', async () => {
    const octets = Uint8Array.from({ length: 4_000 }, (_each, at) => (at * 7_919 + (at >> 3) * 104_729) & 0xff)
    const { items } = await explain([{ kind: 'octets', file: 'x', octets }], { lines: false }, judge)
    expect(items.map(({ symptom, title }) => `${symptom}: ${title}`)).toEqual(['unknown: This file is no text'])
  })
})

test('a text that names no destination leaves its place in the command', async () => {
  const text = 'large mails hang and time out, small ones pass'
  const { items } = await explain([{ kind: 'text', text }], { lines: false }, judge)
  expect(items[0]?.next).toEqual([`hangup diagnose DOMAIN --symptom '${text}'`])
})

describe('a bounce without a Status field', () => {
  const bounce = (words: string, subject = 'Returned mail'): string =>
    `From: MAILER-DAEMON@mx.example.com\nTo: ann@example.com\nSubject: ${subject}\n\nYour message could not be delivered.\n\n<bob@example.org>:\n${words}\n`
  test.each([
    // The words quote a code.
    ['550 5.1.1 no such user', '5.1.1', 'words'],
    // The class of the basic code, subject and detail of what is said.
    ['550 no such user', '5.1.1', 'derived'],
    ['452 mailbox full', '4.2.2', 'derived'],
    ['Remote host said: 552 message too large', '5.3.4', 'derived'],
    ['mailbox full', '5.2.2', 'derived'],
    // Words that mean nothing known leave the class.
    ['550 gone fishing', '5.0.0', 'derived'],
    ['451 gone fishing', '4.3.0', 'derived'],
  ])('%s', async (words, status, statusFrom) => {
    const { items } = await explain([{ kind: 'text', text: bounce(words) }], { lines: false }, () => undefined)
    expect(items[0]?.source).toMatchObject({ recipient: 'bob@example.org', status, statusFrom })
  })
})

test('a second reading that no cause stands for is told in the title', async () => {
  const said = [{ kind: 'text' as const, text: '451 4.7.1 Xyzzy plugh' }]
  const { items } = await explain(said, { lines: false }, () => undefined)
  expect(items[0]?.title).toBe("The receiver's policy refuses; or: The receiver asks to come back later (greylisting)")
})

test('what nullmailer logs without a stamp is no header of a mail', async () => {
  const octets = new TextEncoder().encode(
    'From: <alice@example.com> to: <bob@example.org>\nMessage-Id: <1@example.com>\n\nsmtp: Failed: 550 5.1.1 <bob@example.org>: no such user\n',
  )
  expect(await rows({ kind: 'octets', file: 'mail.log', octets })).toEqual(['- peer recipient.unknown rcpt now'])
})

test('of a line that ended, nobody knows where, the title says what was seen', async () => {
  const cause = { cause: 'receiver/closes-without-reply', standing: 'possible', title: 'The receiver ends it' } as const
  const guess = (): WordsVerdict => ({ ...cause, alternatives: [], locus: null, persistence: 'unknown', remedies: [] })
  const titleOf = async (text: string): Promise<string | undefined> =>
    (await explain([{ kind: 'text', text }], { lines: false }, guess)).items[0]?.title
  expect(await titleOf('Connection reset by peer')).toBe('The connection ended without an answer')
  expect(await titleOf('lost connection with mx[192.0.2.5] while sending RCPT TO')).toBe('The receiver ends it')
})

test('a failed question to the DNS names the domain that it asked for', async () => {
  const text = '450 4.4.312 DNS query failed [Message=DNS query failed] [LastAttemptedServerName=example.org]'
  const { items } = await explain([{ kind: 'text', text }], { lines: false }, judge)
  expect(items[0]?.next[0]).toMatch(/^hangup diagnose example\.org /)
})

describe('a report that was pasted without its header', () => {
  const report = [
    'This message was created automatically by mail delivery software.',
    '',
    'A message that you sent could not be delivered to one or more of its',
    'recipients. This is a permanent error. The following address(es) failed:',
    '',
    '  bob@example.org',
    '    host mx.example.org [192.0.2.1]',
    '    SMTP error from remote mail server after RCPT TO:<bob@example.org>:',
    '    550 No such person at this address',
    '  eve@example.net',
    '    host mx.example.net [192.0.2.2]',
    '    SMTP error from remote mail server after end of data:',
    '    552 Message is larger than we take',
    '',
  ].join('\n')
  const both = ['bob@example.org peer recipient.unknown rcpt now', 'eve@example.net peer content.size dot now']

  it.each([
    ['alone', report],
    [
      'below a sentence and above a name',
      `Since Monday all comes back:\n\n${report}\n-- \nAnn Example\nann@example.com\n`,
    ],
    ['with lines that end as on Windows', report.replaceAll('\n', '\r\n')],
    [
      'below a header in German',
      `Von: Mail Delivery System\nAn: ann@example.com\nBetreff: Mail delivery failed\n\n${report}`,
    ],
  ])('tells of each recipient: %s', async (_how, text) => {
    expect(await rows({ kind: 'text', text })).toEqual(both)
  })

  it('is none where a program lists whom it could not send to', async () => {
    const text = 'Error: SMTP Error: The following recipients failed: bob@example.org: 550 no such user'
    expect(await rows({ kind: 'text', text })).toEqual(['- peer recipient.unknown rcpt now'])
  })
})
