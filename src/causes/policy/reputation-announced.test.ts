import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, reply, session, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import { weighAll } from '../../reason/weigh.ts'
import cause from './reputation-announced.ts'

causeCases(cause, {
  convicts: [
    ['turned away in place of a greeting, without a reason', [session({ death: death('banner', reply(550, 'no')) })]],
    [
      'a block list',
      [
        symptom({
          symptom: 'reputation.ip',
          speaker: 'peer',
          stage: 'rcpt',
          words: '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
        }),
      ],
    ],
    [
      'Gmail',
      [
        symptom({
          symptom: 'reply.421.reputation',
          speaker: 'peer',
          stage: 'banner',
          words: '421-4.7.28 unusual rate of unsolicited mail originating from your IP address',
        }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    ...['No SMTP service here', 'mx1.example.net: this host does not accept mail'].map(
      (words): [string, [ReturnType<typeof session>]] => [
        words,
        [session({ death: death('banner', reply(554, words)) })],
      ],
    ),
    [
      'a host that takes no mail, read as a refusal of us',
      [
        symptom({
          symptom: 'reputation.ip',
          speaker: 'peer',
          stage: 'banner',
          words: '554 This host does not accept email',
        }),
      ],
    ],
    [
      'a server for the gateway alone',
      [
        symptom({
          symptom: 'reputation.ip',
          speaker: 'peer',
          stage: 'rcpt',
          words: '554 5.7.1 Client host rejected: Access restricted to the mail gateway, host not in allow list',
        }),
      ],
    ],

    [
      'no PTR',
      [
        symptom({
          symptom: 'sender.ptr',
          speaker: 'peer',
          stage: 'rcpt',
          words: '450 4.7.25 cannot find your hostname',
        }),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['a list by name', '450 4.3.2 Client host [192.0.2.1] is listed at bl.example.net', 'proven'],
  [
    'no more than a refusal',
    '450 4.3.2 <mx.example.org[192.0.2.1]>: Client host rejected: Try again later',
    'possible',
  ],
])('under a code for the state of the mail system: %s', (_name, words, standing) => {
  const told = symptom({ symptom: 'reputation.ip', speaker: 'peer', stage: 'rcpt', words })
  expect(weighAll(evidence([told]), [cause])[0]?.standing).toBe(standing)
})

// A group that takes mail from inside alone, a sender's domain, an address: all are denied so.
test.each([
  ['550 5.7.1 Access denied', 'possible'],
  ['554 Connection refused by policy', 'possible'],
  ['550 Go away', 'possible'],
  ['554 5.7.1 Not welcome here', 'possible'],
  ['550 5.7.1 Access denied, banned sending IP [192.0.2.1]', 'proven'],
  ['554 Access denied for your host', 'possible'],
  ['554 5.7.1 <relay.acme.example[172.20.188.2]>: Client host rejected: Access denied', 'possible'],
  ['550 Your IP address has been rejected', 'possible'],
  ['554 5.7.1 Your IP address 192.0.2.1 is blocked', 'proven'],
  ['550 Ihre Adresse 192.0.2.1 wurde gesperrt', 'proven'],
])('a refusal that gives no reason proves nothing of our address: %s', (words, standing) => {
  const told = symptom({ symptom: 'reputation.ip', speaker: 'peer', stage: 'rcpt', words })
  expect(weighAll(evidence([told]), [cause])[0]?.standing).toBe(standing)
})

test.each([
  ['554 5.7.1 Client host [192.0.2.1] blocked using bl.example.net', true],
  ['550 5.7.1 Your IP address has a poor reputation', true],
  ['554 5.7.1 <out.example.org[192.0.2.1]>: Client host rejected: Access denied', false],
  ['550 5.7.1 Access denied', false],
  ['550 5.7.1 Mail from your country is not accepted', false],
  ['450 4.3.2 <out.example.org[192.0.2.1]>: Client host rejected: Try again later', false],
] as const)(
  'delisting is spoken of where the reply tells of a reputation, else the receiver is asked: %s',
  (words, isTold) => {
    expect(remediesFor(words).includes('delisting')).toBe(isTold)
    expect(remediesFor(words).includes('off your list')).toBe(isTold)
    expect(remediesFor(words).includes('which gives no reason')).toBe(!isTold && !words.includes('country'))
    expect(remediesFor(words)).not.toContain('before any mail')
  },
)

test('who is turned away at the greeting without a reason asks for it', () => {
  const dead = session({ death: death('banner', reply(550, 'no')) })
  const text = JSON.stringify(cause.remedies(view(evidence([dead]), cause.needs)))
  expect(text).toContain('before any mail')
  expect(text).not.toContain('delisting')
})

function remediesFor(words: string): string {
  const told = symptom({ symptom: 'reputation.ip', speaker: 'peer', stage: 'rcpt', words })
  return JSON.stringify(cause.remedies(view(evidence([told]), cause.needs)))
}

test('who is put off may send slower, who is refused gains nothing by it', () => {
  expect(remediesFor('421 4.7.28 unusual rate of unsolicited mail from your address')).toContain('rate.delay')
  expect(remediesFor('554 5.7.1 Client host [192.0.2.1] blocked using bl.example.net')).not.toContain('rate.delay')
})

test.each([
  ['554 5.7.1 Client host [192.0.2.1] blocked using bl.example.net; see https://www.example.net/q', 'bl.example.net'],
  ['550 5.7.1 192.0.2.1 is listed at https://rbl.example.net/', 'rbl.example.net'],
])('the list that the reply names is where to ask: %s', (words, list) => {
  expect(remediesFor(words)).toContain(`The reply names ${list}:`)
})

test('a reply without a list names none', () => {
  expect(remediesFor('554 5.7.1 Your address 192.0.2.1 has a poor reputation')).not.toContain('The reply names')
})

test.each([
  [
    '421 4.7.28 unsolicited mail from your IP address. See https://support.example.net/mail/81126.',
    'https://support.example.net/mail/81126, which',
  ],
  [
    '421 4.7.28 unsolicited mail from your IP address (http://postmaster.example.net/?ip=192.0.2.1)',
    'http://postmaster.example.net/?ip=192.0.2.1, which',
  ],
  ['554 5.7.1 Client host [192.0.2.1] blocked using bl.example.net', 'whoever runs bl.example.net'],
  ['421 4.7.28 unusual rate of unsolicited mail originating from your IP address', 'postmaster of'],
])('who is asked for delisting, where the receiver said: %s', (words, who) => {
  const told = symptom({ symptom: 'reply.421.reputation', speaker: 'peer', stage: 'banner', words })
  const [delisting] = cause.remedies(view(evidence([told]), cause.needs))
  expect(delisting?.steps?.find(({ kind }) => kind === 'ask')).toMatchObject({ who: expect.stringContaining(who) })
})

test.each([
  'gmx.net (mxgmx016) Nemesis ESMTP Service not available\nNo SMTP service\nIP address is black listed.',
  'No SMTP service\nIP address is temporarily blocked',
  '5.7.1 No mail accepted: your IP 192.0.2.1 is listed at zen.spamhaus.org',
  '5.7.1 We do not accept mail, your IP 192.0.2.1 has a bad reputation',
])('who tells of a list beside words of no mail speaks of us: %s', (text) => {
  const told = symptom({
    symptom: 'reputation.ip',
    speaker: 'peer',
    stage: 'banner',
    reply: { code: 554, lines: text.split('\n') },
    words: `554 ${text}`,
  })
  expect(weighAll(evidence([told]), [cause])[0]?.standing).toBe('proven')
})

test.each([
  ['550 5.7.606 Access denied, banned sending IP [192.0.2.1]', 'https://sender.office.com'],
  ['554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org', 'https://check.spamhaus.org'],
  ['550 5.7.1 spam source, see https://postmaster.example.net/why?ip=1.', 'https://postmaster.example.net/why?ip=1,'],
  ['550 5.7.1 bad reputation', 'postmaster of'],
])('%s: who lets an address off the list', (words, who) => {
  const told = symptom({ symptom: 'reputation.ip', speaker: 'peer', stage: 'rcpt', words })
  const asked = cause
    .remedies(view(evidence([told]), cause.needs))
    .flatMap(({ steps = [] }) => steps.flatMap((step) => (step.kind === 'ask' ? step.who : [])))
  expect(asked.join()).toContain(who)
})

test.each([
  ['limit.rate', '421 4.7.28 an unusual rate of unsolicited mail originating from your IP address', 'Send slower'],
  ['reputation.ip', '421 4.7.0 your IP 192.0.2.1 has a bad reputation, try later', 'Find and stop'],
] as const)('%s: what to do first follows the words', (meaning, words, first) => {
  const reply = { code: 421, lines: [words.slice(4)] }
  const told = symptom({ symptom: meaning, speaker: 'peer', stage: 'rcpt', words, reply })
  expect(cause.remedies(view(evidence([told]), cause.needs))[0]?.title).toContain(first)
})
