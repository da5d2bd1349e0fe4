import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { commonPrefix } from '../../src/app/logs/common-prefix.ts'
import { analyseText } from './analyse-text.ts'
import { counted } from './counted.ts'

const FOLDER = new URL('formats/', import.meta.url)
// A journal's export is parted into records by empty lines, which tools leave unmarked.
const FORMATS = readdirSync(FOLDER).filter((name) => !/\.json$|\.export$|utf16|^frames|tlstrace/.test(name))

const MARKS: readonly (readonly [string, (line: string, index: number) => string])[] = [
  ['quoted', (line) => `> ${line}`],
  ['indented', (line) => `    ${line}`],
  ['grep -n', (line, index) => `${index + 1}:${line}`],
  ['grep -H', (line) => `mail.log.1:${line}`],
  ['compose', (line) => `mta-1  | ${line}`],
]

describe.each(MARKS)('logs of every format, marked by a tool: %s', (_, mark) => {
  test.each(FORMATS)('%s', (name) => {
    const lines = readFileSync(new URL(name, FOLDER), 'latin1').split(/\r?\n/)
    const whole = lines.filter((line) => line.trim() !== '')
    const told = (text: string): object => counted(analyseText(Buffer.from(text, 'latin1')).document)
    expect(told(whole.map(mark).join('\n'))).toEqual(told(whole.join('\n')))
  })
})

test.each([
  ['dates', ['2026-11-28 a', '2026-11-29 b', '2026-11-30 c']],
  ['a New Year', ['2025-12-31 23:59:58 a', '2026-01-01 00:00:01 b']],
  ['the version of RFC 5424', ['1 2026-11-28T00:00:00Z a', '1 2026-11-28T00:00:00Z b']],
  ['lines of which one is not marked', ['> a', '> b', 'c']],
  ['one line', ['> a']],
  ['names that differ', ['a.example:1', 'b.example:2']],
])('no mark of a tool: %s', (_, lines) => {
  expect(commonPrefix(lines)).toBeUndefined()
})
