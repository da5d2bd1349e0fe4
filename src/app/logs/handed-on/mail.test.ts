import { expect, test } from 'vitest'
import { openMail } from './mail.ts'

const HEAD = ['From: a@example.org', 'Subject: log', 'MIME-Version: 1.0']

function read(...lines: readonly string[]): string {
  const mail = openMail()
  return lines.map((line) => mail.line(line)).join('') + mail.end()
}

test.each<[string, string, readonly string[]]>([
  ['soft line breaks', 'Content-Transfer-Encoding: quoted-printable', ['one =', 'two=20=', 'three', 'four']],
  ['flowed text', 'Content-Type: text/plain; format=flowed', ['one ', 'two ', 'three', 'four']],
  ['base64', 'Content-Transfer-Encoding: base64', ['b25lIHR3byB0', 'aHJlZQpmb3VyCg==']],
])('%s: a line goes on in the next one', (_what, field, body) => {
  expect(read(...HEAD, field, '', ...body)).toBe('one two three\nfour\n')
})

test.each([
  ['Content-Transfer-Encoding: quoted-printable', 'x='],
  ['Content-Type: text/plain; format=flowed', 'x '],
  ['Content-Transfer-Encoding: base64', 'eHh4'],
])('of a line that never ends nothing is held back: %s', (field, line) => {
  const mail = openMail()
  for (const one of [...HEAD, field, '']) mail.line(one)
  const told = Array.from({ length: 1_000 }, () => mail.line(line)).join('')
  expect(told).toMatch(/^[x ]+$/)
  expect(mail.end().length).toBeLessThan(4)
})

test('what a part leaves open ends with it, and the next part has a line of its own', () => {
  const part = (encoding: string, text: string): readonly string[] => [
    '--cut',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    text,
  ]
  const parts = [...part('base64', 'b25l'), ...part('quoted-printable', 'two='), ...part('8bit', 'three'), '--cut--']
  expect(read(...HEAD, 'Content-Type: multipart/mixed; boundary=cut', '', ...parts)).toBe('one\ntwo\nthree\n')
})
