import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'

test.each(['logfmt', 'json'])('Haraka 3.3 in %s says what each peer did', (format) => {
  const { document, attempts, unknown } = analyseText(
    readFileSync(new URL(`../../src/mta/haraka/samples/haraka-3.3.4-${format}.log`, import.meta.url)),
  )
  expect(unknown).toEqual([])
  const outcomes = attempts.map(({ recipient, domain, status, symptom, stage }) =>
    [recipient ?? domain, status, symptom, stage ?? '-'].join(' '),
  )
  expect([...new Set(outcomes)].toSorted()).toEqual([
    'a@close-mail.example deferred drop.lost -',
    'a@mixed5.example sent accepted -',
    'a@nullmx.example bounced dns.nullmx dns',
    'a@r5-rcpt.example bounced policy.other rcpt',
    'a@reset-rcpt.example deferred drop.lost -',
    'a@stall-dot.example deferred drop.timeout dot',
    'a@tlsalert.example deferred tls.handshake.alert tls',
    'a@two-close.example sent accepted -',
    'bad@mixed5.example bounced recipient.unknown rcpt',
  ])
  expect(document.queue).toEqual({ queued: 8, removed: 4, expired: 0 })
  expect(document.softFailures).toEqual({ 'drop.lost@unknown': 1 })
})

test('a record whose message has a colon is not taken for a line of syslog', () => {
  const record =
    '{"level":"INFO","uuid":"109BE044-6A1D-4E09-845C-1FC5DAD492E6.1.1","origin":"outbound","message":"bouncing mail: 550 5.7.1 Refused by policy"}'
  for (const line of [record, `2026-11-30T17:29:31.198Z ${record}`])
    expect(analyseText(line).attempts).toMatchObject([{ status: 'bounced', symptom: 'policy.other' }])
})
