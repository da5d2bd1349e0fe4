import { causeCases } from '../../../test/kit/cause-cases.ts'
import { cutInBody, session, SILENCE } from '../../../test/kit/evidence.ts'
import cause from './content-scanner-drop.ts'

causeCases(cause, {
  convicts: [
    ['cut at the suspected content', [cutInBody({ sizeBytes: 5_000, contains: 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE' })]],
    ['cut at the suspected content, of no size in particular', [cutInBody({ contains: 'X5O!P' })]],
    ['cut at this message', [cutInBody({ raw: 'Subject: x\r\n\r\nbody' })]],
  ],
  acquits: [],
  abstains: [
    ['cut at a generated message', [cutInBody({ sizeBytes: 12_000_000 })]],
    ['silence at the suspected content', [cutInBody({ sizeBytes: 5_000, contains: 'X' }, SILENCE)]],
    ['a healthy session', [session()]],
  ],
})
