import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  ['recipient.unknown', 'Authentication-Results: mx; spf=pass\n550 5.1.1 User unknown'],
  [
    'drop.lost',
    'Authentication-Results: mx; spf=pass\nlost connection with mx1.example.net[192.0.2.1] while sending DATA command',
  ],
  [
    'recipient.unknown',
    'Authentication-Results: mx.example.net;\n dkim=pass;\n\tspf=pass\nSubject: hello\n\n550 5.1.1 User unknown',
  ],
])('%s stands below the results of checks: %j', (symptom, text) => {
  expect(readText(text).symptom).toBe(symptom)
})

it.each([
  'Authentication-Results: mx.example.net; dkim=pass; spf=pass; tls=pass (TLSv1.3)',
  'Authentication-Results: mx.example.net;\n dkim=pass; spf=pass;\n\ttls=pass (TLSv1.3)',
])('the results of checks by themselves report nothing: %j', (text) => {
  expect(readText(text).symptom).toBe('unknown')
})
