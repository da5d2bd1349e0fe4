import { expect, test } from 'vitest'
import { openFrames } from './frame-reader.ts'
import { LOCAL_MONTHS } from './local-months.table.ts'
import { utcCalendar } from './stamp.ts'

/** When, and which program, as latin1 carries UTF-8. */
function framed(line: string) {
  const frames = openFrames({ calendar: utcCalendar, notAfterMs: Date.UTC(2024, 11, 31) })
  const { atMs, host, program, pid, message } = frames.line(Buffer.from(line, 'utf8').toString('latin1'))
  return { at: Number.isNaN(atMs) ? null : new Date(atMs).toISOString(), host, program, pid, message }
}

const READ = { host: 'mail', program: 'postfix/smtp', pid: 9, message: 'text' }

test.each([
  ['Mär 05', '2024-03-05'],
  ['Mai 05', '2024-05-05'],
  ['févr. 05', '2024-02-05'],
  ['juil. 05', '2024-07-05'],
  ['ene  5', '2024-01-05'],
  ['мая 05', '2024-05-05'],
  ['Şub 05', '2024-02-05'],
  ['5月 05', '2024-05-05'],
  ['12월  5', '2024-12-05'],
  [' 5月 05', '2024-05-05'],
  [' 5월  5', '2024-05-05'],
])("a stamp of journalctl in its user's tongue: %s", (stamp, day) => {
  expect(framed(`${stamp} 00:00:01 mail postfix/smtp[9]: text`)).toEqual({ at: `${day}T00:00:01.000Z`, ...READ })
})

test.each([
  'Foo 05 00:00:01 mail postfix/smtp[9]: text',
  '13月 05 00:00:01 mail x',
  'mai 99 99:99:99 mail x',
  'mai 05 text',
])('no stamp: %s', (line) => expect(framed(line).at).toBeNull())

test('no name stands for two months', () => {
  const names = LOCAL_MONTHS.flatMap(([, months]) => months.split(' '))
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})
