import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

test.each([
  ["Sorry, I couldn't find any host by that name. (#4.1.2)", 'dns.tempfail dns'],
  ["Sorry, I couldn't find any host named example.net. (#5.1.2)", 'dns.nxdomain dns'],
  ["Sorry, I couldn't find a mail exchanger or IP address. (#5.4.4)", 'dns.nomx dns'],
  ['SMTP cannot transfer messages with partial final lines. (#5.6.2)', 'content.format dot'],
  ['I (qmail-remote) was invoked improperly. (#5.3.5)', 'local.config -'],
  ['qmail-remote produced no output.', 'local.delivery -'],
  ['Uh-oh: home directory is writable. (#4.7.0)', 'local.delivery -'],
])('what qmail says of itself: %s', (report, expected) => {
  const { symptom, stage } = readText(`delivery 7: deferral: ${report.replaceAll(' ', '_')}/`, { software: 'qmail' })
  expect(`${symptom} ${stage ?? '-'}`).toBe(expected)
})
