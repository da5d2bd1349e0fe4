import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import { death, evidence, plan, session, SILENCE, symptom } from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import type { Software } from '../../domain/software.ts'
import cause from './bare-lf-end-of-data.ts'

function notesOf(software?: Software): string {
  const wrote = software === undefined ? {} : { software }
  const said = symptom({ symptom: 'protocol.barelf', speaker: 'peer', stage: 'dot', ...wrote })
  return JSON.stringify(cause.remedies(view(evidence([said]), cause.needs)))
}

test('what a mail server reports that writes CRLF itself is sought behind it', () => {
  expect(notesOf('postfix')).toMatch(/look behind it[^]*tcpdump/)
  expect(notesOf('exchange')).not.toContain('look behind it')
  expect(notesOf()).not.toContain('look behind it')
})

causeCases(cause, {
  convicts: [
    [
      'silence after a message with bare LFs',
      [
        session({
          plan: plan({ upTo: 'dot', message: { sizeBytes: 700, lineEnding: 'lf' } }),
          death: death('dot', SILENCE),
        }),
      ],
    ],
    ['the receiver says so', [symptom({ symptom: 'protocol.barelf', speaker: 'peer', stage: 'dot' })]],
  ],
  acquits: [],
  abstains: [
    [
      'silence after a message with CRLF',
      [session({ plan: plan({ upTo: 'dot', message: { sizeBytes: 700 } }), death: death('dot', SILENCE) })],
    ],
    ['a healthy session', [session()]],
  ],
})
