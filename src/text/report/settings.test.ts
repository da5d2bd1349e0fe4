import { expect, it } from 'vitest'
import { isSettings } from './settings.ts'

it.each([
  'smtp_timeout = 300',
  'relay_read_timeout 90s;',
  'host = mx.example.org\nport = 587\ntimeout = 30 # seconds',
  'mailer:\n  host: mx.example.org\n  password: !secret mail\n  timeout: 40',
  '[smtp]\n;retries\nconnect_timeout=5',
])('%j: sets values', (text) => {
  expect(isSettings(text)).toBe(true)
})

it.each([
  'Error: timeout',
  'last_error = timeout',
  'smtp: timeout',
  'host: mx.example.org',
  'java.net.SocketException: Connection reset',
  'timeout = 30\nThe server closed the connection.',
  'status=deferred',
])('%j: sets none', (text) => {
  expect(isSettings(text)).toBe(false)
})
