import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

it.each([
  '220 ***************************************',
  '220 *********0*****************************\n************2*************',
  'telnet mx.example.org 25\n220 ********************************',
])('%j: a firewall wrote over the greeting', (text) => {
  expect(readText(text)).toMatchObject({ symptom: 'protocol.malformed', stage: 'banner' })
})

it('takes a name that somebody made unreadable for what it is', () => {
  expect(readText('220 *******.example.org ESMTP ready').symptom).toBe('accepted')
})
