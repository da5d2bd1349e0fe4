import { causeCases } from '../../../test/kit/cause-cases.ts'
import { cutInBody, session, SILENCE, socketState } from '../../../test/kit/evidence.ts'
import cause from './content-scanner-drop.ts'

causeCases(cause, {
  convicts: [
    ['cut at the suspected content', [cutInBody({ sizeBytes: 5_000, contains: 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE' })]],
    ['cut at the suspected content, of no size in particular', [cutInBody({ contains: 'X5O!P' })]],
    [
      'the suspected content is never acknowledged',
      [cutInBody({ sizeBytes: 5_000, contains: 'X5O!P' }, SILENCE), socketState({})],
    ],
    ['cut at this message', [cutInBody({ raw: 'Subject: x\r\n\r\nbody' })]],
  ],
  acquits: [],
  abstains: [
    ['cut at a generated message', [cutInBody({ sizeBytes: 12_000_000 })]],
    ['silence at the suspected content, and nobody looked', [cutInBody({ sizeBytes: 5_000, contains: 'X' }, SILENCE)]],
    [
      'silence at the suspected content, of which all was acknowledged: a filter that is slow',
      [
        cutInBody({ sizeBytes: 5_000, contains: 'X' }, SILENCE),
        socketState({ timer: 'none', retransmits: 0, unackedSegments: 0 }),
      ],
    ],
    ['an ordinary message is never acknowledged', [cutInBody({ sizeBytes: 5_000 }, SILENCE), socketState({})]],
    ['a healthy session', [session()]],
  ],
})
