import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'

const HANDSHAKE = [
  '* Connected to mx1.example.org (192.0.2.7) port 25 (#0)',
  '> STARTTLS',
  '< 220 2.0.0 Ready to start TLS',
  '* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384',
  '* Server certificate:',
  '*  start date: Nov  1 00:00:00 2026 GMT',
  '*  expire date: Jan 30 23:59:59 2027 GMT',
  '* Mark bundle as not supporting multiuse',
].join('\n')

it('the date until which a certificate holds is no time that ran out', () => {
  expect(readText(HANDSHAKE).symptom).toBe('accepted')
})

it('what fails behind it is read', () => {
  expect(readText(`${HANDSHAKE}\n* Operation timed out after 30000 milliseconds`).symptom).toBe('drop.timeout')
})
