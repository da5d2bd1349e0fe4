import { causeCases } from '../../../test/kit/cause-cases.ts'
import { session, symptom } from '../../../test/kit/evidence.ts'
import { alert, deadHandshake, helloSeen, livingHandshake, ours } from '../../../test/kit/handshakes.ts'
import cause from './legacy-renegotiation.ts'

causeCases(cause, {
  convicts: [
    ['our library refuses', [deadHandshake(ours('unsafe legacy renegotiation disabled', 40))]],
    ['told by the sending library', [symptom({ symptom: 'tls.handshake.legacyreneg', stage: 'tls' })]],
  ],
  acquits: [],
  abstains: [
    ['our library refuses the version instead', [deadHandshake(ours('unsupported protocol', 70))]],
    ['alert 40', [deadHandshake(alert(40))]],
    [
      'an old ServerHello that nobody minds',
      [
        livingHandshake(),
        helloSeen(
          { maxVersion: 0x0303 },
          {
            kind: 'server-hello',
            version: 0x0303,
            suite: 0xc02f,
            retry: false,
            flightBytes: 3000,
            secureRenegotiation: false,
            afterMs: 20,
          },
        ),
      ],
    ],
    ['a healthy session', [session()]],
  ],
})
