import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

test('the reply that did not go well decides, whatever went well before it', () => {
  const shown = [
    '[11] => Response: 250 mx.example.org',
    '[12] => Sending MAIL FROM...',
    '[13] => Response: 250 2.1.0 Ok',
    '[14] => Sending RCPT TO...',
    '[15] => Response: 550 5.5.1 Protocol error',
  ]
  expect(readText(shown.join('\n'))).toMatchObject({ symptom: 'protocol.syntax', stage: 'rcpt', speaker: 'peer' })
  expect(readText(shown.slice(0, 3).join('\n')).symptom).toBe('accepted')
})
