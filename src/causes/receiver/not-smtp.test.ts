import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, FIN, reply, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './not-smtp.ts'

const garbled = (head: string) => death('banner', { kind: 'garbled', head, why: 'not a reply' })

const greeting = (text: string) => ({ code: 220, lines: [text] })

const spokenTo = (head: string) =>
  session({ session: 's2', role: 'experiment', death: death('tls', { kind: 'garbled', head, why: 'not TLS' }) })

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
  acquits: [],
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
    ['closed', [session({ death: death('banner', FIN) })]],
    ['a healthy session', [session()]],
  ],
})
