import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readText } from './read-text.ts'

const FOLDER = join(import.meta.dirname, '../../test/fixtures/text')

/** text, who speaks (`-`: not judged), symptoms that are right, stages that are right (empty: not judged). */
function rows(file: string): readonly (readonly [string, string, readonly string[], readonly string[]])[] {
  return readFileSync(join(FOLDER, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [text = '', speaker = '', symptoms = '', stages = ''] = line.split('\t')
      return [
        text.replaceAll(String.raw`\n`, '\n'),
        speaker,
        symptoms.split('|'),
        stages === '' ? [] : stages.split('|'),
      ] as const
    })
}

describe.each(readdirSync(FOLDER).filter((file) => file.endsWith('.tsv') && !file.startsWith('held-out')))(
  '%s',
  (file) => {
    it.each(rows(file))('%s', (text, speaker, symptoms, stages) => {
      const reading = readText(text)
      expect(symptoms).toContain(reading.symptom)
      if (stages.length > 0) expect(stages).toContain(reading.stage)
      if (speaker !== '-') expect(speaker.split('|')).toContain(reading.speaker)
    })
  },
)

describe('Postfix says "refused to talk to me" of the greeting and of the answer to EHLO', () => {
  it.each([
    ['421 4.7.0 too many connections', 'banner'],
    ['554 5.7.1 No SMTP service for you', 'banner'],
    ['550 Blocked', 'banner'],
    ['501 5.5.4 Invalid EHLO argument', 'ehlo'],
    ['504 5.5.2 <host>: Helo command rejected', 'ehlo'],
    ['550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)', 'ehlo'],
    ['450 4.7.1 <localhost>: Helo command rejected: Host not found', 'ehlo'],
    ['421 4.7.0 EHLO rate exceeded', 'ehlo'],
    ['554 5.7.1 Refused, see https://check.example/?ip=192.0.2.1&helo=mail.example.org', 'banner'],
  ])('%s', (reply, stage) => {
    expect(readText(`host mx.example.net[192.0.2.1] refused to talk to me: ${reply}`).stage).toBe(stage)
  })
})

describe('who speaks', () => {
  it.each([
    ['421 4.4.2 Connection dropped due to SocketError', 'reply.421.socketerror'],
    ['421 4.4.2 mx.example.net Error: timeout exceeded', 'reply.421.idletimeout'],
    ['454 4.7.0 TLS not available due to local problem', 'tls.refused'],
    ['421 4.7.0 Too many connections', 'reply.421.toomanyconn'],
    ['550 5.1.1 <x@example.net>: User unknown', 'recipient.unknown'],
    ['220 mx.example.net ESMTP', 'accepted'],
    ['554 lost connection with virus scanner', 'system.filter'],
  ])('a live peer saying %j means %s', (text, symptom) => {
    const reading = readText(text, { origin: 'live', speaker: 'peer' })
    expect([reading.speaker, reading.symptom]).toEqual(['peer', symptom])
  })

  it('4.4.2 in our own notification is a drop, in the mouth of the peer a reply', () => {
    const ours = readText('421 4.4.2 Connection dropped due to SocketError')
    expect([ours.speaker, ours.symptom, ours.reply]).toEqual(['us', 'drop.lost', undefined])
    const theirs = readText(
      'host mx.example.net[192.0.2.4] said: 421 4.4.2 Connection dropped due to SocketError (in reply to MAIL FROM command)',
    )
    expect([theirs.speaker, theirs.symptom, theirs.stage]).toEqual(['peer', 'reply.421.socketerror', 'mail'])
  })

  it.each([
    ['error:0A00042E:SSL routines::tlsv1 alert protocol version', 70],
    ['TLS client: In state hello received SERVER ALERT: Fatal - Protocol Version', 70],
    ['TLS client: In state certify generated CLIENT ALERT: Fatal - Unknown CA', undefined],
    ['The TLS protocol defined fatal alert code is 70.', 70],
  ])('%j holds the alert %s of the peer', (text, alert) => {
    expect(readText(text).tlsAlert).toBe(alert)
  })

  it.each([
    ['write tcp 10.0.0.5:52344->192.0.2.1:25: write: broken pipe', '192.0.2.1', 25],
    ['read tcp [2001:db8::5]:52344->[2001:db8::1]:587: i/o timeout', '2001:db8::1', 587],
    ['connection 192.0.2.1:25 -> 10.0.0.5:52344 reset by peer', '192.0.2.1', 25],
  ])('the peer of a connection whose both ends are named: %j', (text, address, port) => {
    expect(readText(text)).toMatchObject({ address, port })
  })

  it('keeps what the frame tells', () => {
    const reading = readText(
      'Aug 12 10:11:12 mail postfix/smtp[2345]: 4E74613FE76: to=<r@example.com>, relay=mx.example.com[192.0.2.9]:25, delay=630, delays=0.04/0.01/30/600, dsn=4.4.2, status=deferred (conversation with mx.example.com[192.0.2.9] timed out while sending end of data -- message may be sent more than once)',
    )
    expect(reading).toMatchObject({
      software: 'postfix',
      recipient: 'r@example.com',
      host: 'mx.example.com',
      address: '192.0.2.9',
      elapsedSeconds: 600,
      ended: 'silence',
      stage: 'dot',
      expired: false,
      suspended: false,
    })
  })

  it('points through an expiry at the last real attempt', () => {
    const reading = readText(
      '550 5.4.300 Message expired -> 451 4.4.397 Error communicating with target host. -> 421 4.4.2 Connection dropped due to TimedOut',
    )
    expect(reading).toMatchObject({ symptom: 'drop.timeout', expired: true, speaker: 'us', software: 'exchange' })
  })

  it.each(['', '   ', 'hello world', 'The quick brown fox', '42', '\u0000\u0001', '{"a": 1}', '<html></html>'])(
    'says nothing about %j',
    (text) => {
      expect(readText(text)).toMatchObject({ symptom: 'unknown', speaker: 'unknown' })
    },
  )

  it('joins a multi-line reply', () => {
    expect(readText('550-5.7.1 first line\n550-5.7.1 second line\n550 5.7.1 spam').reply).toEqual({
      code: 550,
      enhanced: '5.7.1',
      lines: ['first line', 'second line', 'spam'],
    })
    expect(
      readText(
        'host mx.example.net[192.0.2.4] said: 550-5.7.1 first 550 5.7.1 second (in reply to end of DATA command)',
      ).reply,
    ).toEqual({ code: 550, enhanced: '5.7.1', lines: ['first', 'second'] })
  })
})

// What is read on the page is no request to it.
it('a refusal that names a page to read is a refusal', () => {
  const reading = readText('550 Your MTA is listed in too many DNSBLs; check http://rbls.example/')
  expect([reading.speaker, reading.symptom]).toEqual(['peer', 'reputation.ip'])
  expect(readText('500 Internal Server Error from http://example.net/').symptom).toBe('unknown')
})

it('the milliseconds of a clock are no reply', () => {
  const log = '2026-11-28 22:50:46,372 INFO app.mail: sending\n2026-11-28 22:50:46,535 INFO app.mail: message 17 sent'
  expect(readText(log)).toMatchObject({ symptom: 'unknown' })
  expect(readText('2026-11-28 22:50:46,372 ERROR app.mail: 535 5.7.8 bad credentials')).toMatchObject({
    symptom: 'auth.failed',
  })
})

it.each([
  'TLS started: cipher=ECDHE-RSA-CHACHA20-POLY1305, bits=256',
  'message 17, nrcpt=421, TLS',
  'l=debug m="delivery failed" err="temporary error" pkg=queue msgid=421',
  'l=info m="queue run" cid=550 queue-id=451',
])('a field that counts is no reply: %j', (text) => {
  expect(readText(text)).toMatchObject({ symptom: 'unknown' })
})

it('a greeting that stands there was not awaited when the line was lost', () => {
  const text = 'ncat: SSL connection to 192.0.2.38:465.\n220 mx.example.net ESMTP ready\nncat: Input/output error.'
  expect(readText(text)).toMatchObject({ symptom: 'drop.lost', stage: 'idle' })
})

it.each([
  '--> STARTTLS\n<-- 502 5.5.1 Error: command not implemented',
  'Error upgrading connection with STARTTLS: 502 5.5.1 Command not implemented',
])('a server that does not know STARTTLS refuses it: %j', (text) => {
  expect(readText(`<-- 220 mx.example.net ESMTP\n--> EHLO me\n<-- 250 mx.example.net\n${text}`)).toMatchObject({
    symptom: 'tls.refused',
    speaker: 'peer',
  })
})

it('Exim that waited after the initial connection may have had none: by TCP Fast Open it counts as made at once', () => {
  const wait = 'H=mx.example.com [192.0.2.5]: SMTP timeout after initial connection: Connection timed out'
  expect(readText(wait)).toMatchObject({ symptom: 'drop.timeout', stage: 'banner', instead: 'connect.timeout' })
  expect(readText(wait.replace('initial connection', 'pipelined MAIL FROM')).instead).toBeUndefined()
})

it('what a web server answered to whoever asked it for a test mail is no reply', () => {
  const asked =
    'lvl=eror msg="Request Completed" method=POST path=/api/alert-notifications/test status=500 time_ms=67ns'
  expect(readText(asked).symptom).toBe('unknown')
  expect(readText('smtp: send failed status=550 msg="5.1.1 user unknown"').symptom).toBe('recipient.unknown')
})
