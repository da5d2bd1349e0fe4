import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, session } from '../../../test/kit/evidence.ts'
import cause from './malformed-reply.ts'

const garbled = { kind: 'garbled', head: 'hello?', why: 'no reply code' } as const

causeCases(cause, {
  convicts: [['no code at MAIL', [session({ death: death('mail', garbled) })]]],
  acquits: [],
  abstains: [
    ['another protocol from the start', [session({ death: death('banner', garbled) })]],
    ['a healthy session', [session()]],
  ],
})
