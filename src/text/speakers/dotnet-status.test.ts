import { expect, test } from 'vitest'
import { readText } from '../read-text.ts'

test.each([
  ['Service not available, closing transmission channel. The server response was: 4.3.0 zq', 421],
  ['System.Net.Mail.SmtpException: Transaction failed. The server response was: zq zq', 554],
  ['Send-MailMessage : Insufficient system storage. The server response was: 4.3.0 zq', 452],
])('the phrase of .NET stands for the code that the server sent: %s', (text, code) => {
  expect(readText(text).reply?.code).toBe(code)
})

test('a code that the server said stays', () => {
  expect(readText('Transaction failed. The server response was: 550 5.7.1 denied').reply?.code).toBe(550)
})
