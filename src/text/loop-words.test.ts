import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

test.each([
  ['Exim', '2026-11-30 10:00:00 1tX-0 ** a@b.example: Too many "Received" headers - suspected mail loop', 'us'],
  ['Sendmail', 'SYSERR(root): Too many hops 26 (25 max): from <a@b.example> via localhost, to <c@d.example>', 'us'],
  ['Postfix', '4F1: to=<a@b.example>, relay=none, dsn=5.4.6, status=bounced (too many hops)', 'us'],
  ['a reply', '554 5.4.6 Error: too many hops', 'peer'],
] as const)('%s counts the hops', (_name, text, speaker) => {
  expect(readText(text)).toMatchObject({ symptom: 'route.loop', speaker })
})
