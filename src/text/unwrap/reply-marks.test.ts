import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'
import { withPlainReplies } from './reply-marks.ts'

test('the lines of a reply that a program keeps in a list are one reply', () => {
  expect(withPlainReplies(`got ["550-5.1.1 No such", "550 5.1.1 user"]`)).toBe(
    'got \n\n550-5.1.1 No such\n550 5.1.1 user',
  )
  expect(withPlainReplies(String.raw`reply=[b'421-4.7.0 Slow\r\n', b'421 4.7.0 down\r\n']`)).toBe(
    'reply=\n\n421-4.7.0 Slow\n421 4.7.0 down',
  )
  expect(withPlainReplies('{"lines":["550-a","550 b"]}')).toBe('{"lines":["550-a","550 b"]}')
})

test('what a program says in front of the list is not taken for OpenSMTPD’s', () => {
  expect(
    readText(
      '"Bad response received", ["554-5.7.1 Service unavailable","554 5.7.1 Client host blocked using zen.spamhaus.org"]',
    ),
  ).toMatchObject({ symptom: 'reputation.ip', speaker: 'peer' })
  expect(readText('smtp-out: Error on session 7: Bad response: line too long').symptom).toBe('protocol.malformed')
})

test('curved marks around a reply are straight ones', () => {
  expect(withPlainReplies('er sagt „550 User unknown“ dazu')).toBe('er sagt "550 User unknown" dazu')
  expect(withPlainReplies('er sagt „guten Tag“ dazu')).toBe('er sagt „guten Tag“ dazu')
})
