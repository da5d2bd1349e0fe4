import { expect, test } from 'vitest'
import { byText, wordForLife } from './word-for-life.ts'

const arm = { name: 'TLS 1.3 on offer', lived: 3, died: 0, trials: ['lived', 'lived', 'lived'] }

test('a hello is answered, and by which version; a session lives', () => {
  expect(`${wordForLife({ ...arm, of: 'hello' })} 3 of 3${byText({ ...arm, answeredBy: 'TLS 1.1' })}`).toBe(
    'answered 3 of 3, by TLS 1.1',
  )
  expect(wordForLife(arm) + byText(arm)).toBe('lived')
})
