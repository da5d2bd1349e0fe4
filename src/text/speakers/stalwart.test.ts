import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

const symptomOf = (text: string): string => readText(text).symptom

test.each([
  ['No Error', 'dns.nomx'],
  ['Non-Existent Domain', 'dns.nxdomain'],
  ['Server Failure', 'dns.tempfail'],
  ['Query Refused', 'dns.tempfail'],
])('a record that was not found, by the answer of the name server: %s', (code, symptom) => {
  for (const [words, event] of [
    ['IP address lookup failed', 'delivery.ip-lookup-failed'],
    ['MX record lookup failed', 'delivery.mx-lookup-failed'],
  ])
    expect(
      symptomOf(
        `2025-03-25T13:46:00Z INFO ${words} (${event}) queueId = 7, hostname = "mx.example.net", causedBy = DNS record not found (mail-auth.dns-record-not-found) { code = "${code}" }, elapsed = 1ms`,
      ),
    ).toBe(symptom)
})

test.each([
  ['NoError', 'dns.nomx'],
  ['NXDomain', 'dns.nxdomain'],
])('the same in its reports, by the name of the code: %s', (code, symptom) => {
  expect(symptomOf(`failed to lookup 'example.net': Domain not found: ${code}`)).toBe(symptom)
})
