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
import type { SocketState } from '../../domain/facts/host-facts.ts'
import type { HelloAnswer } from '../../domain/facts/smtp-facts.ts'
import cause from './hung.ts'

const silent = session({ death: death('mail', SILENCE) })
const socket = (changes: Partial<SocketState>) =>
  socketState({
    timer: 'none',
    retransmits: 0,
    backoff: 0,
    unackedSegments: 0,
    ackedBytes: 90,
    sendQueueBytes: 0,
    lastAckMs: 2990,
    ...changes,
  })
const hello = (keyShare: 'empty' | 'x25519', answer: HelloAnswer) =>
  fact('tls.hello', {
    endpoint: AN_ENDPOINT,
    session: 'h',
    hello: { maxVersion: 0x0304, keyShare },
    sizeBytes: 260,
    answer,
  })
const noHello: HelloAnswer = { kind: 'silent', bytesSeen: 0, afterMs: 5000 }
const alert: HelloAnswer = { kind: 'alert', fatal: true, description: 40, afterMs: 20 }
const IMPATIENT = plan({ patienceMs: { banner: 4_000 } })
const silentTls = session({ death: death('tls', SILENCE) })
const other = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })

causeCases(cause, {
  convicts: [
    ['silent at MAIL, and all was acknowledged', [silent, socket({})]],
    [
      'its kernel answers keep-alive probes',
      [silent, socket({ timer: 'keepalive', unansweredProbes: 1, lastAckMs: 300, lastReceivedMs: 7800 })],
    ],
    ['silent before the banner', [session({ death: death('banner', SILENCE) })]],
    ['reported', [symptom({ symptom: 'drop.timeout', stage: 'ehlo' })]],
    [
      'the same hello answered by turns: one of several programs hangs',
      [silentTls, hello('empty', noHello), hello('empty', alert)],
    ],
  ],
  acquits: [
    [
      'a greeting that breaks off in its midst',
      [session({ death: death('banner', { kind: 'silent', afterMs: 10_000, bytesSeen: 150 }), plan: IMPATIENT })],
    ],
    [
      'a hello with a short answer is answered, one with a long answer is not',
      [silentTls, hello('x25519', noHello), hello('empty', alert)],
    ],
    [
      'a greeting whose line never ends, while its kernel answers probes',
      [
        session({ death: death('banner', { kind: 'silent', afterMs: 10_000, bytesSeen: 40 }), plan: IMPATIENT }),
        socket({ timer: 'keepalive', unansweredProbes: 1, lastAckMs: 300, lastReceivedMs: 7800 }),
      ],
    ],
    [
      'segments with wrong checksums arrive: its answer may be among them',
      [silent, socket({}), fact('net.counter', { name: 'Tcp.InCsumErrors', delta: 18 })],
    ],
    [
      'nobody answers keep-alive probes',
      [silent, socket({ timer: 'keepalive', unansweredProbes: 4, lastAckMs: 7800, lastReceivedMs: 7800 })],
    ],
    [
      'a dead path does not acknowledge',
      [silent, socket({ timer: 'on', retransmits: 4, unackedSegments: 1, ackedBytes: 60 })],
    ],
    [
      'since then there is no way to its host',
      [
        silent,
        session({
          session: 's2',
          role: 'experiment',
          death: death('connect', { kind: 'errno', errno: 'EHOSTUNREACH' }),
        }),
      ],
    ],
    [
      'nobody greets us: port 25 is intercepted',
      [
        session({ death: death('banner', SILENCE) }),
        session({ session: 's2', role: 'compare', plan: other, death: death('banner', SILENCE) }),
      ],
    ],
  ],
  abstains: [
    ['a close', [session({ death: death('mail', FIN) })]],
    ['silence at connect', [session({ death: death('connect', SILENCE) })]],
    ['a healthy session', [session()]],
  ],
})
