import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyseText } from './analyse-text.ts'
import { counted } from './counted.ts'

const SAMPLE = readFileSync(new URL('../../src/mta/opensmtpd/samples/opensmtpd-7.log', import.meta.url), 'utf8')
const SESSIONS = SAMPLE.split('\n').filter((line) => /: [0-9a-f]{16} /.test(line))
const without = (lines: readonly string[]): string => lines.map((line) => line.replace(/^.*?\]: /, '')).join('\n')

test('OpenSMTPD in the foreground, as containers run it, names itself in no line', () => {
  const tagged = counted(analyseText(SESSIONS.join('\n')).document)
  expect(tagged.attempts.sent).toBeGreaterThan(0)
  const bare = without(SESSIONS)
  expect(counted(analyseText(bare).document)).toEqual(tagged)
  const stamped = bare.replaceAll(/^/gm, '2024-05-01T00:00:01.123456789Z ')
  expect(counted(analyseText(stamped).document)).toEqual(tagged)
})

const OLD = readFileSync(new URL('formats/opensmtpd-5.log', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => / smtpd\[\d+\]: (?:relay|delivery|smtp-in|smtp-out): .*[0-9a-f]{16}/.test(line))

test('so do the sentences of the versions before 6.0', () => {
  const tagged = counted(analyseText(OLD.join('\n')).document)
  expect(tagged.attempts.sent).toBeGreaterThan(0)
  expect(counted(analyseText(without(OLD)).document)).toEqual(tagged)
})

test('what only begins as a session does is none of its lines', () => {
  expect(analyseText('8a1b2c3d4e5f6071 x y\n8a1b2c3d4e5f6071 mta 7\n').document.lines.understood).toBe(0)
})
