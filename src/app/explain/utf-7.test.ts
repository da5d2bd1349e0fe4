import { expect, test } from 'vitest'
import { withoutUtf7 } from './utf-7.ts'

const MAIL = 'Content-Type: text/plain; charset=unicode-1-1-utf-7\n'

test.each([
  ['bob+AEA-example.org', 'bob@example.org'],
  ['+kU1P4TBnME0wfjBbMJM-', '配信できません'],
  ['1 +- 1 = 2', '1 + 1 = 2'],
  ['a+b', 'a+b'],
])('%s', (coded, plain) => {
  expect(withoutUtf7(coded, MAIL)).toBe(plain)
})

test('a mail of another charset keeps its plus signs', () => {
  expect(withoutUtf7('bob+AEA-list', 'Content-Type: text/plain; charset=utf-8\n')).toBe('bob+AEA-list')
})
