import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, session } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './malformed-reply.ts'

const garbled = { kind: 'garbled', head: 'hello?', why: 'no reply code' } as const

const greeting = (head: string) => ({ kind: 'garbled', head, why: 'no reply code' }) as const

causeCases(cause, {
  convicts: [
    [
      'a greeting after a byte order mark',
      [session({ death: death('banner', greeting('\u00ef\u00bb\u00bf220 mx ESMTP')) })],
    ],
    [
      'a greeting after Telnet negotiation',
      [session({ death: death('banner', greeting('\u00ff\u00fb\u0001\u00ff\u00fe"220 mx ESMTP')) })],
    ],
    ['a greeting without a blank after its code', [session({ death: death('banner', greeting('220mx ESMTP')) })]],
    ['no code at MAIL', [session({ death: death('mail', garbled) })]],
  ],
  acquits: [],
  abstains: [
    ['another protocol from the start', [session({ death: death('banner', garbled) })]],
    ['a healthy session', [session()]],
  ],
})

test.each([
  ['ehlo', ['esmtp.off-for']],
  ['mail', []],
] as const)('an answer at %s that is none: whether HELO may go round it', (stage, levers) => {
  const remedies = cause.remedies(view(evidence([session({ death: death(stage, garbled) })]), cause.needs))
  expect(remedies.flatMap((one) => one.levers ?? []).map(({ lever }) => lever)).toEqual(levers)
  expect(JSON.stringify(remedies).includes('HELO')).toBe(levers.length > 0)
})
