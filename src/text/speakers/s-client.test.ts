import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

const EMPTY = [
  '---',
  'no peer certificate available',
  '---',
  'No client certificate CA names sent',
  '---',
  'SSL handshake has read 0 bytes and written 293 bytes',
  '---',
  'New, (NONE), Cipher is (NONE)',
]

test.each([
  [
    'a handshake that was reset',
    ['CONNECTED(00000003)', 'write:errno=104', '---', 'no peer certificate available'],
    'tls.handshake.reset',
  ],
  ['its first two lines', ['CONNECTED(00000005)', 'write:errno=54'], 'tls.handshake.reset'],
  ['a handshake that was closed', ['CONNECTED(00000003)', 'write:errno=0', ...EMPTY], 'tls.handshake.eof'],
  ['one that nobody answered', ['CONNECTED(00000003)', 'write:errno=110', ...EMPTY], 'tls.handshake.timeout'],
])('%s, as s_client prints it', (_, lines, symptom) => {
  expect(readText(lines.join('\n'))).toMatchObject({ speaker: 'us', symptom, stage: 'tls' })
})

test('what ends behind a session that stood is no handshake', () => {
  const lines = [
    'CONNECTED(00000003)',
    '---',
    'subject=CN = mx.example.net',
    'New, TLSv1.3, Cipher is X',
    '---',
    'write:errno=32',
  ]
  expect(readText(lines.join('\n')).symptom).not.toMatch(/^tls\./)
})
