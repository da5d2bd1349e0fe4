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

test('where marks show what the server said, the reply is that and no more', () => {
  const asked =
    'The server answers "450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]" to all we send'
  expect(readText(asked)).toMatchObject({
    symptom: 'sender.ptr',
    speaker: 'peer',
    reply: { lines: ['Client host rejected: cannot find your hostname, [192.0.2.1]'] },
  })
  expect(readText('mx.example.org answered RCPT TO with "550 5.7.1 blocked by policy" today').stage).toBe('rcpt')
})
