import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  death,
  fact,
  FIN,
  plan,
  session,
  SILENCE,
  socketState,
  symptom,
} from '../../../test/kit/evidence.ts'
import type { HelloAnswer } from '../../domain/facts/smtp-facts.ts'
import cause from './smtp-inspection.ts'

const masked = { code: 220, lines: ['****************************2****0*****'] }

const maskedWords = symptom({
  speaker: 'peer',
  symptom: 'protocol.malformed',
  stage: 'banner',
  words: masked.lines[0] ?? '',
  reply: masked,
})

const socket = (unackedSegments: number) =>
  socketState({
    timer: unackedSegments === 0 ? 'none' : 'on',
    retransmits: unackedSegments * 4,
    unackedSegments,
    sentBytes: 29,
    ackedBytes: 29 - 10 * unackedSegments,
    sendQueueBytes: 10 * unackedSegments,
  })

const hello = (sizeBytes: number, answer: HelloAnswer) =>
  fact('tls.hello', { endpoint: AN_ENDPOINT, session: 'h', hello: { maxVersion: 0x0304 }, sizeBytes, answer })
const noHello: HelloAnswer = { kind: 'silent', bytesSeen: 0, afterMs: 3000 }
const silentTls = session({ death: death('tls', SILENCE) })

causeCases(cause, {
  convicts: [
    ['no ClientHello is acknowledged, not even a small one', [silentTls, socket(1), hello(220, noHello)]],
    ['STARTTLS is swallowed', [session({ death: death('starttls', SILENCE) }), socket(1)]],
    [
      'MAIL is swallowed, and again',
      [
        session({ plan: plan({ pauseMs: {} }), death: death('mail', SILENCE) }),
        session({ session: 's2', role: 'experiment', death: death('mail', SILENCE) }),
        socket(1),
      ],
    ],
    ['a greeting of nothing but asterisks is shown', [maskedWords]],
    ['a masked banner, and EHLO dies', [session({ banner: masked, death: death('ehlo', FIN) })]],
    [
      'masked extensions, and MAIL dies',
      [session({ clearKeywords: ['SIZE 1000', 'XXXXXXXA'], death: death('mail', FIN) })],
    ],
  ],
  acquits: [],
  abstains: [
    ['only a large ClientHello was tried', [silentTls, socket(1), hello(1800, noHello)]],
    [
      'a small ClientHello is answered: it is the size',
      [silentTls, socket(1), hello(220, { kind: 'alert', fatal: true, description: 40, afterMs: 20 })],
    ],
    ['the hellos are acknowledged: a server that hangs in TLS', [silentTls, socket(0), hello(220, noHello)]],
    ['MAIL is lost once', [session({ death: death('mail', SILENCE) }), socket(1)]],
    [
      'MAIL after a pause is lost each time: an idle flow that was forgotten',
      [
        session({ plan: plan({ pauseMs: { mail: 8000 } }), death: death('mail', SILENCE) }),
        session({ session: 's2', role: 'experiment', death: death('mail', SILENCE) }),
        socket(1),
      ],
    ],
    [
      'a server that hangs at MAIL each time',
      [
        session({ death: death('mail', SILENCE) }),
        session({ session: 's2', role: 'experiment', death: death('mail', SILENCE) }),
        socket(0),
      ],
    ],
    ['a server that hangs at STARTTLS', [session({ death: death('starttls', SILENCE) }), socket(0)]],
    [
      'a server without extensions',
      [session({ banner: { code: 220, lines: ['mx.example.net SMTP'] }, keywords: [], death: death('mail', FIN) })],
    ],
    [
      'private extensions',
      [session({ keywords: ['XCLIENT NAME ADDR', 'XEXCH50', 'X-ANONYMOUSTLS'], death: death('mail', FIN) })],
    ],
    ['a healthy session', [session()]],
  ],
})
