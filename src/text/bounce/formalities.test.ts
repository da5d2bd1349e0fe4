import { expect, test } from 'vitest'
import { withoutFormalities } from './formalities.ts'

test("Sendmail's three dots end no sentence", () => {
  const said = '421 mx.example.org (smtp)... Deferred: Connection timed out during user open with mx.example.org'
  expect(withoutFormalities(said)).toBe(said)
})

test('a promise to go on says nothing of what befell the mail', () => {
  expect(withoutFormalities('The mailbox is full. Delivery attempts will continue for five days.')).toBe(
    'The mailbox is full.',
  )
})
