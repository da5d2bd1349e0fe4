import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, plan, reply, session, SILENCE } from '../../../test/kit/evidence.ts'
import { experimentsOf, trial } from '../../../test/kit/experiments.ts'
import cause from './not-smtp.ts'

const garbled = (head: string) => death('banner', { kind: 'garbled', head, why: 'not a reply' })

const ELSEWHERE = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })

const greeting = (text: string) => ({ code: 220, lines: [text] })

const spokenTo = (head: string) =>
  session({
    session: 's2',
    role: 'experiment',
    plan: plan({ tls: 'wrapped' }),
    death: death('tls', { kind: 'garbled', head, why: 'not TLS' }),
  })
const saidFirst = (head: string) =>
  session({ session: 's2', role: 'experiment', plan: plan({ speaksEarly: true }), death: garbled(head) })

causeCases(cause, {
  convicts: [
    ['Telnet', [session({ death: garbled('\u00ff\u00fb\u0001\r\nlogin: ') })]],
    ['SSH', [session({ death: garbled('SSH-2.0-OpenSSH_9.2\r\n') })]],
    ['HTTP', [session({ death: garbled('HTTP/1.1 400 Bad Request\r\n') })]],
    [
      'HTTP that waits for the client',
      [session({ death: death('banner', SILENCE) }), spokenTo('HTTP/1.1 400 Bad Request')],
    ],
    [
      'Redis, which waits for the client',
      [session({ death: death('banner', SILENCE) }), saidFirst("-ERR unknown command 'EHLO'")],
    ],
    [
      'an echo, which waits for the client',
      [session({ death: death('banner', SILENCE) }), saidFirst('EHLO sender.example.org')],
    ],
    [
      'FTP, which greets with 220, too',
      [
        session({
          banner: greeting('(vsFTPd 3.0.3)'),
          death: death('ehlo', reply(530, 'Please login with USER and PASS.')),
        }),
      ],
    ],
    [
      'LMTP, which knows neither EHLO nor HELO',
      [session({ banner: greeting('mx.example.net LMTP ready'), death: death('ehlo', reply(500, '5.5.1 Unknown')) })],
    ],
    [
      'a service that does not name itself, and knows neither EHLO nor HELO',
      [session({ banner: greeting('mx Dovecot ready.'), death: death('ehlo', reply(500, '5.5.1 Unknown command')) })],
    ],
    ['octets of nobody knows what', [session({ death: garbled('\u0001\u0002hello') })]],
  ],
  acquits: [
    [
      'unrelated mail servers answer with the same words',
      [
        session({ death: garbled('HTTP/1.1 302 Found') }),
        session({ session: 's2', role: 'compare', plan: ELSEWHERE, death: garbled('HTTP/1.1 302 Found') }),
      ],
    ],
  ],
  abstains: [
    ['a greeting after a byte order mark', [session({ death: garbled('\u00ef\u00bb\u00bf220 mx ESMTP') })]],
    ['a greeting after Telnet negotiation', [session({ death: garbled('\u00ff\u00fb\u0001220 mx ESMTP') })]],
    ['a TLS alert: the port speaks TLS', [session({ death: garbled('\u0015\u0003\u0001\u0000\u0002\u0002F') })]],
    [
      'a mail server of an FTP host that refuses our name',
      [session({ banner: greeting('ftp.example.net ESMTP'), death: death('ehlo', reply(550, '5.7.1 Bad HELO name')) })],
    ],
    [
      'a mail server that is named after another service, and dies at MAIL',
      [session({ banner: greeting('lmtp.example.net ESMTP'), death: death('mail', reply(500)) })],
    ],
    [
      'a mail server that calls EHLO and HELO unknown',
      [session({ banner: greeting('mx ESMTP ready'), death: death('ehlo', reply(500, '5.5.1 Unknown command')) })],
    ],
    ['an SMTP refusal', [session({ death: death('banner', reply(554)) })]],
    ['garbled later', [session({ death: death('ehlo', { kind: 'garbled', head: 'SSH-', why: '' }) })]],
    [
      'silence, and a hello answered with an alert',
      [session({ death: death('banner', SILENCE) }), spokenTo('\u0015\u0003\u0001')],
    ],
    [
      'a mail server that is slow, and refuses who speaks early',
      [
        session({ death: death('banner', SILENCE) }),
        session({
          session: 's2',
          role: 'experiment',
          plan: plan({ speaksEarly: true }),
          death: death('banner', reply(554, '5.5.0 SMTP synchronization error')),
        }),
      ],
    ],
    ['closed', [session({ death: death('banner', FIN) })]],
    ['a healthy session', [session()]],
  ],
})

const SILENT = session({ death: death('banner', SILENCE) })
const asked = (silentForMs: number, seen = SILENT) => experimentsOf(cause, [seen], { silentForMs })[0]

test('on port 25 nobody speaks first before every greet delay is over', () => {
  expect(asked(6_000)).toBeUndefined()
  expect(asked(16_000)?.arms.map(({ plan: { kind } }) => kind)).toHaveLength(3)
})

test('where an answer has begun, something has spoken', () => {
  expect(asked(16_000, session({ death: death('banner', { kind: 'silent', bytesSeen: 4 }) }))).toBeUndefined()
})

test.each<readonly [string, readonly string[], string]>([
  ['the answer is that of another service', ['ERROR\r\n', ''], 'confirmed'],
  ['TLS answers both', ['\u0015\u0003\u0001', ''], 'undecided'],
  ['nothing comes back', ['', ''], 'refuted'],
])('%s', (_name, heads, judged) => {
  const experiment = asked(16_000)
  const trials = (experiment?.arms ?? []).slice(1).map(({ name }, index) => {
    const head = heads[index] ?? ''
    return trial(name, { death: head === '' ? death('banner', SILENCE) : garbled(head) })
  })
  expect(experiment?.judge(trials).judged).toBe(judged)
})
