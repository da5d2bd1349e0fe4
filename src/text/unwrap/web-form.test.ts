import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'
import { withoutFormCoding } from './web-form.ts'

test('the fields of a web form are read without its coding', () => {
  const form = 'to=bob%40example.com&event=bounce&reason=550+5.2.2+mailbox+is+full'
  expect(withoutFormCoding(form)).toBe('to: bob@example.com\nevent: bounce\nreason: 550 5.2.2 mailbox is full')
  expect(readText(form).symptom).toBe('mailbox.full')
})

test('an address of a page and what cannot be decoded stay as they are', () => {
  for (const text of ['https://www.example.com/?a=1&b=2&c=3', 'a=1&b=2', 'limit=5 & more & more'])
    expect(withoutFormCoding(text)).toBe(text)
  expect(withoutFormCoding('a=%zz&b=20%25&c=some+words+here')).toBe('a: %zz\nb: 20%\nc: some words here')
})
