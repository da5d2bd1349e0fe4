import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  cutInBody,
  death,
  evidence,
  fact,
  FIN,
  plan,
  session,
  SILENCE,
  symptom,
  type Seen,
} from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import cause from './size-limit-drop.ts'

causeCases(cause, {
  convicts: [
    ['cut in the middle of 12 MB', [cutInBody({ sizeBytes: 12_000_000 })]],
    [
      'cut in the middle of 30 kB: a box may count octets where no server has a limit',
      [cutInBody({ sizeBytes: 30_000 })],
    ],
    ['the MTA lost the connection in the body', [symptom({ symptom: 'drop.lost', stage: 'body' })]],
    [
      'only large messages lose their connection',
      [
        symptom({ symptom: 'drop.lost' }),
        fact('log.pattern', { pattern: 'only-large', symptom: 'drop.lost', count: 9, of: 9, detail: '' }),
      ],
    ],
  ],
  acquits: [],
  abstains: [
    [
      'what is lost is hardly larger than a packet: nobody sets such a limit',
      [
        fact('log.pattern', {
          pattern: 'only-large',
          symptom: 'drop.lost',
          fromBytes: 1_400,
          count: 9,
          of: 9,
          detail: '',
        }),
      ],
    ],
    [
      'large messages lose their connection before they are on their way',
      [
        symptom({ symptom: 'drop.lost', stage: 'rcpt' }),
        fact('log.pattern', {
          pattern: 'only-large',
          symptom: 'drop.lost',
          stage: 'rcpt',
          count: 9,
          of: 9,
          detail: '',
        }),
      ],
    ],
    ['silence in the middle of 12 MB', [cutInBody({ sizeBytes: 12_000_000 }, SILENCE)]],
    ['cut in the middle of 5 kB', [cutInBody({ sizeBytes: 5_000 })]],
    ['a healthy session', [session()]],
  ],
})

const MX2 = { host: 'mx2.example.net', address: '192.0.2.2', port: 25 }
const sending = (sizeBytes: number, endpoint = MX2) =>
  plan({ endpoint, upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message: { sizeBytes } })

test.each<readonly [string, readonly Seen[], string]>([
  [
    'the other MX host announces one',
    [
      session({ keywords: ['SIZE 10240000'] }),
      cutInBody({ sizeBytes: 12_000_000 }, FIN, { plan: sending(12_000_000) }),
    ],
    'The limit is not announced:',
  ],
  [
    'a companion announces one',
    [session({ role: 'compare', keywords: ['SIZE 10240000'] }), cutInBody({ sizeBytes: 12_000_000 })],
    'The limit is not announced:',
  ],
  [
    'a companion takes the message',
    [session({ role: 'compare', plan: sending(11_000_000) }), cutInBody({ sizeBytes: 12_000_000 })],
    'The limit is not announced:',
  ],
  [
    'the receiver announces another one, and takes less',
    [
      cutInBody({ sizeBytes: 12_000_000 }, FIN, { plan: sending(12_000_000), keywords: ['SIZE 20480000'] }),
      session({ role: 'experiment', plan: sending(900_000) }),
    ],
    'The limit is not the announced SIZE 20480000 and lies between 900000 and 12000000 octets:',
  ],
])('the limit that the fixes speak of is that of the host that cut: %s', (_name, seen, says) => {
  expect(JSON.stringify(cause.remedies(view(evidence(seen), cause.needs)))).toContain(says)
})

test.each<readonly [string, readonly Seen[], string]>([
  ['in the body each time', [], 'cuts the connection in the middle of large messages'],
  [
    'in the body, and again when our kernel held all',
    [session({ session: 's3', role: 'experiment', plan: sending(12_000_000), death: death('dot', FIN) })],
    'cuts the connection in the middle or at the end of large messages',
  ],
])('where a message is cut is told as far as it is known: %s', (_what, again, says) => {
  const cut = cutInBody({ sizeBytes: 12_000_000 }, FIN, { plan: sending(12_000_000) })
  expect(JSON.stringify(cause.remedies(view(evidence([cut, ...again]), cause.needs)))).toContain(says)
})

test('the letter goes to the host that cut, and not to another one that failed', () => {
  const refused = session({
    death: { stage: 'connect', outcome: { kind: 'errno', errno: 'ECONNREFUSED', afterMs: 1 }, outstanding: [] },
  })
  const cut = cutInBody({ sizeBytes: 12_000_000 }, FIN, { plan: sending(12_000_000), session: 's2' })
  const said = JSON.stringify(cause.remedies(view(evidence([refused, cut]), cause.needs)))
  expect(said).toContain('mx2.example.net cuts the connection')
  expect(said).not.toContain('mx1')
})
