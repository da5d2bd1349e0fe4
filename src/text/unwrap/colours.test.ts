import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'
import { withoutColours } from './colours.ts'

const ESC = String.fromCodePoint(27)

it.each([
  ['a level', `${ESC}[31mERROR${ESC}[0m lost`],
  ['several attributes, and the rest of the line erased', `${ESC}[1;38;5;196mERROR${ESC}[m lost${ESC}[K`],
  ['as syslog daemons escape it', '#033[31mERROR#033[0m lost'],
  ['as less shows it', '^[[31mERROR^[[0m lost'],
  ['as JSON and shells spell it', String.raw`\u001b[31mERROR\x1b[39m lost`],
  ['its ESC dropped', '[31mERROR[0m lost'],
  ['a title of the window', `${ESC}]0;ann@web1: ~${String.fromCodePoint(7)}ERROR lost`],
])('%s', (_name, text) => {
  expect(withoutColours(text)).toBe('ERROR lost')
})

it('leaves brackets that are no colour', () => {
  for (const text of ['mx1.example.org[192.0.2.1]:25', 'timeout [5m]', 'retry [30m later]', 'foo[3] bar'])
    expect(withoutColours(text)).toBe(text)
})

it('a coloured line says what it says in black', () => {
  expect(readText(`${ESC}[31m421 4.7.0 Connection refused - too many sessions from 192.0.2.4${ESC}[0m`).symptom).toBe(
    'reply.421.toomanyconn',
  )
})
